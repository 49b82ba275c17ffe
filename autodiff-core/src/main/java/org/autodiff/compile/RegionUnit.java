package org.autodiff.compile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.autodiff.trace.Program;

/**
 * A fused region: its steps as one graph of scalar operations, done for all lanes.
 *
 * <p>Its operands and results lie row-major. Those with lanes are read and written with the number
 * of scalars that a lane has as the stride; the others are the same for all lanes.
 */
final class RegionUnit implements Plan.Unit {
  /**
   * A result: which nodes it is made of.
   *
   * @param value the value of the program
   * @param nodes the nodes of one lane, or of the whole tensor where it has no lanes
   * @param laned whether it has lanes
   * @param terms how many nodes are summed over all lanes to one element of it; 0 where none are
   */
  record Output(int value, int[] nodes, boolean laned, int terms) {}

  private final RegionKind kind;
  private final int steps;
  private final int[] reads;
  private final int[] writes;
  private final LaneGraph graph;
  private final List<Output> outputs = new ArrayList<>();
  private final LaneCode code;

  RegionUnit(Program program, RegionKind kind, List<Program.Step> region, boolean[] needed) {
    this.kind = kind;
    this.steps = region.size();
    graph = new LaneGraph(kind.dtype());
    Map<Integer, DenseTensor> nodes = new HashMap<>();
    TreeSet<Integer> read = new TreeSet<>();
    List<Integer> made = region.stream().map(Program.Step::first).toList();
    Set<Integer> inside = Set.copyOf(made);
    for (Program.Step step : region) {
      for (int operand : step.operands()) {
        if (!inside.contains(operand)) {
          read.add(operand);
        }
      }
    }
    List<Integer> order = new ArrayList<>();
    for (int value : read) {
      Tensor constant = program.constant(value);
      TensorType type = program.type(value);
      if (constant instanceof DenseTensor dense
          && (type.shape().size() <= RegionKind.SMALL || dense.isRepeated())) {
        nodes.put(value, constants(dense));
      } else {
        nodes.put(value, elements(order.size(), type.shape()));
        order.add(value);
      }
    }
    reads = order.stream().mapToInt(value -> value).toArray();
    for (Program.Step step : region) {
      DenseTensor[] operands = new DenseTensor[step.operands().length];
      for (int i = 0; i < operands.length; i++) {
        operands[i] = known(nodes, step.operands()[i]);
      }
      Shape summed = program.type(step.operands()[0]).shape();
      if (kind.sumsLanes(step.operator(), summed)) {
        outputs.add(sum(step, operands[0]));
        continue;
      }
      nodes.put(
          step.first(),
          Lowering.lower(step.operator(), operands, kind.flat() ? 1 : kind.lanes(), graph));
    }
    for (int value : made) {
      if (needed[value] && nodes.containsKey(value)) {
        double[] numbers = known(nodes, value).toDoubles();
        int[] numbered = Arrays.stream(numbers).mapToInt(x -> (int) x).toArray();
        outputs.add(new Output(value, numbered, isLaned(program.type(value).shape()), 0));
      }
    }
    writes = outputs.stream().mapToInt(Output::value).toArray();
    int[] strides = new int[reads.length];
    for (int i = 0; i < strides.length; i++) {
      Shape shape = program.type(reads[i]).shape();
      strides[i] = kind.lanes() > 1 && isLaned(shape) ? shape.size() / kind.lanes() : 0;
    }
    code = new LaneCode(graph, kind, outputs, strides);
  }

  /** The sum over all lanes of some nodes for each element of the result. */
  private Output sum(Program.Step step, DenseTensor operand) {
    if (kind.flat()) {
      return new Output(step.first(), new int[] {(int) operand.flat(0)}, false, 1);
    }
    int[][] terms = SmallReduction.terms(step.operator(), operand);
    int[] all = Arrays.stream(terms).flatMapToInt(Arrays::stream).toArray();
    return new Output(step.first(), all, false, terms[0].length);
  }

  private static DenseTensor known(Map<Integer, DenseTensor> nodes, int value) {
    return Objects.requireNonNull(nodes.get(value), "a value is made before it is used");
  }

  /** The shape of what one lane has of a tensor. */
  private Shape laneShape(Shape shape) {
    return kind.flat() ? Shape.of() : Lowering.oneLane(shape, kind.lanes());
  }

  private boolean isLaned(Shape shape) {
    return kind.flat() ? shape.size() == kind.lanes() : RegionKind.isLaned(shape, kind.lanes());
  }

  private DenseTensor elements(int input, Shape shape) {
    Shape lane = laneShape(shape);
    boolean laned = isLaned(shape);
    double[] numbers = new double[lane.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = graph.element(input, i, laned);
    }
    return LaneGraph.tensor(numbers, lane);
  }

  private DenseTensor constants(DenseTensor constant) {
    Shape lane = laneShape(constant.shape());
    double[] numbers = new double[lane.size()];
    boolean repeated = constant.isRepeated();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = graph.constant(constant.flat(repeated ? 0 : i));
    }
    return LaneGraph.tensor(numbers, lane);
  }

  @Override
  public int[] reads() {
    return reads;
  }

  @Override
  public int[] writes() {
    return writes;
  }

  @Override
  public boolean mayView() {
    return false;
  }

  @Override
  public void run(Plan.Frame frame) {
    Object[] in = new Object[reads.length];
    int[] offsets = new int[reads.length];
    boolean doubles = kind.dtype() == DType.FLOAT64;
    for (int i = 0; i < in.length; i++) {
      DenseTensor operand = frame.get(reads[i]).contiguous();
      in[i] = doubles ? TensorArrays.doubles(operand) : TensorArrays.floats(operand);
      offsets[i] = operand.offset();
    }
    Object[] out = new Object[writes.length];
    for (int i = 0; i < out.length; i++) {
      DenseTensor target = frame.target(writes[i]);
      out[i] = doubles ? TensorArrays.doubles(target) : TensorArrays.floats(target);
    }
    code.run(in, offsets, out, frame.scratch(this, code::newState));
  }

  @Override
  public String describe() {
    return "fused "
        + steps
        + " steps, "
        + (kind.lanes() == 1 ? "scalars" : kind.lanes() + " lanes")
        + ", "
        + code.describe();
  }
}
