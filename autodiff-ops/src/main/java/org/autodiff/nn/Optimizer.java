package org.autodiff.nn;

import java.util.ArrayList;
import java.util.List;
import org.autodiff.Tensor;
import org.autodiff.Tree;
import org.autodiff.ValueException;

/**
 * Makes better parameters of parameters and a gradient. Parameters are any tree; the state is a
 * tree too, so it can be saved, and nothing is kept elsewhere.
 */
public interface Optimizer {
  /**
   * What an optimizer remembers.
   *
   * @param <T> the type of the parameters
   * @param step how many steps were made, a scalar
   * @param moments running means of gradients, of the structure of the parameters
   */
  record State<T>(Tensor step, List<T> moments) {
    /** Copies the list. */
    public State {
      moments = List.copyOf(moments);
    }
  }

  /**
   * What a step makes.
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
   * Makes one step.
   *
   * @param <T> the type of the parameters
   * @param parameters the parameters
   * @param gradient their gradient
   * @param state the state, of {@link #start} or the step before
   * @return new parameters and state
   * @throws org.autodiff.TreeException if the structures differ
   */
  default <T> Update<T> step(T parameters, T gradient, State<T> state) {
    List<Tensor> old = Tree.leaves(parameters);
    List<Tensor> slopes = Tree.leaves(Tree.zip((p, g) -> g, parameters, gradient));
    List<List<Tensor>> means = new ArrayList<>();
    List<List<Tensor>> newMeans = new ArrayList<>();
    for (T moment : state.moments()) {
      means.add(Tree.leaves(moment));
      newMeans.add(new ArrayList<>());
    }
    List<Tensor> made = new ArrayList<>();
    long step = (long) state.step().item();
    for (int i = 0; i < old.size(); i++) {
      Tensor[] own = new Tensor[means.size()];
      for (int m = 0; m < own.length; m++) {
        own[m] = means.get(m).get(i);
      }
      Tensor[] updated = update(step, old.get(i), slopes.get(i), own);
      made.add(updated[0]);
      for (int m = 0; m < own.length; m++) {
        newMeans.get(m).add(updated[m + 1]);
      }
    }
    List<T> moments = new ArrayList<>();
    for (List<Tensor> leaves : newMeans) {
      moments.add(Tree.rebuild(parameters, leaves));
    }
    return new Update<>(
        Tree.rebuild(parameters, made), new State<>(Tensor.scalar(step + 1.0), moments));
  }

  /**
   * {@return a gradient scaled so that the norm over all its leaves is at most a bound}
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
    double squares = 0;
    for (Tensor leaf : Tree.leaves(gradient)) {
      squares += leaf.square().sum().item();
    }
    double norm = Math.sqrt(squares);
    return norm <= most ? gradient : Tree.map(leaf -> leaf.mul(most / norm), gradient);
  }
}
