package org.autodiff.compile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.autodiff.DType;
import org.autodiff.extend.ElementwiseRun;
import org.jspecify.annotations.Nullable;

/**
 * A {@link LaneGraph} made ready to run. What is the same for all lanes is computed once, by {@link
 * ScalarCode}; the rest in tiles of lanes that stay in the first cache: each operation is done for
 * a whole tile by the kernel that the operator runs on tensors, so the bits are the same.
 *
 * <p>Operations stand in the order of a walk from the results, which keeps few tiles alive; tiles
 * that are not needed any more are used again. An operand or result whose lanes are contiguous is
 * read and written where it is.
 */
final class LaneCode {
  /** How many lanes are computed at once: 4 KiB of doubles. */
  static final int TILE = 512;

  /** Where a laned node lies: in a tile, or in an operand or result whose lanes are contiguous. */
  private enum Place {
    TILE,
    OPERAND,
    RESULT
  }

  /** One step of the loop over tiles. */
  private static final class Instruction {
    /** What is computed; null for a copy of strided elements into a tile, or of a node. */
    final @Nullable ElementwiseRun operator;

    final int[] arguments;
    final int node;

    Instruction(@Nullable ElementwiseRun operator, int[] arguments, int node) {
      this.operator = operator;
      this.arguments = arguments;
      this.node = node;
    }
  }

  private final boolean doubles;
  private final int lanes;
  private final List<LaneGraph.Node> nodes;
  private final List<RegionUnit.Output> outputs;
  private final int[] operandStrides;
  private final ScalarCode scalars;
  private final List<Instruction> instructions = new ArrayList<>();
  private final Place[] places;

  /** By laned node: the tile, the operand or the result that it lies in. */
  private final int[] homes;

  private int tiles;

  /**
   * @param operandStrides by operand, how many elements one lane has; 0 where it has no lanes
   */
  LaneCode(
      LaneGraph graph, RegionKind kind, List<RegionUnit.Output> outputs, int[] operandStrides) {
    this.doubles = kind.dtype() == DType.FLOAT64;
    this.lanes = kind.lanes();
    this.nodes = graph.nodes();
    this.outputs = outputs;
    this.operandStrides = operandStrides;
    places = new Place[nodes.size()];
    homes = new int[nodes.size()];
    Arrays.fill(homes, -1);
    List<Integer> order = order();
    scalars =
        new ScalarCode(
            nodes, order.stream().filter(node -> !nodes.get(node).laned()).toList(), doubles);
    findPlaces();
    schedule(order);
  }

  /** The nodes that matter, in post-order of a walk from the results. */
  private List<Integer> order() {
    List<Integer> order = new ArrayList<>();
    boolean[] seen = new boolean[nodes.size()];
    Deque<int[]> stack = new ArrayDeque<>();
    for (RegionUnit.Output output : outputs) {
      for (int root : output.nodes()) {
        stack.push(new int[] {root, 0});
        while (!stack.isEmpty()) {
          int[] top = stack.peek();
          List<Integer> arguments = nodes.get(top[0]).arguments();
          if (seen[top[0]]) {
            stack.pop();
          } else if (top[1] < arguments.size()) {
            stack.push(new int[] {arguments.get(top[1]++), 0});
          } else {
            seen[top[0]] = true;
            order.add(top[0]);
            stack.pop();
          }
        }
      }
    }
    return order;
  }

  private void findPlaces() {
    for (int n = 0; n < places.length; n++) {
      LaneGraph.Node node = nodes.get(n);
      places[n] = Place.TILE;
      if (node.input() >= 0 && operandStrides[node.input()] == 1) {
        places[n] = Place.OPERAND;
        homes[n] = node.input();
      }
    }
    for (int i = 0; i < outputs.size(); i++) {
      int[] made = outputs.get(i).nodes();
      if (outputs.get(i).laned()
          && made.length == 1
          && nodes.get(made[0]).operator() != null
          && nodes.get(made[0]).laned()
          && places[made[0]] == Place.TILE) {
        places[made[0]] = Place.RESULT;
        homes[made[0]] = i;
      }
    }
  }

  private void schedule(List<Integer> order) {
    boolean[] loaded = new boolean[nodes.size()];
    List<Instruction> list = new ArrayList<>();
    for (int n : order) {
      LaneGraph.Node node = nodes.get(n);
      if (!node.laned()) {
        continue;
      }
      if (node.operator() == null) {
        continue; // loaded where it is used first
      }
      int[] arguments = node.arguments().stream().mapToInt(a -> a).toArray();
      for (int argument : arguments) {
        load(argument, loaded, list);
      }
      list.add(new Instruction(node.operator(), arguments, n));
    }
    for (RegionUnit.Output output : outputs) {
      for (int n : output.nodes()) {
        load(n, loaded, list);
      }
    }
    giveTiles(list);
    instructions.addAll(list);
  }

  /** Copies a strided element of the operand into a tile, before it is used first. */
  private void load(int n, boolean[] loaded, List<Instruction> list) {
    LaneGraph.Node node = nodes.get(n);
    boolean strided = node.laned() && node.operator() == null && places[n] == Place.TILE;
    if (strided && !loaded[n]) {
      loaded[n] = true;
      list.add(new Instruction(null, new int[0], n));
    }
  }

  private void giveTiles(List<Instruction> list) {
    int[] last = new int[nodes.size()];
    Arrays.fill(last, -1);
    for (int i = 0; i < list.size(); i++) {
      for (int argument : list.get(i).arguments) {
        last[argument] = i;
      }
      last[list.get(i).node] = Math.max(last[list.get(i).node], i);
    }
    for (RegionUnit.Output output : outputs) {
      for (int n : output.nodes()) {
        last[n] = list.size();
      }
    }
    List<List<Integer>> ends = new ArrayList<>();
    for (int i = 0; i <= list.size(); i++) {
      ends.add(new ArrayList<>());
    }
    Deque<Integer> free = new ArrayDeque<>();
    for (int i = 0; i < list.size(); i++) {
      int n = list.get(i).node;
      if (places[n] == Place.TILE) {
        homes[n] = free.isEmpty() ? tiles++ : free.pop();
        ends.get(last[n]).add(homes[n]);
      }
      free.addAll(ends.get(i));
    }
  }

  /** What is kept from call to call. */
  private final class State {
    final Object tile = doubles ? new double[tiles * TILE] : new float[tiles * TILE];
    final Object uniform = scalars.newRegisters();
    final Object[][] arrays = new Object[instructions.size()][];
    final int[][] offsets = new int[instructions.size()][];
    final int[][] steps = new int[instructions.size()][];

    State() {
      for (int i = 0; i < arrays.length; i++) {
        int n = instructions.get(i).arguments.length;
        arrays[i] = new Object[n];
        offsets[i] = new int[n];
        steps[i] = new int[n];
      }
    }
  }

  Object newState() {
    return new State();
  }

  void run(Object[] in, int[] inOffsets, Object[] out, Object kept) {
    State state = (State) kept;
    scalars.run(in, inOffsets, state.uniform);
    if (!instructions.isEmpty()) {
      bind(state, in, out);
    }
    for (int lane = 0; lane < lanes; lane += TILE) {
      int n = Math.min(TILE, lanes - lane);
      for (int i = 0; i < instructions.size(); i++) {
        run(instructions.get(i), i, state, in, inOffsets, out, lane, n);
      }
      store(state, out, in, inOffsets, lane, n);
    }
  }

  /** Sets the arrays that an instruction reads, which are the same in all tiles. */
  private void bind(State state, Object[] in, Object[] out) {
    for (int i = 0; i < instructions.size(); i++) {
      int[] arguments = instructions.get(i).arguments;
      for (int k = 0; k < arguments.length; k++) {
        int n = arguments[k];
        boolean laned = nodes.get(n).laned();
        state.steps[i][k] = laned ? 1 : 0;
        if (!laned) {
          state.arrays[i][k] = state.uniform;
          state.offsets[i][k] = scalars.register(n);
        } else if (places[n] == Place.TILE) {
          state.arrays[i][k] = state.tile;
          state.offsets[i][k] = homes[n] * TILE;
        } else {
          state.arrays[i][k] = places[n] == Place.OPERAND ? in[homes[n]] : out[homes[n]];
        }
      }
    }
  }

  private void run(
      Instruction instruction,
      int number,
      State state,
      Object[] in,
      int[] inOffsets,
      Object[] out,
      int lane,
      int n) {
    int node = instruction.node;
    ElementwiseRun operator = instruction.operator;
    if (operator == null) {
      LaneGraph.Node element = nodes.get(node);
      int stride = operandStrides[element.input()];
      int from = inOffsets[element.input()] + lane * stride + element.element();
      gather(in[element.input()], from, stride, state.tile, homes[node] * TILE, n);
      return;
    }
    int[] arguments = instruction.arguments;
    int[] offsets = state.offsets[number];
    for (int k = 0; k < arguments.length; k++) {
      int argument = arguments[k];
      if (nodes.get(argument).laned() && places[argument] != Place.TILE) {
        offsets[k] = places[argument] == Place.OPERAND ? inOffsets[homes[argument]] + lane : lane;
      }
    }
    boolean direct = places[node] == Place.RESULT;
    operator.run(
        state.arrays[number],
        offsets,
        state.steps[number],
        direct ? out[homes[node]] : state.tile,
        direct ? lane : homes[node] * TILE,
        n);
  }

  private void store(State state, Object[] out, Object[] in, int[] inOffsets, int lane, int n) {
    for (int i = 0; i < outputs.size(); i++) {
      RegionUnit.Output output = outputs.get(i);
      int[] made = output.nodes();
      if (!output.laned() && lane > 0) {
        continue;
      }
      for (int j = 0; j < made.length; j++) {
        int node = made[j];
        int count = output.laned() ? n : 1;
        int stride = output.laned() ? made.length : 1;
        int to = output.laned() ? lane * stride + j : j;
        if (!nodes.get(node).laned()) {
          scatter(state.uniform, scalars.register(node), 0, out[i], to, stride, count);
        } else if (places[node] == Place.TILE) {
          scatter(state.tile, homes[node] * TILE, 1, out[i], to, stride, count);
        } else if (places[node] == Place.OPERAND) {
          int from = inOffsets[homes[node]] + lane;
          scatter(in[homes[node]], from, 1, out[i], to, stride, count);
        } else if (homes[node] != i) {
          scatter(out[homes[node]], lane, 1, out[i], to, stride, count);
        }
      }
    }
  }

  private void gather(Object from, int at, int stride, Object to, int start, int n) {
    if (doubles) {
      double[] x = (double[]) from;
      double[] y = (double[]) to;
      for (int i = 0; i < n; i++) {
        y[start + i] = x[at + i * stride];
      }
    } else {
      float[] x = (float[]) from;
      float[] y = (float[]) to;
      for (int i = 0; i < n; i++) {
        y[start + i] = x[at + i * stride];
      }
    }
  }

  private void scatter(Object from, int at, int step, Object to, int start, int stride, int n) {
    if (doubles) {
      double[] x = (double[]) from;
      double[] y = (double[]) to;
      for (int i = 0; i < n; i++) {
        y[start + i * stride] = x[at + i * step];
      }
    } else {
      float[] x = (float[]) from;
      float[] y = (float[]) to;
      for (int i = 0; i < n; i++) {
        y[start + i * stride] = x[at + i * step];
      }
    }
  }

  String describe() {
    return scalars.size()
        + " scalar and "
        + instructions.size()
        + " tile operations, "
        + tiles
        + " tiles";
  }
}
