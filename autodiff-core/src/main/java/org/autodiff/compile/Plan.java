package org.autodiff.compile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.autodiff.extend.SingleResultOperator;
import org.autodiff.trace.Program;
import org.autodiff.trace.StagedOperator;
import org.jspecify.annotations.Nullable;

/**
 * A program made ready to run: its units in order, each one kernel call or one fused region, and a
 * buffer for each value that must stand in memory. Values whose lives do not overlap share a
 * buffer. The buffers of a call are kept for the next one; two calls at once each have their own. A
 * result is never in a kept buffer: it is written into the tensor that the caller gives, or copied
 * there.
 */
public final class Plan implements StagedOperator.Executor {
  /** Part of a program that runs as one. */
  public interface Unit {
    /** {@return the values that it reads} */
    int[] reads();

    /** {@return the values that it makes} */
    int[] writes();

    /** {@return whether its result may be a view of what it reads} */
    boolean mayView();

    void run(Frame frame);

    /** {@return what it is, in a few words} */
    String describe();
  }

  private final Program program;
  private final List<Unit> units;
  private final int[] outputs;

  /** By value, the number of its buffer; −1 for none, and −2 − i for result number i. */
  private final int[] place;

  private final List<TensorType> buffers = new ArrayList<>();
  private final AtomicReference<@Nullable Frame> spare = new AtomicReference<>();

  Plan(Program program, boolean regions) {
    this.program = program;
    outputs = program.outputs();
    units = regions ? Regions.units(program) : Regions.steps(program);
    place = new int[program.values()];
    Arrays.fill(place, -1);
    assignPlaces();
  }

  /** {@return the program} */
  public Program program() {
    return program;
  }

  /** {@return what runs, in order} */
  public List<Unit> units() {
    return units;
  }

  /** {@return the types of the buffers} */
  public List<TensorType> buffers() {
    return buffers;
  }

  private void assignPlaces() {
    int n = program.values();
    int[] lastUse = new int[n];
    int[][] roots = new int[n][];
    for (int v = 0; v < n; v++) {
      roots[v] = new int[] {v};
    }
    for (int u = 0; u < units.size(); u++) {
      Unit unit = units.get(u);
      for (int read : unit.reads()) {
        for (int root : roots[read]) {
          lastUse[root] = u;
        }
      }
      if (unit.mayView()) {
        int[] all = new int[] {unit.writes()[0]};
        for (int read : unit.reads()) {
          all = merged(all, roots[read]);
        }
        roots[unit.writes()[0]] = all;
      }
      for (int write : unit.writes()) {
        lastUse[write] = Math.max(lastUse[write], u);
      }
    }
    for (int i = outputs.length - 1; i >= 0; i--) {
      int value = outputs[i];
      for (int root : roots[value]) {
        lastUse[root] = units.size();
      }
      boolean made = value >= program.inputs() && program.constant(value) == null;
      if (made && roots[value].length == 1) {
        place[value] = -2 - i;
      }
    }
    share(lastUse);
  }

  /** Gives a buffer to each value that a unit makes, from those that are free by then. */
  private void share(int[] lastUse) {
    Map<TensorType, Deque<Integer>> free = new HashMap<>();
    List<List<Integer>> ends = new ArrayList<>();
    for (int u = 0; u <= units.size(); u++) {
      ends.add(new ArrayList<>());
    }
    for (int u = 0; u < units.size(); u++) {
      for (int value : units.get(u).writes()) {
        if (place[value] != -1) {
          continue;
        }
        TensorType storage = storage(program.type(value));
        Deque<Integer> candidates = free.computeIfAbsent(storage, t -> new ArrayDeque<>());
        Integer buffer = candidates.poll();
        if (buffer == null) {
          buffer = buffers.size();
          buffers.add(storage);
        }
        place[value] = buffer;
        ends.get(lastUse[value]).add(value);
      }
      for (int value : ends.get(u)) {
        Deque<Integer> released = free.get(storage(program.type(value)));
        if (released != null) {
          released.push(place[value]);
        }
      }
    }
  }

  /** Buffers are shared by values of as many elements. */
  private static TensorType storage(TensorType type) {
    return type.withShape(Shape.of(type.shape().size()));
  }

  private static int[] merged(int[] a, int[] b) {
    int[] all = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    return Arrays.stream(all).distinct().toArray();
  }

  /** The values of one call. */
  public final class Frame {
    private final @Nullable DenseTensor[] values = new @Nullable DenseTensor[program.values()];
    private final @Nullable DenseTensor[] stored = new @Nullable DenseTensor[program.values()];
    private final @Nullable Object[] arrays = new @Nullable Object[buffers.size()];

    private final Map<Unit, Object> scratch = new HashMap<>();

    private DenseTensor[] results = {};

    private Frame() {
      for (int v = 0; v < values.length; v++) {
        values[v] = (DenseTensor) program.constant(v);
      }
    }

    /** {@return a value that has been made} */
    DenseTensor get(int value) {
      DenseTensor tensor = values[value];
      if (tensor == null) {
        throw new IllegalStateException("value " + value + " is read before it is made");
      }
      return tensor;
    }

    void set(int value, DenseTensor tensor) {
      values[value] = tensor;
    }

    /** {@return the tensor to write a value into, which is the value from then on} */
    DenseTensor target(int value) {
      DenseTensor target = place[value] < 0 ? results[-2 - place[value]] : buffer(value);
      values[value] = target;
      return target;
    }

    /** {@return what a unit keeps from call to call} */
    Object scratch(Unit unit, Supplier<Object> initial) {
      return scratch.computeIfAbsent(unit, u -> initial.get());
    }

    private DenseTensor buffer(int value) {
      DenseTensor known = stored[value];
      if (known == null) {
        TensorType type = program.type(value);
        int size = type.shape().size();
        boolean doubles = type.dtype() == DType.FLOAT64;
        Object array = arrays[place[value]];
        if (array == null) {
          array = doubles ? new double[size] : new float[size];
          arrays[place[value]] = array;
        }
        known =
            array instanceof double[] d
                ? TensorArrays.wrap(type, d)
                : TensorArrays.wrap(type, (float[]) array);
        stored[value] = known;
      }
      return known;
    }
  }

  @Override
  public void run(DenseTensor[] operands, DenseTensor[] results) {
    Frame frame = spare.getAndSet(null);
    if (frame == null) {
      frame = new Frame();
    }
    frame.results = results;
    System.arraycopy(operands, 0, frame.values, 0, operands.length);
    for (Unit unit : units) {
      unit.run(frame);
    }
    for (int i = 0; i < results.length; i++) {
      if (place[outputs[i]] != -2 - i) {
        TensorArrays.copy(frame.get(outputs[i]), results[i]);
      }
    }
    release(frame);
  }

  /** Keeps the buffers for the next call, and nothing of this one. */
  private void release(Frame frame) {
    frame.results = new DenseTensor[0];
    for (int v = 0; v < frame.values.length; v++) {
      if (program.constant(v) == null) {
        frame.values[v] = null;
      }
    }
    spare.set(frame);
  }

  /** One application of an operator. */
  record StepUnit(Program.Step step, TensorType[] types, boolean mayView) implements Unit {
    private static final ClassValue<Boolean> VIEWS =
        new ClassValue<>() {
          @Override
          protected Boolean computeValue(Class<?> type) {
            try {
              return type.getMethod("view", DenseTensor[].class, TensorType.class)
                      .getDeclaringClass()
                  != SingleResultOperator.class;
            } catch (NoSuchMethodException e) {
              return false;
            }
          }
        };

    StepUnit(Program program, Program.Step step) {
      this(step, types(program, step), VIEWS.get(step.operator().getClass()));
    }

    private static TensorType[] types(Program program, Program.Step step) {
      TensorType[] types = new TensorType[step.results()];
      for (int i = 0; i < types.length; i++) {
        types[i] = program.type(step.first() + i);
      }
      return types;
    }

    @Override
    public int[] reads() {
      return step.operands();
    }

    @Override
    public int[] writes() {
      int[] writes = new int[step.results()];
      Arrays.setAll(writes, i -> step.first() + i);
      return writes;
    }

    @Override
    public void run(Frame frame) {
      int[] numbers = step.operands();
      DenseTensor[] operands = new DenseTensor[numbers.length];
      for (int i = 0; i < operands.length; i++) {
        operands[i] = frame.get(numbers[i]);
      }
      int first = step.first();
      if (mayView && step.operator() instanceof SingleResultOperator single) {
        DenseTensor view = single.view(operands, types[0]);
        if (view != null) {
          frame.set(first, view);
          return;
        }
      }
      DenseTensor[] results = new DenseTensor[types.length];
      for (int i = 0; i < results.length; i++) {
        results[i] = frame.target(first + i);
      }
      step.operator().computeInto(operands, results);
    }

    @Override
    public String describe() {
      return step.operator().name();
    }
  }
}
