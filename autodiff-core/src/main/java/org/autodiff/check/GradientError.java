package org.autodiff.check;

import java.util.List;

/**
 * One entry of a derivative, as a rule gives it and as finite differences do.
 *
 * @param check which derivative: forward, reverse or second order
 * @param leaf the place of the leaf in the argument, as {@link org.autodiff.Tree#paths} gives it
 * @param index the index of the entry in the leaf
 * @param point the value of the argument there
 * @param analytic what the rule gives
 * @param numeric what finite differences give
 * @param step the step of the differences
 * @param error the distance of both, as a share of what is tolerated: above 1 is wrong
 */
public record GradientError(
    String check,
    String leaf,
    List<Integer> index,
    double point,
    double analytic,
    double numeric,
    double step,
    double error) {
  /** Copies what it is given. */
  public GradientError {
    index = List.copyOf(index);
  }

  /** {@return the entry as messages print it} */
  @Override
  public String toString() {
    return check
        + ": the derivative by "
        + (leaf.isEmpty() ? "the argument" : leaf)
        + index
        + " = "
        + point
        + " is "
        + analytic
        + ", where finite differences with step "
        + step
        + " give "
        + numeric
        + " ("
        + error
        + " times what is tolerated)";
  }
}
