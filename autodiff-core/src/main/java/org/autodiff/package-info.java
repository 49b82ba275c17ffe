/**
 * Reverse- and forward-mode automatic differentiation of functions over tensors.
 *
 * <p>A function is written once, over {@link org.autodiff.Tensor}. A transform of {@link
 * org.autodiff.Autodiff} runs it under another interpretation: {@code grad} opens a tape and boxes
 * the inputs; every operation the function calls reaches {@link org.autodiff.extend.Operator},
 * where the newest transform among the operands records it, pushes a tangent through it, or batches
 * it, and hands the rest one level down, until concrete tensors meet a kernel. Transforms nest to
 * any depth and in any order, and may run on any number of threads.
 *
 * <p>Beside this package, {@link org.autodiff.extend} is for authors of operators, {@link
 * org.autodiff.graph} shows what a function computes, {@link org.autodiff.check} checks
 * derivatives, and {@link org.autodiff.io} reads and writes files.
 *
 * {@snippet :
 * Tensor x = Tensor.of(2.0, 3.0, 2.0);
 * Tensor g = Autodiff.grad((Tensor v) -> v.square().sum()).apply(x); // [4, 6, 4]
 * }
 */
@NullMarked
package org.autodiff;

import org.jspecify.annotations.NullMarked;
