/**
 * The loops of this module: arrays in, arrays out. Not exported; knows no tensors. Most come in
 * plain Java and on vectors, and the only imports of the incubator module in this module are here.
 * Start with {@link org.autodiff.ops.kernels.DoubleAggregates}.
 */
@NullMarked
package org.autodiff.ops.kernels;

import org.jspecify.annotations.NullMarked;
