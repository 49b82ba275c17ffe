package org.autodiff.ops;

/** Which elements of a tensor are quantized with one scale. */
public enum ScaleSharing {
  /** All of them. */
  TENSOR,
  /** Those of one row: the vectors along the last axis. */
  ROW,
  /** Those of one column: the vectors along the last axis but one. */
  COLUMN
}
