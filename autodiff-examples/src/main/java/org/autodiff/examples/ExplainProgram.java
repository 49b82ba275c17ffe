package org.autodiff.examples;

import static org.autodiff.Autodiff.grad;
import static org.autodiff.Autodiff.hvp;
import static org.autodiff.Autodiff.jvp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.autodiff.DType;
import org.autodiff.Shape;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.graph.Explanation;
import org.autodiff.graph.Graph;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what compile makes of a function. */
@Command(
    name = "explain",
    description = {
      "Shows what compile makes of a function: operations, fused regions, buffers.",
      "A function is written as ./autodiff curves takes it. It is compiled for the types alone:"
          + " nothing is computed. With --format dot or mermaid the operations that are left are"
          + " drawn."
    })
final class ExplainProgram implements Callable<Integer> {
  private static final int MAX_SIZE = 100_000_000;
  private static final int ROWS_SHOWN = 60;

  /** What is compiled of a function f of x. */
  private enum Derivative {
    VALUE("f(x)"),
    JVP("the tangent of f(x)"),
    GRAD("the gradient of the sum of f(x)"),
    HVP("the Hessian of the sum of f(x), times a vector");

    final String title;

    Derivative(String title) {
      this.title = title;
    }
  }

  private record PointAndTangent(Tensor x, Tensor tangent) {}

  @Option(
      names = "--function",
      paramLabel = "EXPRESSION",
      description = "A function of x (default: sin(x^2)*cos(x)).")
  private @Nullable String function;

  @Option(
      names = "--derivative",
      paramLabel = "KIND",
      description =
          "What is compiled: value, jvp, grad (the gradient of the sum) or hvp (its Hessian times a"
              + " vector) (default: grad).")
  private @Nullable String derivative;

  @Option(
      names = "--example",
      paramLabel = "NAME",
      description =
          "In place of a function: softmax (regression, its gradient), mlp (a step of training) or"
              + " determinant (by cofactors, its gradient).")
  private @Nullable String example;

  @Option(
      names = "--size",
      description =
          "How many elements x has (default: 1000); of an example the examples, or the rows.")
  private @Nullable Integer size;

  @Option(
      names = "--dtype",
      defaultValue = "float64",
      description = "float64 or float32 (default: ${DEFAULT-VALUE}).")
  private String dtype = "";

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "text, dot or mermaid (default: ${DEFAULT-VALUE}).")
  private String format = "";

  @Mixin private final Output output = new Output();

  @Spec private CommandSpec spec = CommandSpec.create();

  private record Operation(
      List<String> results, List<String> types, String operator, List<String> operands) {}

  private record Report(
      String title,
      List<Operation> operations,
      int applied,
      int merged,
      int known,
      int dead,
      List<Explanation.Unit> units,
      int buffers,
      long bufferBytes) {}

  @Override
  public Integer call() {
    requireOneOf("--format", format, List.of("text", "dot", "mermaid"));
    requireOneOf("--dtype", dtype, List.of("float64", "float32"));
    DType type = dtype.equals("float64") ? DType.FLOAT64 : DType.FLOAT32;
    if (output.isJson() && !format.equals("text")) {
      throw new Refusal("--format: " + format + " is no JSON; leave out one of the two options");
    }
    if (example == null) {
      explainFunction(type);
    } else {
      explainExample(example, type);
    }
    return 0;
  }

  private void explainFunction(DType type) {
    String text = function == null ? "sin(x^2)*cos(x)" : function.strip();
    UnaryOperator<Tensor> f = parsed(text);
    List<String> kinds = Arrays.stream(Derivative.values()).map(ExplainProgram::label).toList();
    String chosen = derivative == null ? "grad" : derivative;
    requireOneOf("--derivative", chosen, kinds);
    Derivative kind = Derivative.values()[kinds.indexOf(chosen)];
    int n = size == null ? 1000 : size;
    requireSize(n, 1, MAX_SIZE);
    Tensor x = Tensor.full(1, new TensorType(Shape.of(n), type));
    PointAndTangent at = new PointAndTangent(x, x);
    Explanation explanation =
        switch (kind) {
          case VALUE -> Explanation.of(f, x);
          case JVP ->
              Explanation.of((PointAndTangent p) -> jvp(f, p.x(), p.tangent()).tangent(), at);
          case GRAD -> Explanation.of(grad((Tensor v) -> f.apply(v).sum()), x);
          case HVP ->
              Explanation.of(
                  (PointAndTangent p) -> hvp(v -> f.apply(v).sum(), p.x(), p.tangent()), at);
        };
    print(kind.title + ", f(x) = " + text + ", x of " + x.type(), explanation);
  }

  private void explainExample(String name, DType type) {
    if (function != null || derivative != null) {
      throw new Refusal(
          "--example: it has its function and derivative, got "
              + (function != null ? "--function" : "--derivative")
              + " besides; leave one of the options out");
    }
    List<String> names =
        Arrays.stream(CompiledExample.values()).map(CompiledExample::label).toList();
    requireOneOf("--example", name, names);
    CompiledExample chosen =
        Arrays.stream(CompiledExample.values())
            .filter(example -> example.label().equals(name))
            .findFirst()
            .orElseThrow();
    int n = size == null ? chosen.defaultSize() : size;
    requireSize(n, 2, chosen.largest());
    print(chosen.title(n) + ", in " + dtype, chosen.explain(n, type));
  }

  private static String label(Derivative kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static UnaryOperator<Tensor> parsed(String text) {
    try {
      return Expression.parse(text);
    } catch (Refusal e) {
      throw new Refusal("--function: " + e.getMessage());
    }
  }

  private static void requireOneOf(String option, String given, List<String> known) {
    if (!known.contains(given)) {
      throw new Refusal(
          option
              + ": there are "
              + String.join(", ", known)
              + ", got '"
              + given
              + "'; choose one of them");
    }
  }

  private static void requireSize(int given, int least, int most) {
    if (given < least || given > most) {
      throw new Refusal(
          "--size: from " + least + " to " + most + " are possible, got " + given + "; change it");
    }
  }

  private void print(String title, Explanation explanation) {
    Graph graph = explanation.graph();
    if (!format.equals("text")) {
      String drawn = format.equals("dot") ? graph.toDot() : graph.toMermaid();
      spec.commandLine().getOut().print(drawn);
      spec.commandLine().getOut().flush();
      return;
    }
    Report report =
        new Report(
            title,
            graph.nodes().stream().map(ExplainProgram::operation).toList(),
            explanation.applied(),
            explanation.merged(),
            explanation.known(),
            explanation.dead(),
            explanation.units(),
            explanation.buffers(),
            explanation.bufferBytes());
    output.print(report, tables(report, graph));
  }

  private static Operation operation(Graph.Node node) {
    List<String> results = new ArrayList<>();
    List<String> types = new ArrayList<>();
    for (int i = 0; i < node.results().size(); i++) {
      TensorType type = node.results().get(i);
      results.add(new Graph.Operand(node.firstResult() + i, type, null).text());
      types.add(type.toString());
    }
    List<String> operands = node.operands().stream().map(ExplainProgram::text).toList();
    return new Operation(results, types, node.operator().name(), operands);
  }

  /** An operand's name; a number without its element type, which all tensors share. */
  private static String text(Graph.Operand operand) {
    return operand.text().replaceFirst(", dtype=.*", "");
  }

  private static Table[] tables(Report report, Graph graph) {
    Table became = new Table("Compiled: " + report.title, "operations", "count");
    became.row("applied by the function, with its derivatives", report.applied);
    became.row("repeated another: done once", report.merged);
    became.row("gave a value that was there", report.known);
    became.row("no result depends on", report.dead);
    became.row("left", report.operations.size());

    Table operations = new Table("What is left", "value", "type", "operator", "operands");
    for (int i = 0; i < graph.inputs().size(); i++) {
      String name = new Graph.Operand(i, graph.inputs().get(i), null).text();
      operations.row(name, graph.inputs().get(i), "argument", "");
    }
    for (Operation one : first(report.operations)) {
      operations.row(
          String.join(" ", one.results),
          String.join(" ", one.types),
          one.operator,
          String.join(" ", one.operands));
    }
    more(operations, report.operations.size());
    operations.row(
        "",
        "",
        "result",
        graph.outputs().stream().map(ExplainProgram::text).collect(Collectors.joining(" ")));

    Table units = new Table("What is done, in order", "unit", "reads", "writes", "does");
    List<Explanation.Unit> shown = first(report.units);
    for (int i = 0; i < shown.size(); i++) {
      Explanation.Unit unit = shown.get(i);
      units.row(i + 1, unit.reads().size(), unit.writes().size(), unit.description());
    }
    more(units, report.units.size());

    Table memory = new Table("Kept from call to call", "buffers", "bytes");
    memory.row(report.buffers, report.bufferBytes);
    return new Table[] {became, operations, units, memory};
  }

  private static <T> List<T> first(List<T> all) {
    return all.subList(0, Math.min(ROWS_SHOWN, all.size()));
  }

  private static void more(Table table, int count) {
    if (count > ROWS_SHOWN) {
      table.row("", "", "", "… (" + count + " in all)");
    }
  }
}
