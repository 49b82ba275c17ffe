package org.autodiff.compile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.Tensor;
import org.autodiff.extend.ElementwiseRun;
import org.jspecify.annotations.Nullable;

/**
 * Operations on scalars: what a region does in each lane. A node is an element of an operand, a
 * constant, or an operation on nodes before it; equal nodes are one.
 */
final class LaneGraph {
  /**
   * A node.
   *
   * @param operator what it does; null for an element or a constant
   * @param arguments the numbers of the nodes that it is applied to
   * @param input for an element, the number of the operand, otherwise −1
   * @param element for an element, its place in one lane of the operand
   * @param constant for a constant, its value
   * @param laned whether it differs between lanes
   */
  record Node(
      @Nullable ElementwiseRun operator,
      List<Integer> arguments,
      int input,
      int element,
      double constant,
      boolean laned) {}

  private final DType dtype;
  private final List<Node> nodes = new ArrayList<>();
  private final Map<Object, Integer> known = new HashMap<>();

  LaneGraph(DType dtype) {
    this.dtype = dtype;
  }

  /** The numbers of nodes as a tensor: which node stands where. */
  static DenseTensor tensor(double[] nodes, Shape shape) {
    return Tensor.of(nodes).reshape(shape.dims()).dense();
  }

  List<Node> nodes() {
    return nodes;
  }

  /** An element of an operand. */
  int element(int input, int element, boolean laned) {
    return add(
        List.of(input, element), new Node(null, List.of(), input, element, Double.NaN, laned));
  }

  /** A number, rounded to the element type. */
  int constant(double value) {
    double rounded = dtype == DType.FLOAT32 ? (float) value : value;
    return add(
        Double.doubleToRawLongBits(rounded), new Node(null, List.of(), -1, 0, rounded, false));
  }

  /** An operation. */
  int apply(ElementwiseRun operator, int... arguments) {
    int lanes = -1;
    for (int argument : arguments) {
      lanes = nodes.get(argument).laned ? argument : lanes;
    }
    boolean laned = lanes >= 0;
    List<Integer> from = new ArrayList<>();
    for (int k = 0; k < arguments.length; k++) {
      boolean spread = laned && !nodes.get(arguments[k]).laned && !operator.repeats(k);
      from.add(spread ? apply(Spread.SPREAD, arguments[k], lanes) : arguments[k]);
    }
    return add(List.of(operator, from), new Node(operator, from, -1, 0, Double.NaN, laned));
  }

  /** One number in every lane, for kernels that take no other form of it. */
  private enum Spread implements ElementwiseRun {
    SPREAD;

    @Override
    public void run(Object[] x, int[] offsets, int[] steps, Object y, int yOffset, int n) {
      if (y instanceof double[] doubles) {
        Arrays.fill(doubles, yOffset, yOffset + n, ((double[]) x[0])[offsets[0]]);
      } else {
        Arrays.fill((float[]) y, yOffset, yOffset + n, ((float[]) x[0])[offsets[0]]);
      }
    }
  }

  private int add(Object key, Node node) {
    Integer number = known.putIfAbsent(key, nodes.size());
    if (number != null) {
      return number;
    }
    nodes.add(node);
    return nodes.size() - 1;
  }
}
