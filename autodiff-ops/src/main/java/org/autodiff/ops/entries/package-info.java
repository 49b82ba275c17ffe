/**
 * The operators of this module as the laws know them: samples, formulas and references. Not
 * exported; found through {@link org.autodiff.check.OperatorSet}. It knows facades and operators,
 * and none of them knows it. Start with {@link org.autodiff.ops.entries.NormalizationOperators}.
 */
@NullMarked
package org.autodiff.ops.entries;

import org.jspecify.annotations.NullMarked;
