package org.autodiff.trace;

import java.util.function.Function;
import org.autodiff.DenseTensor;
import org.autodiff.Tensor;
import org.autodiff.extend.Operator;
import org.autodiff.extend.SingleResultOperator;
import org.autodiff.internal.TreeTensors;
import org.jspecify.annotations.Nullable;

/**
 * The first run of a checkpointed function, which only computes. It boxes what depends on the
 * function's operands, so that a value which the function stores, and uses again in another run, is
 * an error: it would be a constant there, and the gradient wrong. Values may be looked at, as
 * nothing is followed. While {@link Watching} is on, each operation is checked, since a checkpoint
 * as a whole would not tell which one gives a NaN.
 *
 * <p>Any thread may compute, as nothing is recorded.
 */
final class FirstRunTrace extends Trace {
  private final String transform;

  FirstRunTrace(String transform) {
    this.transform = transform;
  }

  /** A value that depends on the operands. */
  static final class Box extends Tracer {
    private final Tensor value;

    private Box(FirstRunTrace trace, Tensor value) {
      super(value.type(), trace);
      this.value = value;
    }

    @Override
    public Tensor inner() {
      return value;
    }

    @Override
    public DenseTensor dense() {
      return value.dense();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other || value.equals(other instanceof Box box ? box.value : other);
    }

    @Override
    public int hashCode() {
      return value.hashCode();
    }

    @Override
    public String toString() {
      return value.toString();
    }
  }

  @Override
  String transform() {
    return transform;
  }

  Tensor box(Tensor value) {
    return new Box(this, value);
  }

  /** Runs a function on boxed operands and gives the values of its results. */
  <A, R> R run(Function<A, R> function, A operands) {
    R results;
    try {
      results = function.apply(TreeTensors.mapAll(this::box, operands));
    } finally {
      close();
    }
    return TreeTensors.mapAll(this::inner, results);
  }

  @Override
  Tensor process(SingleResultOperator operator, Tensor[] operands) {
    Tensor[] values = inner(operands);
    Tensor result = applyInner(operator, values);
    if (Watching.isWatching()) {
      Watching.requireFinite(operator, values, result);
    }
    return box(result);
  }

  @Override
  Tensor[] process(Operator operator, Tensor[] operands) {
    Tensor[] values = inner(operands);
    Tensor[] results = operator.applyAll(values);
    Tensor[] boxed = new Tensor[results.length];
    for (int i = 0; i < boxed.length; i++) {
      if (Watching.isWatching()) {
        Watching.requireFinite(operator, values, results[i]);
      }
      boxed[i] = box(results[i]);
    }
    return boxed;
  }
}
