package org.autodiff.nn;

import org.autodiff.ValueException;

/**
 * Checks the numbers that a user chooses for an optimizer, a schedule or a layer; no NaN passes.
 */
final class Hyperparameters {
  private Hyperparameters() {}

  /** From 0 to below 1. */
  static void requireShare(String owner, String name, double value, double usual) {
    if (!(value >= 0 && value < 1)) {
      throw new ValueException(
          owner + ": " + name + " must be from 0 to below 1, got " + value + usual(usual));
    }
  }

  /** Above 0, finite. */
  static void requirePositive(String owner, String name, double value, double usual) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new ValueException(
          owner + ": " + name + " must be finite and positive, got " + value + usual(usual));
    }
  }

  /** 0 or above, finite. */
  static void requireNotNegative(String owner, String name, double value, double usual) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new ValueException(
          owner + ": " + name + " must be finite and not negative, got " + value + usual(usual));
    }
  }

  /** {@return a constant learning rate, which is the optimizer's number, not a schedule's} */
  static Schedule constantRate(String owner, double rate, double usual) {
    requireNotNegative(owner, "the learning rate", rate, usual);
    return Schedule.constant(rate);
  }

  /** {@return the learning rate of a step, which a user's schedule may have got wrong} */
  static double rateAt(String owner, Schedule schedule, long step) {
    double rate = schedule.at(step);
    if (!(rate >= 0 && rate < Double.POSITIVE_INFINITY)) {
      throw new ValueException(
          owner
              + ": the learning rate must be finite and not negative, got "
              + rate
              + " at step "
              + step
              + "; correct the schedule");
    }
    return rate;
  }

  private static String usual(double usual) {
    return "; " + usual + " is usual";
  }
}
