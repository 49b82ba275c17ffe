package org.autodiff.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.autodiff.Autodiff;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.Tensor;
import org.autodiff.TensorType;

/** Law 8: vmap is the stack of what the function gives for each example. */
final class BatchingLaws {
  private static final double RTOL = 64;

  private BatchingLaws() {}

  /** Law 8. */
  static void batching(Trial trial) {
    int size = new int[] {3, 1, 2, 0}[Math.floorMod(trial.number(), 4)];
    List<List<Tensor>> examples = new ArrayList<>();
    for (int e = 0; e < Math.max(1, size); e++) {
      examples.add(trial.drawn(e).operands());
    }
    FunctionAtPoint point = trial.point();
    Function<List<Tensor>, List<Tensor>> f = point::callAll;
    int operands = examples.get(0).size();
    if (operands == 0) {
      return;
    }
    Batch value = new Batch(trial, examples, size, masked(trial, operands));
    value.check(f, () -> "vmap of f");
    if (size == 0 || point.active().isEmpty()) {
      return;
    }
    derivatives(trial, point, f, value, operands);
    nested(trial, f, examples, size, operands);
  }

  private static void derivatives(
      Trial trial,
      FunctionAtPoint point,
      Function<List<Tensor>, List<Tensor>> f,
      Batch value,
      int operands) {
    int size = value.size;
    List<Tensor> primal = point.primal();
    Function<List<Tensor>, List<Tensor>> jvp =
        all -> {
          FunctionAtPoint at = point.withOperands(all.subList(0, operands));
          return Autodiff.jvp(at.mapping(), active(point, all), all.subList(operands, all.size()))
              .tangent();
        };
    new Batch(
            trial,
            extended(trial, value.examples, primal),
            size,
            masked(trial, operands + primal.size()))
        .check(jvp, () -> "vmap of the JVP");
    List<Tensor> results = point.value();
    Function<List<Tensor>, List<Tensor>> vjp =
        all -> {
          FunctionAtPoint at = point.withOperands(all.subList(0, operands));
          return Autodiff.vjp(at.mapping(), active(point, all))
              .pullback(all.subList(operands, all.size()));
        };
    List<List<Tensor>> withCotangents = extended(trial, value.examples, results);
    new Batch(trial, withCotangents, size, masked(trial, operands + results.size()))
        .check(vjp, () -> "vmap of the VJP");
    outside(trial, point, f, value, primal);
  }

  /** The JVP and the VJP of a vmap: what the batching rule becomes when it is differentiated. */
  private static void outside(
      Trial trial,
      FunctionAtPoint point,
      Function<List<Tensor>, List<Tensor>> f,
      Batch value,
      List<Tensor> primal) {
    boolean[] all = new boolean[value.examples.get(0).size()];
    Arrays.fill(all, true);
    Batch batch = new Batch(trial, value.examples, value.size, all);
    List<List<Tensor>> tangents = new ArrayList<>();
    List<Tensor> stacked = new ArrayList<>();
    for (int e = 0; e < value.size; e++) {
      tangents.add(Elements.directions(primal, trial.random()));
    }
    for (int i = 0; i < primal.size(); i++) {
      stacked.add(stack(column(tangents, i), primal.get(i).type(), value.size, 0));
    }
    List<Tensor> inputs = batch.inputs(0);
    Function<List<Tensor>, List<Tensor>> mapped =
        active -> {
          List<Tensor> arguments = new ArrayList<>(inputs);
          for (int i = 0; i < active.size(); i++) {
            arguments.set(point.active().get(i), active.get(i));
          }
          return Autodiff.vmap(f, 0, 0).apply(arguments);
        };
    List<Tensor> activeInputs = new ArrayList<>();
    for (int position : point.active()) {
      activeInputs.add(inputs.get(position));
    }
    List<List<Tensor>> pushed = new ArrayList<>();
    List<List<Tensor>> pulled = new ArrayList<>();
    List<List<Tensor>> cotangents = new ArrayList<>();
    List<Tensor> results = point.value();
    for (int e = 0; e < value.size; e++) {
      FunctionAtPoint at = point.withOperands(value.examples.get(e));
      pushed.add(at.jvp(tangents.get(e)).tangent());
      cotangents.add(Elements.directions(results, trial.random()));
      pulled.add(at.vjp().pullback(cotangents.get(e)));
    }
    compare(
        trial,
        Autodiff.jvp(mapped, activeInputs, stacked).tangent(),
        stackAll(pushed, results, value.size, 0),
        () -> "the JVP of vmap");
    compare(
        trial,
        Autodiff.vjp(mapped, activeInputs).pullback(stackAll(cotangents, results, value.size, 0)),
        stackAll(pulled, primal, value.size, 0),
        () -> "the VJP of vmap");
  }

  private static void nested(
      Trial trial,
      Function<List<Tensor>, List<Tensor>> f,
      List<List<Tensor>> examples,
      int size,
      int operands) {
    boolean[] inner = masked(trial, operands);
    List<Integer> axes = new ArrayList<>();
    for (boolean batched : inner) {
      axes.add(batched ? 0 : Autodiff.UNBATCHED);
    }
    List<List<Tensor>> outer = new ArrayList<>();
    for (int e = 0; e < size; e++) {
      List<List<Tensor>> two = List.of(examples.get(e), examples.get((e + 1) % size));
      outer.add(new Batch(trial, two, 2, inner).inputs(0));
    }
    new Batch(trial, outer, size, masked(trial, operands))
        .check(Autodiff.vmap(f, axes, 0), () -> "vmap of vmap");
  }

  private static List<Tensor> active(FunctionAtPoint point, List<Tensor> all) {
    List<Tensor> out = new ArrayList<>();
    for (int position : point.active()) {
      out.add(all.get(position));
    }
    return out;
  }

  private static List<List<Tensor>> extended(
      Trial trial, List<List<Tensor>> examples, List<Tensor> like) {
    List<List<Tensor>> out = new ArrayList<>();
    for (List<Tensor> example : examples) {
      List<Tensor> all = new ArrayList<>(example);
      all.addAll(Elements.directions(like, trial.random()));
      out.add(all);
    }
    return out;
  }

  /** {@return which inputs to batch: any of them, at least one} */
  private static boolean[] masked(Trial trial, int inputs) {
    boolean[] mask = new boolean[inputs];
    for (int i = 0; i < inputs; i++) {
      mask[i] = trial.random().nextInt(3) > 0;
    }
    mask[trial.random().nextInt(inputs)] = true;
    return mask;
  }

  private static void compare(
      Trial trial, List<Tensor> actual, List<Tensor> expected, Supplier<String> what) {
    trial.close(actual, expected, RTOL * Elements.epsilon(actual), what);
  }

  private static List<Tensor> column(List<List<Tensor>> rows, int i) {
    List<Tensor> out = new ArrayList<>();
    for (List<Tensor> row : rows) {
      out.add(row.get(i));
    }
    return out;
  }

  private static List<Tensor> stackAll(
      List<List<Tensor>> rows, List<Tensor> like, int size, int axis) {
    List<Tensor> out = new ArrayList<>();
    for (int i = 0; i < like.size(); i++) {
      TensorType type = rows.isEmpty() ? like.get(i).type() : rows.get(0).get(i).type();
      out.add(stack(column(rows, i), type, size, axis));
    }
    return out;
  }

  /** {@return the tensors stacked at an axis, as a view of an array in which the axis leads} */
  static DenseTensor stack(List<Tensor> tensors, TensorType type, int size, int axis) {
    Shape leading = type.shape().insert(0, size);
    double[] elements = size == 0 ? new double[0] : Elements.of(tensors.subList(0, size));
    DenseTensor packed = Elements.tensor(type.withShape(leading), elements);
    int at = axis < 0 ? axis + leading.rank() : axis;
    if (at == 0) {
      return packed;
    }
    List<Integer> strides = new ArrayList<>();
    int[] packedStrides = leading.rowMajorStrides();
    for (int i = 1; i < packedStrides.length; i++) {
      strides.add(packedStrides[i]);
    }
    strides.add(at, packedStrides[0]);
    return packed.view(
        type.shape().insert(at, size), 0, strides.stream().mapToInt(Integer::intValue).toArray());
  }

  /** Examples of inputs, of which some are batched and the others taken from the first example. */
  private static final class Batch {
    private final Trial trial;
    private final List<List<Tensor>> examples;
    private final int size;
    private final boolean[] mask;

    Batch(Trial trial, List<List<Tensor>> examples, int size, boolean[] mask) {
      this.trial = trial;
      this.examples = examples;
      this.size = size;
      this.mask = mask;
    }

    /** {@return the inputs, the batched ones stacked at an axis} */
    List<Tensor> inputs(int axis) {
      List<Integer> axes = new ArrayList<>(Collections.nCopies(mask.length, axis));
      return inputs(axes);
    }

    private List<Tensor> inputs(List<Integer> axes) {
      List<Tensor> out = new ArrayList<>();
      for (int i = 0; i < mask.length; i++) {
        Tensor first = examples.get(0).get(i);
        out.add(mask[i] ? stack(column(examples, i), first.type(), size, axes.get(i)) : first);
      }
      return out;
    }

    /** Compares vmap of a function with the function applied to each example. */
    void check(Function<List<Tensor>, List<Tensor>> f, Supplier<String> what) {
      List<Tensor> like = f.apply(example(0));
      int minRank = Integer.MAX_VALUE;
      for (Tensor result : like) {
        minRank = Math.min(minRank, result.rank());
      }
      int outAxis = trial.random().nextInt(2 * minRank + 2) - minRank - 1;
      List<Integer> inAxes = new ArrayList<>();
      for (int i = 0; i < mask.length; i++) {
        int rank = examples.get(0).get(i).rank();
        inAxes.add(mask[i] ? trial.random().nextInt(2 * rank + 2) - rank - 1 : Autodiff.UNBATCHED);
      }
      List<List<Tensor>> rows = new ArrayList<>();
      for (int e = 0; e < size; e++) {
        rows.add(f.apply(example(e)));
      }
      List<Tensor> expected = stackAll(rows, like, size, outAxis);
      List<Tensor> actual = Autodiff.vmap(f, inAxes, outAxis).apply(inputs(inAxes));
      compare(
          trial,
          actual,
          expected,
          () ->
              what.get()
                  + " with batch size "
                  + size
                  + ", in axes "
                  + inAxes.toString().replace(String.valueOf(Autodiff.UNBATCHED), "none")
                  + ", out axis "
                  + outAxis);
    }

    private List<Tensor> example(int e) {
      List<Tensor> out = new ArrayList<>();
      for (int i = 0; i < mask.length; i++) {
        out.add(examples.get(mask[i] ? e : 0).get(i));
      }
      return out;
    }
  }
}
