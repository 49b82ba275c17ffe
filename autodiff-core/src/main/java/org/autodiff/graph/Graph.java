package org.autodiff.graph;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.autodiff.DTypeException;
import org.autodiff.DenseTensor;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.TraceException;
import org.autodiff.Tree;
import org.autodiff.extend.OperationCount;
import org.autodiff.extend.Operator;
import org.autodiff.internal.TreeTensors;
import org.autodiff.trace.Captures;
import org.autodiff.trace.ObservingTrace;
import org.autodiff.trace.Program;
import org.autodiff.trace.StagingTrace;
import org.jspecify.annotations.Nullable;

/**
 * The operations that a function did on one argument, in order: to print, to draw, to count. What
 * does not depend on the argument appears as a constant; plain Java loops and branches appear as
 * what they did. The transforms inside the function are recorded too, so that {@code
 * Graph.of(Autodiff.grad(f), x)} shows the backward pass. {@link #evaluate} does the operations
 * again.
 */
public final class Graph {
  /**
   * One operation.
   *
   * @param operator the operator
   * @param operands what it was applied to
   * @param firstResult the number of its first result
   * @param results the types of its results
   */
  public record Node(
      Operator operator, List<Operand> operands, int firstResult, List<TensorType> results) {}

  /**
   * An operand of an operation.
   *
   * @param number the number of the value, or −1 for a constant
   * @param type its type
   * @param constant the constant; null for a value of the graph
   */
  public record Operand(int number, TensorType type, @Nullable Tensor constant) {
    /** {@return how it is printed: its name, a number, or the type of a constant} */
    public String text() {
      if (constant == null) {
        return name(number);
      }
      return constant instanceof DenseTensor dense && dense.rank() == 0
          ? dense.toString()
          : "const:" + type;
    }
  }

  private final List<TensorType> inputs;
  private final List<Node> nodes = new ArrayList<>();
  private final List<Operand> outputs = new ArrayList<>();

  private Graph(List<TensorType> inputs) {
    this.inputs = inputs;
  }

  /**
   * Runs a function and records its operations.
   *
   * @param <A> the type of the argument
   * @param <R> the type of the result
   * @param function the function
   * @param argument the argument to run it on
   * @return the recorded graph
   */
  public static <A, R> Graph of(Function<A, R> function, A argument) {
    List<TensorType> inputs =
        TreeTensors.data(argument).stream().map(datum -> datum.tensor().type()).toList();
    Graph graph = new Graph(inputs);
    graph.record(
        new ObservingTrace("graph", graph::add),
        trace -> function.apply(TreeTensors.mapData(trace::box, Captures.resolved(argument))));
    return graph;
  }

  /**
   * Records the operations of a function from the types of its arguments alone: nothing is
   * computed, so it costs the same for tensors of any size. The function must not look at values.
   *
   * @param <R> the type of the result
   * @param function the function, of tensors of these types
   * @param types the types of its arguments
   * @return the recorded graph
   * @throws TraceException if the function reads elements
   */
  public static <R> Graph ofTypes(Function<List<Tensor>, R> function, TensorType... types) {
    StagingTrace trace =
        new StagingTrace(
            "graph of types", StagingTrace.Purpose.GRAPH, StagingTrace.Identities.NONE);
    try {
      List<Tensor> staged = Stream.of(types).map(trace::input).toList();
      R result = Captures.resolved(function.apply(staged));
      return of(trace.finish(Tree.leaves(result)));
    } finally {
      trace.close();
    }
  }

  /** The graph of a staged function; constants have no numbers in a graph. */
  static Graph of(Program program) {
    Graph graph = new Graph(List.of(program.inputTypes()));
    int[] number = new int[program.values()];
    int next = 0;
    for (int value = 0; value < number.length; value++) {
      number[value] = program.constant(value) == null ? next++ : -1;
    }
    IntFunction<Operand> operand =
        value -> new Operand(number[value], program.type(value), program.constant(value));
    for (Program.Step step : program.steps()) {
      graph.nodes.add(
          new Node(
              step.operator(),
              IntStream.of(step.operands()).mapToObj(operand).toList(),
              number[step.first()],
              IntStream.range(step.first(), step.first() + step.results())
                  .mapToObj(program::type)
                  .toList()));
    }
    IntStream.of(program.outputs()).mapToObj(operand).forEach(graph.outputs::add);
    return graph;
  }

  private <R> void record(ObservingTrace trace, Function<ObservingTrace, R> run) {
    try {
      R result = Captures.resolved(run.apply(trace));
      for (Tensor leaf : Tree.leaves(result)) {
        outputs.add(operand(trace, leaf));
      }
    } finally {
      trace.close();
    }
  }

  private void add(
      ObservingTrace trace, Operator operator, Tensor[] operands, Tensor[] results, int first) {
    List<Operand> from = new ArrayList<>();
    for (Tensor operand : operands) {
      from.add(operand(trace, operand));
    }
    List<TensorType> types = new ArrayList<>();
    for (Tensor result : results) {
      types.add(result.type());
    }
    nodes.add(new Node(operator, List.copyOf(from), first, List.copyOf(types)));
  }

  private static Operand operand(ObservingTrace trace, Tensor tensor) {
    int number = trace.number(tensor);
    return new Operand(number, tensor.type(), number < 0 ? tensor : null);
  }

  /** A number as letters: a, b, …, z, ba, bb, …, which is base 26. */
  private static String name(int number) {
    String last = String.valueOf((char) ('a' + number % 26));
    return number < 26 ? last : name(number / 26) + last;
  }

  /** {@return the operations, in the order they were done} */
  public List<Node> nodes() {
    return Collections.unmodifiableList(nodes);
  }

  /** {@return the types of the inputs: the leaves and keys of the argument, in order} */
  public List<TensorType> inputs() {
    return inputs;
  }

  /** {@return the results: the leaves of what the function gave, in order} */
  public List<Operand> outputs() {
    return Collections.unmodifiableList(outputs);
  }

  /**
   * Does the recorded operations again, on other inputs. What was a constant stays one, also where
   * the function would have computed something else from these inputs. The operations are applied
   * as they are anywhere, so this can be differentiated, mapped over a batch and recorded.
   *
   * @param arguments the inputs, of the recorded types
   * @return the results
   * @throws ShapeException if there are more or fewer inputs, or a shape is another one
   * @throws DTypeException if an element type is another one
   */
  public List<Tensor> evaluate(List<Tensor> arguments) {
    requireInputs(arguments);
    List<Tensor> values = new ArrayList<>(arguments);
    for (Node node : nodes) {
      Tensor[] operands = new Tensor[node.operands().size()];
      for (int i = 0; i < operands.length; i++) {
        operands[i] = value(node.operands().get(i), values);
      }
      values.addAll(List.of(node.operator().applyAll(operands)));
    }
    return outputs.stream().map(output -> value(output, values)).toList();
  }

  private static Tensor value(Operand operand, List<Tensor> values) {
    Tensor constant = operand.constant();
    return constant == null ? values.get(operand.number()) : constant;
  }

  private void requireInputs(List<Tensor> arguments) {
    if (arguments.size() != inputs.size()) {
      throw new ShapeException(
          "graph: there must be an argument for each input, got "
              + arguments.size()
              + " for "
              + inputs
              + "; give the leaves and keys of the function's argument, in order");
    }
    for (int i = 0; i < inputs.size(); i++) {
      TensorType given = arguments.get(i).type();
      if (!given.equals(inputs.get(i))) {
        String message =
            "graph: an argument must have the recorded type, got "
                + given
                + " for "
                + inputs.get(i)
                + " (input "
                + i
                + "); record the function again for this type";
        throw given.dtype() == inputs.get(i).dtype()
            ? new ShapeException(message)
            : new DTypeException(message);
      }
    }
  }

  /** {@return how many operations on numbers they do together} */
  public OperationCount operationCount() {
    OperationCount count = OperationCount.NONE;
    for (Node node : nodes) {
      TensorType[] operands =
          node.operands().stream().map(Operand::type).toArray(TensorType[]::new);
      count =
          count.plus(node.operator().count(operands, node.results().toArray(new TensorType[0])));
    }
    return count;
  }

  /** The operator's name and its parameters. */
  private static String label(Operator operator) {
    StringBuilder parameters = new StringBuilder();
    if (operator instanceof Record) {
      for (RecordComponent component : operator.getClass().getRecordComponents()) {
        String text = text(component, operator);
        if (!text.isEmpty() && !text.toLowerCase(Locale.ROOT).equals(operator.name())) {
          parameters
              .append(parameters.isEmpty() ? "[" : " ")
              .append(component.getName())
              .append('=')
              .append(text);
        }
      }
    }
    return operator.name() + (parameters.isEmpty() ? "" : parameters.append(']'));
  }

  /** A component of a record as text; empty where its class is not accessible. */
  private static String text(RecordComponent component, Operator operator) {
    try {
      return String.valueOf(component.getAccessor().invoke(operator));
    } catch (ReflectiveOperationException e) {
      return "";
    }
  }

  /** {@return the graph as text, one operation on each line, in the manner of a jaxpr} */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{ lambda");
    for (int i = 0; i < inputs.size(); i++) {
      text.append(' ').append(name(i)).append(':').append(inputs.get(i));
    }
    text.append(" .\n");
    for (Node node : nodes) {
      text.append("    ");
      for (int i = 0; i < node.results().size(); i++) {
        text.append(name(node.firstResult() + i)).append(':').append(node.results().get(i));
        text.append(' ');
      }
      text.append("= ").append(label(node.operator()));
      for (Operand operand : node.operands()) {
        text.append(' ').append(operand.text());
      }
      text.append('\n');
    }
    text.append("  in (");
    for (int i = 0; i < outputs.size(); i++) {
      text.append(i == 0 ? "" : ", ").append(outputs.get(i).text());
    }
    return text.append(") }").toString();
  }

  /** {@return the graph for Graphviz, in the DOT language} */
  public String toDot() {
    StringBuilder text = new StringBuilder("digraph {\n  node [shape=box];\n");
    draw(
        text,
        "  %s [label=\"%s\"%s];\n",
        ", shape=ellipse",
        ", style=dashed",
        "  %s -> %s [label=\"%s\"];\n");
    return text.append("}\n").toString();
  }

  /** {@return the graph as a Mermaid flowchart} */
  public String toMermaid() {
    StringBuilder text = new StringBuilder("flowchart TD\n");
    draw(text, "  %s[\"%s\"]%s\n", "", "", "  %s -->|\"%3$s\"| %2$s\n");
    return text.toString();
  }

  private void draw(StringBuilder text, String vertex, String input, String constant, String edge) {
    for (int i = 0; i < inputs.size(); i++) {
      text.append(vertex.formatted("v" + i, name(i) + ": " + inputs.get(i), input));
    }
    // a value is drawn at the operation that made it
    List<String> maker = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      maker.add("v" + i);
    }
    int constants = 0;
    for (Node node : nodes) {
      String id = "v" + node.firstResult();
      for (int i = 0; i < node.results().size(); i++) {
        maker.add(id);
      }
      text.append(vertex.formatted(id, label(node.operator()), ""));
      for (Operand operand : node.operands()) {
        String from;
        if (operand.number() < 0) {
          from = "c" + constants++;
          text.append(vertex.formatted(from, operand.text(), constant));
        } else {
          from = maker.get(operand.number());
        }
        text.append(edge.formatted(from, id, operand.type()));
      }
    }
    for (int i = 0; i < outputs.size(); i++) {
      Operand output = outputs.get(i);
      text.append(vertex.formatted("out" + i, "result " + (i + 1), input));
      if (output.number() >= 0) {
        text.append(edge.formatted(maker.get(output.number()), "out" + i, output.type()));
      }
    }
  }
}
