package org.autodiff.nn;

import java.util.ArrayList;
import java.util.List;
import org.autodiff.Autodiff;
import org.autodiff.DTypeException;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.Tree;
import org.autodiff.TreeException;
import org.autodiff.ValueException;

/**
 * One step of an optimizer over trees: checks that gradient and state fit the parameters, leaf by
 * leaf, and that what the optimizer makes fits them too.
 */
final class OptimizerStep {
  private OptimizerStep() {}

  static <T> Optimizer.Update<T> make(
      Optimizer optimizer, T parameters, T gradient, Optimizer.State<T> state) {
    int count = optimizer.moments();
    requireMoments(count, state.moments().size());
    List<String> paths = Tree.paths(parameters);
    List<Tensor> old = Tree.leaves(parameters);
    List<Tensor> slopes = leaves(parameters, gradient, "the gradient");
    List<List<Tensor>> means = new ArrayList<>();
    List<List<Tensor>> newMeans = new ArrayList<>();
    for (T moment : state.moments()) {
      means.add(leaves(parameters, moment, "each moment of the state"));
      newMeans.add(new ArrayList<>());
    }
    long step = number(state.step());
    List<Tensor> made = new ArrayList<>();
    for (int i = 0; i < old.size(); i++) {
      Tensor[] own = new Tensor[count];
      for (int m = 0; m < count; m++) {
        own[m] = means.get(m).get(i);
      }
      requireFitting(paths.get(i), old.get(i), slopes.get(i), own, count);
      Tensor[] updated = optimizer.update(step, old.get(i), slopes.get(i), own);
      requireMade(paths.get(i), old.get(i), updated, count);
      made.add(updated[0]);
      for (int m = 0; m < count; m++) {
        newMeans.get(m).add(updated[m + 1]);
      }
    }
    List<T> moments = new ArrayList<>();
    for (List<Tensor> leaves : newMeans) {
      moments.add(Tree.rebuild(parameters, leaves));
    }
    return new Optimizer.Update<>(
        Tree.rebuild(parameters, made), new Optimizer.State<>(Tensor.scalar(step + 1.0), moments));
  }

  private static void requireMoments(int count, int got) {
    if (got != count) {
      throw new ValueException(
          "optimizer: the state must have as many moments as this optimizer keeps, "
              + count
              + ", got "
              + got
              + "; use the state of its own start or step");
    }
  }

  /** The leaves in the order of those of the parameters: maps may differ in theirs. */
  private static <T> List<Tensor> leaves(T parameters, T tree, String what) {
    if (!Tree.haveSameStructure(parameters, tree)) {
      throw new TreeException(
          "optimizer: "
              + what
              + " must have the structure of the parameters, got leaves at "
              + Tree.paths(tree)
              + " for "
              + Tree.paths(parameters)
              + "; pass what belongs to these parameters");
    }
    return Tree.leavesLike(parameters, tree);
  }

  /** The number of a step, also while something is differentiated by the state. */
  private static long number(Tensor step) {
    if (step.rank() != 0) {
      throw new ShapeException(
          "optimizer: the number of the step must be a scalar, got "
              + step.type()
              + "; use the state of start or step");
    }
    double number = Autodiff.stopGradient(step).item();
    if (!(number >= 0 && number == Math.rint(number) && number < 0x1p53)) {
      throw new ValueException(
          "optimizer: the number of the step must be whole and not negative, got "
              + number
              + "; use the state of start or step");
    }
    return (long) number;
  }

  /** Checks what the update of one parameter gets. */
  static void requireFitting(
      String path, Tensor parameter, Tensor gradient, Tensor[] moments, int count) {
    requireMoments(count, moments.length);
    requireType(path, parameter, gradient, "a gradient");
    for (Tensor moment : moments) {
      requireType(path, parameter, moment, "a moment of the state");
    }
  }

  private static void requireMade(String path, Tensor parameter, Tensor[] made, int count) {
    if (made.length != count + 1) {
      throw new ValueException(
          "optimizer: an update must give the parameter and "
              + count
              + " moments, got "
              + made.length
              + " tensors; return as many as moments() says");
    }
    for (Tensor x : made) {
      requireType(path, parameter, x, "what an update gives");
    }
  }

  private static void requireType(String path, Tensor parameter, Tensor x, String what) {
    if (x.type().equals(parameter.type())) {
      return;
    }
    String message =
        "optimizer: "
            + what
            + " must have the type of its parameter, got "
            + x.type()
            + " for "
            + parameter.type()
            + (path.isEmpty() ? "" : " at '" + path + "'")
            + "; pass what belongs to these parameters";
    throw x.shape().equals(parameter.shape())
        ? new DTypeException(message)
        : new ShapeException(message);
  }
}
