package org.autodiff.trace;

import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.extend.Operator;

/**
 * A trace that computes nothing: each operation is shown to the observer with the types of its
 * results, as the operator infers them. Rules of derivatives and of batching never look at data, so
 * transforms run inside as they do on numbers. Only a user's function with a rule of its own is
 * run, on zeros, since nothing else tells the types of its results.
 */
public final class StagingTrace extends ObservingTrace {
  public StagingTrace(String name, Observer observer) {
    super(name, observer);
  }

  /** A new input. */
  public Tensor input(TensorType type) {
    return box(new UnknownTensor(type, this));
  }

  @Override
  Tensor[] compute(Operator operator, Tensor[] operands) {
    TensorType[] results = operator.infer(types(operands));
    Tensor[] unknown = new Tensor[results.length];
    for (int i = 0; i < unknown.length; i++) {
      unknown[i] = new UnknownTensor(results[i], this);
    }
    return unknown;
  }
}
