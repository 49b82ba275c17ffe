package org.autodiff;

/**
 * A value inside a transform was used in a way that only a concrete tensor allows, or outside of
 * its transform.
 */
public class TraceException extends AutodiffException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what is required, what was given, and the remedy
   */
  public TraceException(String message) {
    super(message);
  }
}
