package org.autodiff;

/**
 * The library was asked for something that it cannot do. The message has one form: {@code
 * <operator>: <requirement>, got <values and shapes>; <remedy>}. The subclasses are listed in
 * {@code docs/errors.md}.
 */
public class AutodiffException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what is required, what was given, and the remedy
   */
  public AutodiffException(String message) {
    super(message);
  }

  /**
   * Creates the exception with what caused it.
   *
   * @param message what is required, what was given, and the remedy
   * @param cause the cause
   */
  public AutodiffException(String message, Throwable cause) {
    super(message, cause);
  }
}
