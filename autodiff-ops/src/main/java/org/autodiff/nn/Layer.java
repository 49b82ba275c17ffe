package org.autodiff.nn;

import org.autodiff.RandomKey;
import org.autodiff.Tensor;

/**
 * A function of rows with parameters: a record whose tensors are the parameters. Records that
 * implement it are trees, alone and as parts of others.
 */
@FunctionalInterface
public interface Layer {
  /**
   * {@return the result, as when the trained model is used}
   *
   * @param x [batch, in]
   */
  Tensor apply(Tensor x);

  /**
   * {@return the result, as while training: what differs from {@link #apply} in layers that are
   * random or look at the batch}
   *
   * @param x [batch, in]
   * @param key the source of what is random
   */
  default Tensor train(Tensor x, RandomKey key) {
    return apply(x);
  }
}
