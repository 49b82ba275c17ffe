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

  /**
   * What a layer gives while training, and what becomes of the layer.
   *
   * @param <L> the type of the layer
   * @param result the result, as {@link Layer#train} gives it
   * @param layer the layer, with the state that it has after this batch
   */
  record Pass<L extends Layer>(Tensor result, L layer) {}

  /**
   * {@return the result as while training, together with this layer after it has seen the batch:
   * layers with running statistics move them, the others stay as they are}
   *
   * <p>Inside a gradient the new layer goes out as auxiliary output, and the step of the optimizer
   * takes over its state:
   *
   * {@snippet :
   * var step = Autodiff.valueAndGradWithAux((Sequential m) -> {
   *   var pass = m.observe(x, key);
   *   return new WithAux<>(Losses.crossEntropy(pass.result(), labels), pass.layer());
   * }).apply(model);
   * var update = optimizer.step(model, step.value().grad(), state);
   * model = Tree.withStateOf(update.parameters(), step.aux());
   * }
   *
   * @param x [batch, in]
   * @param key the source of what is random
   */
  default Pass<? extends Layer> observe(Tensor x, RandomKey key) {
    return new Pass<>(train(x, key), this);
  }
}
