package org.autodiff.trace;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.autodiff.DenseTensor;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.TraceException;
import org.autodiff.ValueException;
import org.autodiff.extend.Operator;
import org.autodiff.extend.SingleResultOperator;
import org.jspecify.annotations.Nullable;

/**
 * One running transform. Each has a number of its own, drawn from one counter, so that a newer
 * transform always has the higher one; an operator is handled by the newest trace among its
 * operands, which sees the operands of older traces as constants. Perturbations therefore cannot be
 * confused, and no stack or thread-local is needed.
 */
public abstract class Trace {
  private static final AtomicLong IDS = new AtomicLong();

  private final long id;
  private final @Nullable Trace original;
  private volatile boolean closed;
  private volatile int reopened;

  Trace() {
    id = IDS.incrementAndGet();
    original = null;
  }

  /**
   * A trace in the place of another of the same kind: for part of a batch, or for one step of a
   * loop. It has the number of the other, so that it stands in the same order to all others, and
   * ends with it. Tensors of both never meet in one operation.
   */
  Trace(Trace inPlaceOf) {
    id = inPlaceOf.id;
    original = inPlaceOf;
  }

  /** {@return the name of the transform, for messages} */
  abstract String transform();

  /** Handles an operator, at least one of whose operands is boxed by this trace. */
  abstract Tensor[] process(Operator operator, Tensor[] operands);

  /**
   * Handles an operator with one result. The traces of derivatives override this: nearly all
   * operations are of this kind, and need no arrays of results and no joint linearization.
   */
  // Without these overrides a program of many different operations on scalars takes a third more
  // time and memory, under jvp and on a tape alike: too much for one method less in each.
  Tensor process(SingleResultOperator operator, Tensor[] operands) {
    return process((Operator) operator, operands)[0];
  }

  /** Ends the trace: its boxes can no longer be computed with. */
  public final void close() {
    closed = true;
  }

  /** {@return whether the transform has returned} */
  final boolean isClosed() {
    return (closed && reopened == 0) || (original != null && original.isClosed());
  }

  /** Lets its boxes be computed with again, for a step of a loop that runs once more. */
  final synchronized void reopen() {
    reopened++;
  }

  /** Ends what {@link #reopen} began. */
  final synchronized void closeAgain() {
    reopened--;
  }

  /** {@return the trace in whose place this one stands, or null} */
  final @Nullable Trace inPlaceOf() {
    return original;
  }

  /** {@return the trace that a transform made, in whose place this one stands, or this one} */
  final Trace origin() {
    return original == null ? this : original.origin();
  }

  /** {@return the number of the transform: a newer one has a higher number} */
  final long id() {
    return id;
  }

  /** {@return the highest number so far: a transform that starts later has a higher one} */
  static long newestId() {
    return IDS.get();
  }

  public static Tensor[] apply(Operator operator, Tensor[] operands) {
    Captures run = Captures.active();
    return run == null ? applyTo(operator, operands) : run.apply(operator, operands);
  }

  public static Tensor apply(SingleResultOperator operator, Tensor[] operands) {
    Captures run = Captures.active();
    return run == null ? applyTo(operator, operands) : run.apply(operator, operands);
  }

  /** Applies an operator to operands of which none is captured. */
  static Tensor[] applyTo(Operator operator, Tensor[] operands) {
    if (operator instanceof SingleResultOperator single) {
      return new Tensor[] {applyTo(single, operands)};
    }
    Trace newest = newest(operands, operator);
    return newest == null ? evaluate(operator, operands) : newest.process(operator, operands);
  }

  /** Applies an operator to operands of which none is captured. */
  static Tensor applyTo(SingleResultOperator operator, Tensor[] operands) {
    Trace newest = newest(operands, operator);
    if (newest != null) {
      return newest.process(operator, operands);
    }
    return evaluate(operator, concrete(operands));
  }

  /**
   * Computes, where there is nothing to trace: infers the type, and takes a view where there is
   * one, or allocates the result and has it written.
   */
  static DenseTensor evaluate(SingleResultOperator operator, DenseTensor[] operands) {
    TensorType type = operator.inferResult(types(operands));
    DenseTensor view = operator.view(operands, type);
    if (view != null) {
      return Contract.view(operator, view, type);
    }
    DenseTensor result = DenseTensor.zeros(type);
    operator.computeInto(operands, result);
    return result;
  }

  /** Casts operands of which none is traced. */
  private static DenseTensor[] concrete(Tensor[] operands) {
    DenseTensor[] concrete = new DenseTensor[operands.length];
    for (int i = 0; i < operands.length; i++) {
      concrete[i] = (DenseTensor) operands[i];
    }
    return concrete;
  }

  static TensorType[] types(Tensor[] tensors) {
    TensorType[] types = new TensorType[tensors.length];
    for (int i = 0; i < types.length; i++) {
      types[i] = tensors[i].type();
    }
    return types;
  }

  /** {@return the value one level down: what is in the box of a tensor of this trace} */
  public final Tensor inner(Tensor tensor) {
    return tensor instanceof Tracer traced && traced.trace == this ? traced.inner() : tensor;
  }

  /** {@return the values one level down} */
  final Tensor[] inner(Tensor[] operands) {
    Tensor[] values = new Tensor[operands.length];
    for (int i = 0; i < operands.length; i++) {
      values[i] = inner(operands[i]);
    }
    return values;
  }

  /** Applies an operator to values one level down: at once, where nothing further is traced. */
  static Tensor applyInner(SingleResultOperator operator, Tensor[] values) {
    DenseTensor[] concrete = new DenseTensor[values.length];
    for (int i = 0; i < values.length; i++) {
      if (!(values[i] instanceof DenseTensor dense)) {
        return operator.apply(values);
      }
      concrete[i] = dense;
    }
    return evaluate(operator, concrete);
  }

  private static Tensor[] evaluate(Operator operator, Tensor[] operands) {
    DenseTensor[] concrete = concrete(operands);
    if (operator instanceof TypedByRunning function) {
      return function.evaluate(concrete);
    }
    TensorType[] types = operator.infer(types(concrete));
    DenseTensor[] results = new DenseTensor[types.length];
    for (int i = 0; i < results.length; i++) {
      results[i] = DenseTensor.zeros(types[i]);
    }
    operator.computeInto(concrete, results);
    return results;
  }

  private static @Nullable Trace newest(Tensor[] operands, Operator operator) {
    Trace newest = null;
    for (Tensor operand : operands) {
      if (operand instanceof Tracer traced) {
        Trace trace = traced.trace;
        if (trace.isClosed()) {
          throw escaped(traced, operator.name());
        }
        if (newest == null || trace.id > newest.id) {
          newest = trace;
        }
      } else if (operand == null) {
        throw missing(operator, operands);
      }
    }
    return newest;
  }

  /** What a trace says whose order of operations matters, where another thread computes with it. */
  final TraceException otherThread(Thread owner, Operator operator, Tensor[] operands) {
    TensorType type = operands[0].type();
    for (Tensor operand : operands) {
      if (operand instanceof Tracer traced && traced.trace == this) {
        type = traced.type();
      }
    }
    return new TraceException(
        operator.name()
            + ": operands inside "
            + transform()
            + " must be used on the thread that runs it ("
            + owner.getName()
            + "), got a "
            + type
            + " on thread "
            + Thread.currentThread().getName()
            + "; use vmap or a sequential loop inside, or transform what each thread does by"
            + " itself");
  }

  private static ValueException missing(Operator operator, Tensor[] operands) {
    return new ValueException(
        operator.name()
            + ": operands must be tensors, got null for operand "
            + Arrays.asList(operands).indexOf(null)
            + "; test a component that may be null before it is used");
  }

  static TraceException escaped(Tracer traced, String where) {
    return new TraceException(
        where
            + ": operands must belong to a running transform, got a "
            + traced.type()
            + " that escaped from "
            + traced.trace.transform()
            + ", which has returned; return the value from the transformed function (for example as"
            + " auxiliary output) instead of storing it");
  }
}
