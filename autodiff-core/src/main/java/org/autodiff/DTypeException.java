package org.autodiff;

/** Element types are mixed or do not fit an operator; nothing is promoted silently. */
public class DTypeException extends AutodiffException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what is required, what was given, and the remedy
   */
  public DTypeException(String message) {
    super(message);
  }
}
