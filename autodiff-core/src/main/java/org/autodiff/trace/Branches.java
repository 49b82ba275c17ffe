package org.autodiff.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.autodiff.DenseTensor;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.TraceException;
import org.autodiff.ValueException;
import org.autodiff.trace.RowExchange.Part;

/**
 * Branches that run for those examples alone that take them. A condition with one value is read,
 * and the branch simply runs; under vmap the examples are parted.
 */
public final class Branches {
  private Branches() {}

  /** Which branch a number selects. */
  public interface Selection {
    /** {@return the position of the branch} */
    int branch(double value);
  }

  /**
   * {@return whether a condition holds}
   *
   * @param condition a scalar with a value of its own
   */
  public static boolean decide(Tensor condition) {
    Tensor scalar = scalar("decide", condition);
    if (!Lanes.differing(scalar).isEmpty()) {
      throw new TraceException(
          "decide: the condition must have one value, got "
              + ((Tracer) scalar).describe()
              + ", which has one for each example; use ControlFlow.cond for a branch,"
              + " ControlFlow.whileLoop for a loop, or where to select elements");
    }
    return truth("decide", value("decide", scalar));
  }

  /** {@return what stands here for the scalar that decides} */
  static Tensor scalar(String operator, Tensor condition) {
    Tensor resolved = Captures.resolve(condition);
    if (resolved.rank() != 0) {
      throw new ShapeException(
          operator
              + ": what decides must be a scalar (rank 0), got "
              + resolved.type()
              + "; reduce it, for example with min() for all or max() for any");
    }
    if (resolved instanceof Tracer traced && traced.trace.isClosed()) {
      throw Trace.escaped(traced, operator);
    }
    return resolved;
  }

  /** {@return the only value of a scalar} */
  static double value(String operator, Tensor scalar) {
    return data(operator, scalar).flat(0);
  }

  /** {@return the values of a scalar, one for each example} */
  static DenseTensor data(String operator, Tensor scalar) {
    Tensor inner = scalar;
    while (inner instanceof Tracer traced) {
      inner = traced.inner();
    }
    if (inner instanceof UnknownTensor unknown) {
      String message =
          operator
              + ": what decides must have a value, got "
              + ((Tracer) scalar).describe()
              + ", where the function runs on types alone; use where to select elements, or"
              + " ControlFlow.scan for a known number of steps";
      // a Java if would have to be written otherwise; these give the right results uncompiled
      boolean runsAsItIs = unknown.isForCompiling() && !operator.equals("decide");
      throw runsAsItIs ? new NotStaged(message) : new TraceException(message);
    }
    return inner.dense();
  }

  /** {@return whether a number stands for true: any but 0} */
  public static boolean truth(String operator, double value) {
    if (Double.isNaN(value)) {
      throw new ValueException(
          operator
              + ": a condition must be 0 for false or another number for true, got NaN; compare"
              + " with a finite number, for example with lt");
    }
    return value != 0;
  }

  /** {@return a position among so many branches} */
  public static int index(double value, int count) {
    if (value >= 0 && value < count && value == Math.rint(value)) {
      return (int) value;
    }
    throw new ValueException(
        "choose: the index must be a whole number from 0 to "
            + (count - 1)
            + ", one for each branch, got "
            + value
            + "; clip it, or add a branch");
  }

  /**
   * Runs one of several branches; under vmap each on the examples that select it.
   *
   * @param operator the operator, for messages
   * @param selection which branch a value selects
   * @param selector the scalar that decides
   * @param branches the branches
   * @param operand what the branch is given
   */
  public static <A, R> R choose(
      String operator,
      Selection selection,
      Tensor selector,
      List<? extends Function<A, R>> branches,
      A operand) {
    Tensor scalar = scalar(operator, selector);
    List<BatchTrace> batches = Lanes.differing(scalar);
    if (batches.isEmpty()) {
      return branches.get(selection.branch(value(operator, scalar))).apply(operand);
    }
    BatchTrace whole = batches.get(0);
    A given = Captures.resolved(operand);
    List<Part> parts = new ArrayList<>();
    List<R> results = new ArrayList<>();
    if (batches.size() > 1 && whole.size() > 0) {
      // one example of the outer batch after the other, each with the inner batch
      for (int row = 0; row < whole.size(); row++) {
        Lanes lanes = new Lanes(whole, new int[] {row});
        Tensor own = lanes.take(scalar);
        A taken = lanes.take(given);
        parts.add(lanes.part());
        results.add(
            lanes.run(() -> Captures.resolved(choose(operator, selection, own, branches, taken))));
      }
      return Lanes.merge(operator, whole, parts, results);
    }
    List<List<Integer>> rows = new ArrayList<>();
    branches.forEach(branch -> rows.add(new ArrayList<>()));
    DenseTensor values = data(operator, scalar);
    for (int row = 0; row < values.size(); row++) {
      rows.get(selection.branch(values.flat(row))).add(row);
    }
    // of no examples at all some branch gives the types: a deeper one another, so that this ends
    int ofNone = whole.depth() % branches.size();
    for (int b = 0; b < branches.size(); b++) {
      Function<A, R> branch = branches.get(b);
      int[] own = rows.get(b).stream().mapToInt(Integer::intValue).toArray();
      if (own.length == whole.size() && own.length > 0) {
        return branch.apply(given);
      }
      if (own.length > 0 || (values.size() == 0 && b == ofNone)) {
        Lanes lanes = new Lanes(whole, own);
        A taken = lanes.take(given);
        parts.add(lanes.part());
        results.add(lanes.run(() -> Captures.resolved(branch.apply(taken))));
      }
    }
    return Lanes.merge(operator, whole, parts, results);
  }

  /** {@return the positions where a condition holds, or does not} */
  static int[] where(String operator, DenseTensor condition, boolean holds) {
    return IntStream.range(0, condition.size())
        .filter(row -> truth(operator, condition.flat(row)) == holds)
        .toArray();
  }
}
