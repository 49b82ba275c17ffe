package org.autodiff;

/** A value lies outside what an operator accepts: an index, a parameter, a malformed file. */
public class ValueException extends AutodiffException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what is required, what was given, and the remedy
   */
  public ValueException(String message) {
    super(message);
  }
}
