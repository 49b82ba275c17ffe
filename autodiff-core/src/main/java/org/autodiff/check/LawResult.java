package org.autodiff.check;

/**
 * The outcome of one law for one operator.
 *
 * @param operator the operator
 * @param law the law
 * @param cases how many cases were tried; 0 where the law does not apply
 * @param maxError the largest error seen, as a share of what is tolerated
 * @param passed whether the law held
 * @param message how it was broken, why it does not apply, or what could be added; otherwise empty
 */
public record LawResult(
    String operator, Law law, int cases, double maxError, boolean passed, String message) {
  /** {@return one line that says it all} */
  @Override
  public String toString() {
    return operator
        + ", law "
        + law.number()
        + " ("
        + law.description()
        + "): "
        + (passed ? "holds" : "BROKEN")
        + ", "
        + cases
        + (cases == 1 ? " case" : " cases")
        + (message.isEmpty() ? "" : ": " + message);
  }
}
