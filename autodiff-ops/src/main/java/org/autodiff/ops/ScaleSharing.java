package org.autodiff.ops;

/** Which elements of a tensor are quantized with one scale. */
public enum ScaleSharing {
  /** All of them. */
  TENSOR(0),
  /** Those of one row: the vectors along the last axis. */
  ROW(1),
  /** Those of one column: the vectors along the last axis but one. */
  COLUMN(2);

  private final int rank;

  ScaleSharing(int rank) {
    this.rank = rank;
  }

  /** {@return the number of axes that a tensor must have at least} */
  public int rank() {
    return rank;
  }
}
