package org.autodiff.internal;

import org.autodiff.Tensor;

/** An operator that is a faster form of others: derivatives and batches are made of those. */
public interface Composed {
  /** Applies the operators that it stands for. */
  Tensor composed(Tensor[] operands);
}
