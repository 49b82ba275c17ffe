package org.autodiff.nn;

import java.util.ArrayList;
import java.util.List;
import org.autodiff.Tensor;
import org.autodiff.Tree;
import org.autodiff.ValueException;

/**
 * Makes better parameters from parameters and a gradient. Parameters are any tree; the state is a
 * tree too, so it can be saved, and nothing is kept elsewhere.
 */
public interface Optimizer {
  /**
   * What an optimizer remembers.
   *
   * @param <T> the type of the parameters
   * @param step how many steps have been made, a scalar
   * @param moments running means of gradients, of the structure of the parameters
   */
  record State<T>(Tensor step, List<T> moments) {
    /** Copies the list. */
    public State {
      moments = List.copyOf(moments);
    }
  }

  /**
   * The outcome of a step.
   *
   * @param <T> the type of the parameters
   * @param parameters the new parameters
   * @param state the new state
   */
  record Update<T>(T parameters, State<T> state) {}

  /** {@return how many running means are kept for each parameter} */
  int moments();

  /**
   * Computes new elements of one parameter.
   *
   * @param step the number of the step, from 0
   * @param parameter the parameter
   * @param gradient its gradient
   * @param moments its running means
   * @return the new parameter, then the new running means
   */
  Tensor[] update(long step, Tensor parameter, Tensor gradient, Tensor[] moments);

  /**
   * {@return the state before the first step}
   *
   * @param <T> the type of the parameters
   * @param parameters the parameters
   */
  default <T> State<T> start(T parameters) {
    List<T> zeros = new ArrayList<>();
    for (int i = 0; i < moments(); i++) {
      zeros.add(Tree.map(leaf -> Tensor.full(0, leaf.type()), parameters));
    }
    return new State<>(Tensor.scalar(0), zeros);
  }

  /**
   * Makes one step. Gradient and moments must fit the parameters leaf by leaf, in structure, shape
   * and element type, and there must be as many moments as this optimizer keeps.
   *
   * @param <T> the type of the parameters
   * @param parameters the parameters
   * @param gradient their gradient
   * @param state the state, of {@link #start} or the step before
   * @return new parameters and state
   * @throws org.autodiff.TreeException if the structures differ
   * @throws org.autodiff.ShapeException if a shape differs from its parameter's
   * @throws org.autodiff.DTypeException if an element type differs from its parameter's
   * @throws ValueException if the state is another optimizer's, or the learning rate of this step
   *     is negative or not finite
   */
  default <T> Update<T> step(T parameters, T gradient, State<T> state) {
    return OptimizerStep.make(this, parameters, gradient, state);
  }

  /**
   * {@return a gradient scaled so that the norm over all its leaves is at most a bound}
   *
   * <p>Norm and factor are computed in double, without overflow or underflow on the way: where the
   * clipped gradient is a number of its element type, it is right to rounding, even if the norm is
   * none.
   *
   * @param <T> the type of the parameters
   * @param gradient the gradient
   * @param most the bound, positive
   * @throws ValueException if the bound is not positive
   */
  static <T> T clipByNorm(T gradient, double most) {
    if (!(most > 0)) {
      throw new ValueException(
          "clip-by-norm: the bound must be positive, got " + most + "; 1 is usual");
    }
    return GradientNorm.clipped(gradient, most);
  }
}
