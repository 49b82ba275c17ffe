package org.autodiff.ops.kernels;

/** What the terms of one output are compared by, for the aggregates that choose one of them. */
public enum SelectionRule {
  /** The largest x·w. */
  LARGEST_PRODUCT,
  /** The smallest x·w. */
  SMALLEST_PRODUCT,
  /** The x·w of the largest magnitude. */
  LARGEST_MAGNITUDE,
  /** The largest x + w. */
  LARGEST_SUM,
  /** The smallest x + w. */
  SMALLEST_SUM
}
