package org.autodiff.ops.kernels;

/** Which of the terms of an output an aggregate selects; of equal ones it is the first. */
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
