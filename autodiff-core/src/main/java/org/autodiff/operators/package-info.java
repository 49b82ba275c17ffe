/**
 * The core's operators: each a value that implements {@link org.autodiff.Operator}. Users reach
 * them through the methods of {@link org.autodiff.Tensor}.
 */
@NullMarked
package org.autodiff.operators;

import org.jspecify.annotations.NullMarked;
