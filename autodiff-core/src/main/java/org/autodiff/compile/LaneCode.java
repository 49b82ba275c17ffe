package org.autodiff.compile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.autodiff.DType;
import org.autodiff.extend.ElementwiseRun;
import org.autodiff.kernels.OrderedSum;

/**
 * A {@link LaneGraph} made ready to run. What is the same for all lanes is computed once, by {@link
 * ScalarCode}; the rest in tiles of lanes that stay in the first cache: each operation is done for
 * a whole tile by the kernel that the operator runs on tensors, so the bits are the same.
 *
 * <p>Operations stand in the order of a walk from the results, which keeps few tiles alive; tiles
 * that are not needed any more are used again. An operand or result whose lanes are contiguous is
 * read and written where it is. Sums over the lanes are fed tile by tile, in the one order of sums.
 */
final class LaneCode {
  /** The most lanes that are computed at once: 4 KiB of doubles. */
  static final int LARGE_TILE = 512;

  /** The fewest lanes, however many tiles are alive. */
  private static final int SMALL_TILE = 64;

  /** How many elements all tiles together should have: 256 KiB of doubles. */
  private static final int IN_CACHE = 32768;

  /** Where a laned node lies: in a tile, or in an operand or result whose lanes are contiguous. */
  private enum Place {
    TILE,
    OPERAND,
    RESULT
  }

  /** One step of the loop over tiles. */
  private sealed interface Instruction {
    /** The nodes that it reads. */
    int[] arguments();
  }

  /** Computes a node. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Compute(ElementwiseRun operator, int[] arguments, int node)
      implements Instruction {}

  /** Copies the strided elements of an operand into a tile. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Load(int[] arguments, int node) implements Instruction {}

  /** Writes a node to its place in a result. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Store(int[] arguments, int result, int element) implements Instruction {}

  /** Adds nodes to the sum over all lanes that is one element of a result. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Add(int[] arguments, int result, int element) implements Instruction {}

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

  private final int tile;
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
    findPlaces();
    scalars = new ScalarCode(nodes, schedule(), doubles);
    giveTiles();
    int fitting = IN_CACHE / Math.max(1, tiles) / 8 * 8;
    tile = Math.min(LARGE_TILE, Math.max(SMALL_TILE, fitting));
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

  /** Makes the instructions, result by result; returns the nodes that are the same in all lanes. */
  private List<Integer> schedule() {
    boolean[] seen = new boolean[nodes.size()];
    List<Integer> uniform = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      RegionUnit.Output output = outputs.get(i);
      int[] made = output.nodes();
      for (int j = 0; j < made.length; j++) {
        visit(made[j], seen, uniform);
        if (output.terms() > 0) {
          int terms = output.terms();
          if ((j + 1) % terms == 0) {
            int[] added = Arrays.copyOfRange(made, j + 1 - terms, j + 1);
            instructions.add(new Add(added, i, j / terms));
          }
        } else if (output.laned() && !isHome(made[j], i)) {
          instructions.add(new Store(new int[] {made[j]}, i, j));
        }
      }
    }
    return uniform;
  }

  /** Whether a node is computed right into a result. */
  private boolean isHome(int node, int result) {
    return places[node] == Place.RESULT && homes[node] == result;
  }

  /** Emits what a node needs, and then the node: in post-order, without recursion. */
  private void visit(int root, boolean[] seen, List<Integer> uniform) {
    Deque<int[]> stack = new ArrayDeque<>();
    stack.push(new int[] {root, 0});
    while (!stack.isEmpty()) {
      int[] top = stack.peek();
      LaneGraph.Node node = nodes.get(top[0]);
      if (seen[top[0]]) {
        stack.pop();
      } else if (top[1] < node.arguments().size()) {
        stack.push(new int[] {node.arguments().get(top[1]++), 0});
      } else {
        seen[top[0]] = true;
        emit(top[0], node, uniform);
        stack.pop();
      }
    }
  }

  private void emit(int number, LaneGraph.Node node, List<Integer> uniform) {
    ElementwiseRun operator = node.operator();
    if (!node.laned()) {
      uniform.add(number);
    } else if (operator != null) {
      int[] arguments = node.arguments().stream().mapToInt(a -> a).toArray();
      instructions.add(new Compute(operator, arguments, number));
    } else if (places[number] == Place.TILE) {
      instructions.add(new Load(new int[0], number));
    }
  }

  private void giveTiles() {
    int[] last = new int[nodes.size()];
    Arrays.fill(last, -1);
    for (int i = 0; i < instructions.size(); i++) {
      for (int argument : instructions.get(i).arguments()) {
        last[argument] = i;
      }
    }
    List<List<Integer>> ends = new ArrayList<>();
    for (int i = 0; i < instructions.size(); i++) {
      ends.add(new ArrayList<>());
    }
    Deque<Integer> free = new ArrayDeque<>();
    for (int i = 0; i < instructions.size(); i++) {
      int made =
          switch (instructions.get(i)) {
            case Compute compute -> compute.node;
            case Load load -> load.node;
            case Store store -> -1;
            case Add add -> -1;
          };
      if (made >= 0 && places[made] == Place.TILE) {
        homes[made] = free.isEmpty() ? tiles++ : free.pop();
        ends.get(Math.max(last[made], i)).add(homes[made]);
      }
      ends.get(i).forEach(free::push);
    }
  }

  /** What is kept from call to call. */
  private final class State {
    final Object tileElements = doubles ? new double[tiles * tile] : new float[tiles * tile];
    final Object uniform = scalars.newRegisters();
    final Object[][] arrays = new Object[instructions.size()][];
    final int[][] offsets = new int[instructions.size()][];
    final int[][] steps = new int[instructions.size()][];

    /**
     * By instruction, the arguments that lie in operands and results, and move on with the tile.
     */
    final int[][] moving = new int[instructions.size()][];

    /** Where these start. */
    final int[][] starts = new int[instructions.size()][];

    /** By result and element, the sums over the lanes. */
    final OrderedSum[][] sums = new OrderedSum[outputs.size()][];

    /** A tile of terms, where several nodes are added to one sum. */
    final Object terms;

    State() {
      for (int i = 0; i < arrays.length; i++) {
        int number = i;
        int n = instructions.get(i).arguments().length;
        arrays[i] = new Object[n];
        offsets[i] = new int[n];
        steps[i] = new int[n];
        starts[i] = new int[n];
        moving[i] =
            IntStream.range(0, n)
                .filter(k -> moves(instructions.get(number).arguments()[k]))
                .toArray();
      }
      int most = 0;
      for (int i = 0; i < sums.length; i++) {
        int each = outputs.get(i).terms();
        sums[i] = new OrderedSum[each == 0 ? 0 : outputs.get(i).nodes().length / each];
        Arrays.setAll(sums[i], j -> new OrderedSum(1));
        most = Math.max(most, each);
      }
      terms = doubles ? new double[most * tile] : new float[most * tile];
    }
  }

  private boolean moves(int node) {
    return nodes.get(node).laned() && places[node] != Place.TILE;
  }

  Object newState() {
    return new State();
  }

  void run(Object[] in, int[] inOffsets, Object[] out, Object kept) {
    State state = (State) kept;
    scalars.run(in, inOffsets, state.uniform);
    if (!instructions.isEmpty()) {
      bind(state, in, inOffsets, out);
      for (int lane = 0; lane < lanes; lane += tile) {
        Tile at = new Tile(state, in, inOffsets, out, lane, Math.min(tile, lanes - lane));
        for (int i = 0; i < instructions.size(); i++) {
          at.run(i);
        }
      }
      release(state);
    }
    for (int i = 0; i < outputs.size(); i++) {
      RegionUnit.Output output = outputs.get(i);
      if (output.terms() > 0) {
        finish(state.sums[i], out[i]);
      } else if (!output.laned()) {
        int[] made = output.nodes();
        for (int j = 0; j < made.length; j++) {
          scatter(state.uniform, scalars.register(made[j]), 0, out[i], j, 1, 1);
        }
      }
    }
  }

  /** Forgets the operands and results, which belong to the caller. */
  private static void release(State state) {
    for (int i = 0; i < state.moving.length; i++) {
      for (int k : state.moving[i]) {
        state.arrays[i][k] = state.uniform;
      }
    }
  }

  private void finish(OrderedSum[] sums, Object result) {
    for (int j = 0; j < sums.length; j++) {
      if (doubles) {
        sums[j].result((double[]) result, j);
      } else {
        sums[j].result((float[]) result, j);
      }
    }
  }

  /** Sets the arrays that an instruction reads, which are the same in all tiles. */
  private void bind(State state, Object[] in, int[] inOffsets, Object[] out) {
    for (int i = 0; i < instructions.size(); i++) {
      int[] arguments = instructions.get(i).arguments();
      for (int k = 0; k < arguments.length; k++) {
        int n = arguments[k];
        boolean laned = nodes.get(n).laned();
        state.steps[i][k] = laned ? 1 : 0;
        if (!laned) {
          state.arrays[i][k] = state.uniform;
          state.offsets[i][k] = scalars.register(n);
        } else if (places[n] == Place.TILE) {
          state.arrays[i][k] = state.tileElements;
          state.offsets[i][k] = homes[n] * tile;
        } else {
          boolean operand = places[n] == Place.OPERAND;
          state.arrays[i][k] = operand ? in[homes[n]] : out[homes[n]];
          state.starts[i][k] = operand ? inOffsets[homes[n]] : 0;
        }
      }
    }
  }

  /** One tile of one call. */
  private final class Tile {
    private final State state;
    private final Object[] in;
    private final int[] inOffsets;
    private final Object[] out;
    private final int lane;
    private final int n;

    Tile(State state, Object[] in, int[] inOffsets, Object[] out, int lane, int n) {
      this.state = state;
      this.in = in;
      this.inOffsets = inOffsets;
      this.out = out;
      this.lane = lane;
      this.n = n;
    }

    void run(int number) {
      Instruction instruction = instructions.get(number);
      int[] offsets = state.offsets[number];
      for (int k : state.moving[number]) {
        offsets[k] = state.starts[number][k] + lane;
      }
      switch (instruction) {
        case Compute compute -> {
          boolean direct = places[compute.node] == Place.RESULT;
          Object to = direct ? out[homes[compute.node]] : state.tileElements;
          int at = direct ? lane : homes[compute.node] * tile;
          compute.operator.run(state.arrays[number], offsets, state.steps[number], to, at, n);
        }
        case Load load -> {
          LaneGraph.Node element = nodes.get(load.node);
          int stride = operandStrides[element.input()];
          int from = inOffsets[element.input()] + lane * stride + element.element();
          gather(in[element.input()], from, stride, state.tileElements, homes[load.node] * tile, n);
        }
        case Store store -> {
          int stride = outputs.get(store.result).nodes().length;
          int at = lane * stride + store.element;
          copy(number, 0, out[store.result], at, stride);
        }
        case Add add -> add(number, add, offsets);
      }
    }

    /** Copies an argument to evenly spaced places. */
    private void copy(int number, int k, Object to, int at, int stride) {
      Object from = state.arrays[number][k];
      scatter(from, state.offsets[number][k], state.steps[number][k], to, at, stride, n);
    }

    private void add(int number, Add add, int[] offsets) {
      int each = add.arguments.length;
      Object terms = state.arrays[number][0];
      int from = offsets[0];
      if (each > 1 || state.steps[number][0] == 0) {
        for (int k = 0; k < each; k++) {
          copy(number, k, state.terms, k, each);
        }
        terms = state.terms;
        from = 0;
      }
      OrderedSum sum = state.sums[add.result][add.element];
      if (lane == 0) {
        sum.clear(); // an exception may have ended the last call before its end
      }
      if (doubles) {
        sum.add((double[]) terms, from, n * each);
      } else {
        sum.add((float[]) terms, from, n * each);
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
        + " scalar operations, "
        + instructions.size()
        + " on "
        + tiles
        + " tiles of "
        + tile
        + " lanes";
  }
}
