/**
 * Layers, losses, optimizers, data and checkpoints: what a model is trained with. A model is an
 * immutable record of layers, and so a tree: {@code grad} gives a gradient of the model's own type,
 * and an {@link org.autodiff.nn.Optimizer} makes a new model of a model, its gradient and a state,
 * which is a tree too. It stands on the rest of this module and the core, and neither knows it.
 * Start with {@link org.autodiff.nn.Layer}.
 */
@NullMarked
package org.autodiff.nn;

import org.jspecify.annotations.NullMarked;
