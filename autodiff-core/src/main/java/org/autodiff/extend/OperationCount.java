package org.autodiff.extend;

/**
 * How many operations on numbers a computation does.
 *
 * @param additions additions and subtractions
 * @param multiplications multiplications
 * @param other all others: divisions, comparisons, elementary functions
 */
public record OperationCount(long additions, long multiplications, long other) {
  /** No operations: what views and copies cost. */
  public static final OperationCount NONE = new OperationCount(0, 0, 0);

  /**
   * {@return a number of additions}
   *
   * @param count how many
   */
  public static OperationCount additions(long count) {
    return new OperationCount(count, 0, 0);
  }

  /**
   * {@return a number of multiplications}
   *
   * @param count how many
   */
  public static OperationCount multiplications(long count) {
    return new OperationCount(0, count, 0);
  }

  /**
   * {@return a number of other operations}
   *
   * @param count how many
   */
  public static OperationCount other(long count) {
    return new OperationCount(0, 0, count);
  }

  /**
   * {@return the sum of two counts}
   *
   * @param more the count to add
   */
  public OperationCount plus(OperationCount more) {
    return new OperationCount(
        Math.addExact(additions, more.additions),
        Math.addExact(multiplications, more.multiplications),
        Math.addExact(other, more.other));
  }

  /** {@return all operations together} */
  public long total() {
    return Math.addExact(Math.addExact(additions, multiplications), other);
  }
}
