package org.autodiff.compile;

import java.util.Arrays;
import java.util.List;
import org.autodiff.extend.ElementwiseRun;
import org.autodiff.operators.elementwise.BinaryElementwise;
import org.autodiff.operators.elementwise.UnaryElementwise;

/**
 * Operations on scalars, one register each, run by a loop over operation codes: arithmetic at once,
 * other functions by the kernel for a run of one element. Java's arithmetic is exact IEEE 754, so
 * the bits are those of the kernels.
 */
final class ScalarCode {
  private static final byte OTHER = 0;
  private static final byte ADD = 1;
  private static final byte SUB = 2;
  private static final byte MUL = 3;
  private static final byte DIV = 4;
  private static final byte NEG = 5;
  private static final byte SQUARE = 6;

  private final boolean doubles;
  private final int[] registers;
  private final int count;
  private final int[] constantRegisters;
  private final double[] constants;
  private final int[] loadRegisters;
  private final int[] loadInputs;
  private final int[] loadElements;
  private final byte[] codes;
  private final int[] first;
  private final int[] second;
  private final int[] results;
  private final ElementwiseRun[] operators;
  private final int[][] offsets;
  private final int[][] steps;

  /**
   * @param nodes all nodes of the graph
   * @param order the numbers of those to compute, each after its arguments
   */
  ScalarCode(List<LaneGraph.Node> nodes, List<Integer> order, boolean doubles) {
    this.doubles = doubles;
    registers = new int[nodes.size()];
    Arrays.fill(registers, -1);
    count = order.size();
    for (int i = 0; i < count; i++) {
      registers[order.get(i)] = i;
    }
    List<Integer> fixed =
        order.stream()
            .filter(n -> nodes.get(n).operator() == null && nodes.get(n).input() < 0)
            .toList();
    constantRegisters = fixed.stream().mapToInt(n -> registers[n]).toArray();
    constants = fixed.stream().mapToDouble(n -> nodes.get(n).constant()).toArray();
    List<Integer> loads = order.stream().filter(n -> nodes.get(n).input() >= 0).toList();
    loadRegisters = loads.stream().mapToInt(n -> registers[n]).toArray();
    loadInputs = loads.stream().mapToInt(n -> nodes.get(n).input()).toArray();
    loadElements = loads.stream().mapToInt(n -> nodes.get(n).element()).toArray();
    List<Integer> computed = order.stream().filter(n -> nodes.get(n).operator() != null).toList();
    int n = computed.size();
    codes = new byte[n];
    first = new int[n];
    second = new int[n];
    results = new int[n];
    operators = new ElementwiseRun[n];
    offsets = new int[n][];
    steps = new int[n][];
    for (int i = 0; i < n; i++) {
      LaneGraph.Node node = nodes.get(computed.get(i));
      int[] arguments = node.arguments().stream().mapToInt(a -> registers[a]).toArray();
      operators[i] = java.util.Objects.requireNonNull(node.operator());
      codes[i] = code(operators[i]);
      first[i] = arguments[0];
      second[i] = arguments.length > 1 ? arguments[1] : 0;
      results[i] = registers[computed.get(i)];
      offsets[i] = arguments;
      steps[i] = new int[arguments.length];
      Arrays.fill(steps[i], 1);
    }
  }

  private static byte code(ElementwiseRun operator) {
    if (operator instanceof BinaryElementwise binary) {
      return switch (binary.kind()) {
        case ADD -> ADD;
        case SUB -> SUB;
        case MUL -> MUL;
        case DIV -> DIV;
        default -> OTHER;
      };
    }
    if (operator == UnaryElementwise.NEG) {
      return NEG;
    }
    return operator == UnaryElementwise.SQUARE ? SQUARE : OTHER;
  }

  /** {@return how many operations there are} */
  int size() {
    return codes.length;
  }

  /** {@return the register of a node} */
  int register(int node) {
    return registers[node];
  }

  /** {@return registers with the constants in place} */
  Object newRegisters() {
    if (doubles) {
      double[] x = new double[count];
      for (int i = 0; i < constants.length; i++) {
        x[constantRegisters[i]] = constants[i];
      }
      return x;
    }
    float[] x = new float[count];
    for (int i = 0; i < constants.length; i++) {
      x[constantRegisters[i]] = (float) constants[i];
    }
    return x;
  }

  void run(Object[] in, int[] inOffsets, Object registers) {
    if (doubles) {
      run(in, inOffsets, (double[]) registers);
    } else {
      run(in, inOffsets, (float[]) registers);
    }
  }

  private void run(Object[] in, int[] inOffsets, double[] x) {
    for (int i = 0; i < loadRegisters.length; i++) {
      int input = loadInputs[i];
      x[loadRegisters[i]] = ((double[]) in[input])[inOffsets[input] + loadElements[i]];
    }
    Object[] arrays = {x, x, x};
    for (int i = 0; i < codes.length; i++) {
      int to = results[i];
      double a = x[first[i]];
      double b = x[second[i]];
      switch (codes[i]) {
        case ADD -> x[to] = a + b;
        case SUB -> x[to] = a - b;
        case MUL -> x[to] = a * b;
        case DIV -> x[to] = a / b;
        case NEG -> x[to] = -a;
        case SQUARE -> x[to] = a * a;
        default -> operators[i].run(arrays, offsets[i], steps[i], x, to, 1);
      }
    }
  }

  private void run(Object[] in, int[] inOffsets, float[] x) {
    for (int i = 0; i < loadRegisters.length; i++) {
      int input = loadInputs[i];
      x[loadRegisters[i]] = ((float[]) in[input])[inOffsets[input] + loadElements[i]];
    }
    Object[] arrays = {x, x, x};
    for (int i = 0; i < codes.length; i++) {
      int to = results[i];
      float a = x[first[i]];
      float b = x[second[i]];
      switch (codes[i]) {
        case ADD -> x[to] = a + b;
        case SUB -> x[to] = a - b;
        case MUL -> x[to] = a * b;
        case DIV -> x[to] = a / b;
        case NEG -> x[to] = -a;
        case SQUARE -> x[to] = a * a;
        default -> operators[i].run(arrays, offsets[i], steps[i], x, to, 1);
      }
    }
  }
}
