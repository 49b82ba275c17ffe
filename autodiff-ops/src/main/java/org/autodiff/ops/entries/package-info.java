/**
 * The operators of this module as the laws know them: samples, formulas and references. Not
 * exported; found through {@link org.autodiff.check.OperatorSet}.
 */
@NullMarked
package org.autodiff.ops.entries;

import org.jspecify.annotations.NullMarked;
