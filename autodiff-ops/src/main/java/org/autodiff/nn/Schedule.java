package org.autodiff.nn;

import org.autodiff.ValueException;

/** A learning rate, or another number, by the step. */
@FunctionalInterface
public interface Schedule {
  /**
   * {@return the value}
   *
   * @param step the number of the step, from 0
   */
  double at(long step);

  /**
   * {@return the schedule whose value is always the same}
   *
   * @param value the value, not negative
   * @throws ValueException if it is negative or not finite
   */
  static Schedule constant(double value) {
    requireValue(value);
    return new Schedules.Constant(value);
  }

  /**
   * {@return the schedule that starts with a value and multiplies it by a factor at regular
   * intervals}
   *
   * @param value the value of the first steps
   * @param factor what it is multiplied by, positive
   * @param every the number of steps between multiplications, at least 1
   * @throws ValueException if every or the factor is not positive, or the value negative, or one of
   *     them not finite
   */
  static Schedule steps(double value, double factor, long every) {
    requireValue(value);
    Hyperparameters.requirePositive("schedule", "the factor", factor, 0.1);
    if (every < 1) {
      throw new ValueException(
          "schedule: the distance must be at least 1 step, got " + every + "; pass a count");
    }
    return new Schedules.Steps(value, factor, every);
  }

  /**
   * {@return the schedule whose value rises linearly during the warm-up and then falls to 0 along
   * half a wave of the cosine}
   *
   * @param value the largest value, at the end of the warm-up
   * @param warmUp how many steps it rises, not negative
   * @param total how many steps there are, more than warmUp
   * @throws ValueException if the numbers do not fit
   */
  static Schedule cosine(double value, long warmUp, long total) {
    requireValue(value);
    if (warmUp < 0 || total <= warmUp) {
      throw new ValueException(
          "schedule: there must be more steps than those of the warm-up, got "
              + total
              + " and "
              + warmUp
              + "; pass a larger total");
    }
    return new Schedules.Cosine(value, warmUp, total);
  }

  private static void requireValue(double value) {
    Hyperparameters.requireNotNegative("schedule", "the value", value, 1e-3);
  }
}
