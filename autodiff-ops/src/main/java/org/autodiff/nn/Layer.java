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
  record Trained<L extends Layer>(Tensor result, L layer) {}

  /**
   * {@return the result as while training, together with this layer as it is after the batch:
   * layers with running statistics move them, the others stay as they are}
   *
   * <p>Inside a gradient the new layer goes out as auxiliary output, and the step of the optimizer
   * takes over its state:
   *
   * {@snippet :
   * var step = Autodiff.valueAndGradWithAux((Sequential m) -> {
   *   var trained = m.trainAndUpdate(x, key);
   *   return new WithAux<>(Losses.crossEntropy(trained.result(), labels), trained.layer());
   * }).apply(model);
   * var update = optimizer.step(model, step.value().grad(), state);
   * model = Tree.withStateOf(update.parameters(), step.aux());
   * }
   *
   * <p>Unless overridden it gives this layer as it is. That is right for a layer whose tensors
   * without a gradient (see {@link org.autodiff.NoGradient}) are constants. A layer that holds
   * other layers must override it if training moves the state of one of them:
   *
   * {@snippet :
   * public Trained<Block> trainAndUpdate(Tensor x, RandomKey key) {
   *   var normed = norm.trainAndUpdate(linear.train(x, key.fold(0)), key.fold(1));
   *   return new Trained<>(normed.result().relu(), new Block(linear, normed.layer()));
   * }
   * }
   *
   * @param x [batch, in]
   * @param key the source of what is random
   * @throws org.autodiff.TreeException if this is not overridden though a layer within this one
   *     overrides it and has tensors without a gradient, whose new values would be lost
   */
  default Trained<? extends Layer> trainAndUpdate(Tensor x, RandomKey key) {
    MovingState.requireNoneWithin(this);
    return new Trained<>(train(x, key), this);
  }
}
