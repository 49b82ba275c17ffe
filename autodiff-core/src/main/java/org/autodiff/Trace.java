package org.autodiff;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One running transform. Each has a number of its own, drawn from one counter, so that a newer
 * transform always has the higher one; an operator is handled by the newest trace among its
 * operands, which sees the operands of older traces as constants. Perturbations therefore cannot be
 * confused, and no stack or thread-local is needed.
 */
abstract class Trace {
  private static final AtomicLong IDS = new AtomicLong();

  private final long id = IDS.incrementAndGet();
  private volatile boolean closed;

  /** {@return the name of the transform, for messages} */
  abstract String transform();

  /** Handles an operator, at least one of whose operands is boxed by this trace. */
  abstract Tensor[] process(Operator operator, Tensor[] operands);

  /** Handles an operator with one result; a trace with a shorter way overrides this. */
  Tensor process(SingleResultOperator operator, Tensor[] operands) {
    return process((Operator) operator, operands)[0];
  }

  /** Ends the trace: its boxes can no longer be computed with. */
  final void close() {
    closed = true;
  }

  /** {@return whether the transform has returned} */
  final boolean isClosed() {
    return closed;
  }

  static Tensor[] apply(Operator operator, Tensor[] operands) {
    if (operator instanceof SingleResultOperator single) {
      return new Tensor[] {apply(single, operands)};
    }
    Trace newest = newest(operands, operator);
    return newest == null ? evaluate(operator, operands) : newest.process(operator, operands);
  }

  static Tensor apply(SingleResultOperator operator, Tensor[] operands) {
    Trace newest = newest(operands, operator);
    if (newest != null) {
      return newest.process(operator, operands);
    }
    DenseTensor[] concrete = new DenseTensor[operands.length];
    TensorType[] types = new TensorType[operands.length];
    for (int i = 0; i < operands.length; i++) {
      concrete[i] = (DenseTensor) operands[i];
      types[i] = operands[i].type();
    }
    return operator.compute(concrete, operator.inferResult(types));
  }

  private static Tensor[] evaluate(Operator operator, Tensor[] operands) {
    DenseTensor[] concrete = new DenseTensor[operands.length];
    TensorType[] types = new TensorType[operands.length];
    for (int i = 0; i < operands.length; i++) {
      concrete[i] = (DenseTensor) operands[i];
      types[i] = operands[i].type();
    }
    return operator instanceof FunctionOperator function
        ? function.evaluate(concrete)
        : operator.evaluate(concrete, operator.infer(types));
  }

  private static @Nullable Trace newest(Tensor[] operands, Operator operator) {
    Trace newest = null;
    for (Tensor operand : operands) {
      if (operand instanceof TracedTensor traced) {
        Trace trace = traced.trace;
        if (trace.closed) {
          throw escaped(traced, operator.name());
        }
        if (newest == null || trace.id > newest.id) {
          newest = trace;
        }
      }
    }
    return newest;
  }

  static TraceException escaped(TracedTensor traced, String where) {
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
