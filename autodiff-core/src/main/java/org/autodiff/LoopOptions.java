package org.autodiff;

/**
 * How a loop of {@link ControlFlow} runs. Start from {@link #DEFAULT}, as in {@code
 * LoopOptions.DEFAULT.withResiduals(Residuals.snapshots(30))}.
 *
 * @param residuals what is kept for reverse mode
 * @param atMost the most steps that the loop may take; one more is an error, never a truncation
 * @param reversed whether a scan goes from the last element to the first; outputs stay in the order
 *     of the elements
 */
public record LoopOptions(Residuals residuals, int atMost, boolean reversed) {
  /** Keeps all residuals, runs for as long as it takes, goes forwards. */
  public static final LoopOptions DEFAULT =
      new LoopOptions(Residuals.all(), Integer.MAX_VALUE, false);

  /** Checks the bound. */
  public LoopOptions {
    if (atMost < 0) {
      throw new ValueException(
          "loop options: atMost must not be negative, got "
              + atMost
              + "; leave it out for no bound");
    }
  }

  /**
   * {@return these options with another choice of residuals}
   *
   * @param choice what is kept for reverse mode
   */
  public LoopOptions withResiduals(Residuals choice) {
    return new LoopOptions(choice, atMost, reversed);
  }

  /**
   * {@return these options with a bound}
   *
   * @param steps the most steps that the loop may take, 0 or more
   */
  public LoopOptions withAtMost(int steps) {
    return new LoopOptions(residuals, steps, reversed);
  }

  /** {@return these options for a scan from the last element to the first} */
  public LoopOptions backwards() {
    return new LoopOptions(residuals, atMost, true);
  }
}
