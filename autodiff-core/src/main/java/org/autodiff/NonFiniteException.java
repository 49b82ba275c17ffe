package org.autodiff;

import org.autodiff.graph.Numerics;

/** An operator gave NaN or an infinity while {@link Numerics#stopAtNonFinite} was watching. */
public class NonFiniteException extends AutodiffException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message which operator, which element, which operands, and where it was recorded
   */
  public NonFiniteException(String message) {
    super(message);
  }

  /**
   * Creates the exception.
   *
   * @param message where the value was recorded
   * @param cause what was found there
   */
  public NonFiniteException(String message, NonFiniteException cause) {
    super(message, cause);
  }
}
