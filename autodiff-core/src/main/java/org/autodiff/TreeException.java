package org.autodiff;

/** An argument or result is not a tree of tensors. */
public class TreeException extends AutodiffException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what is required, what was given, and the remedy
   */
  public TreeException(String message) {
    super(message);
  }

  /**
   * Creates the exception.
   *
   * @param message what is required, what was given, and the remedy
   * @param cause what the user's code threw
   */
  public TreeException(String message, Throwable cause) {
    super(message, cause);
  }
}
