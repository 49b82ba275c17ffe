package org.autodiff;

/** Shapes or axes do not fit an operator. */
public class ShapeException extends AutodiffException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what is required, what was given, and the remedy
   */
  public ShapeException(String message) {
    super(message);
  }
}
