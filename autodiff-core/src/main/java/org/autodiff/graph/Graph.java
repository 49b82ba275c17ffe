package org.autodiff.graph;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.autodiff.DenseTensor;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.Tree;
import org.autodiff.extend.OperationCount;
import org.autodiff.extend.Operator;
import org.autodiff.internal.TreeTensors;
import org.autodiff.trace.Captures;
import org.autodiff.trace.ObservingTrace;

/**
 * The operations that a function did on one argument, in order: to print, to draw, to count. What
 * does not depend on the argument appears as a constant; plain Java loops and branches appear as
 * what they did. The transforms inside the function are recorded too, so that {@code
 * Graph.of(Autodiff.grad(f), x)} shows the backward pass.
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
   * @param text how it is printed: its name, or a constant
   */
  public record Operand(int number, TensorType type, String text) {}

  private final List<TensorType> inputs;
  private final List<Node> nodes;
  private final List<Operand> outputs;

  private Graph(List<TensorType> inputs, List<Node> nodes, List<Operand> outputs) {
    this.inputs = inputs;
    this.nodes = nodes;
    this.outputs = outputs;
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
    List<Node> nodes = new ArrayList<>();
    ObservingTrace[] self = new ObservingTrace[1];
    ObservingTrace trace =
        new ObservingTrace(
            "graph",
            (operator, operands, results, firstNumber) ->
                nodes.add(node(self[0], operator, operands, results, firstNumber)));
    self[0] = trace;
    List<TensorType> inputs =
        TreeTensors.data(argument).stream().map(datum -> datum.tensor().type()).toList();
    try {
      R result =
          Captures.resolved(
              function.apply(TreeTensors.mapData(trace::box, Captures.resolved(argument))));
      List<Operand> outputs = new ArrayList<>();
      for (Tensor leaf : Tree.leaves(result)) {
        outputs.add(operand(trace, leaf));
      }
      return new Graph(inputs, Collections.unmodifiableList(nodes), List.copyOf(outputs));
    } finally {
      trace.close();
    }
  }

  private static Node node(
      ObservingTrace trace, Operator operator, Tensor[] operands, Tensor[] results, int first) {
    List<Operand> from = new ArrayList<>();
    for (Tensor operand : operands) {
      from.add(operand(trace, operand));
    }
    List<TensorType> types = new ArrayList<>();
    for (Tensor result : results) {
      types.add(result.type());
    }
    return new Node(operator, List.copyOf(from), first, List.copyOf(types));
  }

  private static Operand operand(ObservingTrace trace, Tensor tensor) {
    int number = trace.number(tensor);
    String text;
    if (number >= 0) {
      text = name(number);
    } else if (tensor instanceof DenseTensor dense && dense.rank() == 0) {
      text = dense.toString();
    } else {
      text = "const:" + tensor.type();
    }
    return new Operand(number, tensor.type(), text);
  }

  /** A number as letters: a, b, …, z, ba, bb, …, which is base 26. */
  private static String name(int number) {
    String last = String.valueOf((char) ('a' + number % 26));
    return number < 26 ? last : name(number / 26) + last;
  }

  /** {@return the operations, in the order they were done} */
  public List<Node> nodes() {
    return nodes;
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
