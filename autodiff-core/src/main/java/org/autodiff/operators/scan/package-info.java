/**
 * Operators that work along one axis and keep it: running sums and products, recurrences, softmax,
 * sorting. Each implements {@link org.autodiff.extend.AlongAxis}. Start with {@link
 * org.autodiff.operators.scan.CumulativeSum}.
 */
@NullMarked
package org.autodiff.operators.scan;

import org.jspecify.annotations.NullMarked;
