package org.autodiff;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.autodiff.trace.Branches;
import org.autodiff.trace.Loops;

/**
 * Loops and branches that all transforms understand. A Java loop or branch works too, wherever its
 * condition has a value ({@link #decide}); what is here beyond that runs under {@code vmap}, where
 * each example has a condition of its own, and bounds the memory of reverse mode ({@link
 * Residuals}).
 *
 * {@snippet :
 * // x, halved until it is at most 1; each example has its own number of steps
 * Function<Tensor, Tensor> halved =
 *     x -> ControlFlow.whileLoop(y -> y.gt(1), y -> y.mul(0.5), x);
 * Tensor ends = Autodiff.vmap(halved).apply(Tensor.of(2, 3, 20)); // [1, 0.75, 0.625]
 * Tensor slopes = Autodiff.vmap(Autodiff.grad(halved)).apply(Tensor.of(2, 3, 20)); // [1/2, 1/4, 1/32]
 * }
 *
 * <p>A carry is a {@link Tree} whose structure, shapes and element types are the same in every
 * step; otherwise the error names the path. The functions given may capture tensors, traced or not:
 * derivatives by them add up over the steps. They must compute on the thread that calls, and, where
 * not all residuals are kept, do the same each time that they run for a step.
 *
 * <p>A condition is a scalar of either element type: 0 is false, every other number true, as
 * comparisons give them; NaN is a {@link ValueException}. It has no derivative.
 *
 * <p>Value, derivatives of every order and batches have the bits of the Java loop that calls the
 * same functions, whatever is kept. There is one exception: where the condition differs between the
 * examples of a batch, the cotangents of a tensor that are summed up inside of a branch are added
 * to its others as one.
 */
public final class ControlFlow {
  private ControlFlow() {}

  /**
   * Runs a body on each element of a tree along axis 0: {@code (c₁, y₀) = f(c₀, x₀)}, {@code (c₂,
   * y₁) = f(c₁, x₁)} and so on.
   *
   * @param <C> the type of the carry
   * @param <X> the type of an element
   * @param <Y> the type of an output
   * @param body f
   * @param init c₀
   * @param xs the elements: every leaf of shape [n, …], and keys stacked
   * @return the last carry, and the outputs with axis 0 of extent n; for n = 0 the first carry and
   *     empty outputs, whose types the body tells by running on types alone
   * @throws ShapeException if there is no axis 0 of one extent, or a shape of the carry or the
   *     output changes
   * @throws DTypeException if an element type changes
   * @throws TreeException if a structure changes
   */
  public static <C, X, Y> Scanned<C, Y> scan(BiFunction<C, X, Step<C, Y>> body, C init, X xs) {
    return scan(body, init, xs, LoopOptions.DEFAULT);
  }

  /**
   * Runs a body on each element of a tree along axis 0; see {@link #scan(BiFunction, Object,
   * Object)}.
   *
   * @param <C> the type of the carry
   * @param <X> the type of an element
   * @param <Y> the type of an output
   * @param body the body
   * @param init the first carry
   * @param xs the elements
   * @param options what is kept for reverse mode, the bound, the direction
   * @return the last carry and the outputs, in the order of the elements
   * @throws ValueException if there are more elements than {@code atMost}
   */
  public static <C, X, Y> Scanned<C, Y> scan(
      BiFunction<C, X, Step<C, Y>> body, C init, X xs, LoopOptions options) {
    return Loops.scan(body, init, xs, options);
  }

  /**
   * Runs a body on each element of a tree along axis 0, without outputs: {@code f(… f(f(c, x₀), x₁)
   * …)}.
   *
   * @param <C> the type of the carry
   * @param <X> the type of an element
   * @param body f
   * @param init c
   * @param xs the elements: every leaf of shape [n, …], and keys stacked
   * @return the last carry
   * @throws AutodiffException as {@link #scan(BiFunction, Object, Object)}
   */
  public static <C, X> C fold(BiFunction<C, X, C> body, C init, X xs) {
    return fold(body, init, xs, LoopOptions.DEFAULT);
  }

  /**
   * Runs a body on each element of a tree along axis 0, without outputs.
   *
   * @param <C> the type of the carry
   * @param <X> the type of an element
   * @param body the body
   * @param init the first carry
   * @param xs the elements
   * @param options what is kept for reverse mode, the bound, the direction
   * @return the last carry
   */
  public static <C, X> C fold(BiFunction<C, X, C> body, C init, X xs, LoopOptions options) {
    return Loops.fold(body, init, xs, options);
  }

  /**
   * Runs a body so many times: {@code f(… f(f(c)) …)}.
   *
   * @param <C> the type of the carry
   * @param times how many times, 0 or more
   * @param body f
   * @param init c
   * @return the last carry
   * @throws ValueException if times is negative
   */
  public static <C> C repeat(int times, UnaryOperator<C> body, C init) {
    return repeat(times, body, init, LoopOptions.DEFAULT);
  }

  /**
   * Runs a body so many times.
   *
   * @param <C> the type of the carry
   * @param times how many times, 0 or more
   * @param body the body
   * @param init the first carry
   * @param options what is kept for reverse mode, and the bound
   * @return the last carry
   */
  public static <C> C repeat(int times, UnaryOperator<C> body, C init, LoopOptions options) {
    return Loops.repeat(times, body, init, options);
  }

  /**
   * Runs a body for as long as a condition holds. Reverse mode needs no bound on the number of
   * steps. Under {@code vmap} each example goes on for as long as its own condition holds: the body
   * runs on the rows of those that do, and on no others. In nested batches whose conditions differ
   * in both, the examples of the outer batch run one after the other.
   *
   * @param <C> the type of the carry
   * @param condition whether there is another step; a scalar
   * @param body the step
   * @param init the first carry
   * @return the first carry for which the condition does not hold
   * @throws ShapeException if the condition is no scalar, or the carry changes its shape
   * @throws ValueException if the condition is NaN
   */
  public static <C> C whileLoop(Function<C, Tensor> condition, UnaryOperator<C> body, C init) {
    return whileLoop(condition, body, init, LoopOptions.DEFAULT);
  }

  /**
   * Runs a body for as long as a condition holds; see {@link #whileLoop(Function, UnaryOperator,
   * Object)}.
   *
   * @param <C> the type of the carry
   * @param condition whether there is another step; a scalar
   * @param body the step
   * @param init the first carry
   * @param options what is kept for reverse mode, and the bound
   * @return the first carry for which the condition does not hold
   * @throws ValueException if the condition still holds after {@code atMost} steps, or the options
   *     go backwards
   */
  public static <C> C whileLoop(
      Function<C, Tensor> condition, UnaryOperator<C> body, C init, LoopOptions options) {
    return Loops.whileLoop(condition, body, init, options);
  }

  /**
   * Runs one of two functions, and only that one. Under {@code vmap} each function runs on the rows
   * of the examples that take it: what is not taken is not computed, so it gives no NaN, and a
   * recursion ends.
   *
   * @param <A> the type of the operand
   * @param <R> the type of the result
   * @param predicate what decides; a scalar
   * @param yes what runs where it is not 0
   * @param no what runs where it is 0
   * @param operand what they are given
   * @return the result
   * @throws ShapeException if the predicate is no scalar, or under vmap the results of the two
   *     differ in shape
   * @throws ValueException if the predicate is NaN
   */
  public static <A, R> R cond(Tensor predicate, Function<A, R> yes, Function<A, R> no, A operand) {
    return Branches.choose(
        "cond",
        value -> Branches.truth("cond", value) ? 0 : 1,
        predicate,
        List.of(yes, no),
        operand);
  }

  /**
   * Runs one of several functions, and only that one; see {@link #cond}.
   *
   * @param <A> the type of the operand
   * @param <R> the type of the result
   * @param index which one, counted from 0; a scalar
   * @param branches the functions
   * @param operand what they are given
   * @return the result
   * @throws ShapeException if the index is no scalar, or under vmap the results differ in shape
   * @throws ValueException if the index is not a whole number from 0 to the number of functions − 1
   */
  public static <A, R> R choose(Tensor index, List<Function<A, R>> branches, A operand) {
    int count = branches.size();
    return Branches.choose(
        "choose", value -> Branches.index(value, count), index, branches, operand);
  }

  /**
   * All beginnings of a sequence, combined: {@code x₀, x₀∘x₁, x₀∘x₁∘x₂, …}, in about 2 log₂ n calls
   * of the combination, each on many elements at once. The elements are grouped otherwise than from
   * left to right, so results differ in rounding from those of a scan.
   *
   * @param <T> the type of the elements
   * @param combine {@code (a, b) -> a∘b} on axis 0 of every leaf, element by element; associative
   * @param xs the elements: every leaf of shape [n, …]
   * @return the combinations, like xs
   * @throws ShapeException if there is no axis 0 of one extent, or the combination changes a shape
   */
  public static <T> T associativeScan(BinaryOperator<T> combine, T xs) {
    return associativeScan(combine, xs, LoopOptions.DEFAULT);
  }

  /**
   * All beginnings of a sequence combined, or all endings: {@code …, xₙ₋₁∘xₙ₋₂, xₙ₋₁}.
   *
   * @param <T> the type of the elements
   * @param combine {@code (a, b) -> a∘b} on axis 0 of every leaf, element by element; associative
   * @param xs the elements
   * @param options the direction, and the bound on the number of elements
   * @return the combinations, like xs
   */
  public static <T> T associativeScan(BinaryOperator<T> combine, T xs, LoopOptions options) {
    return Loops.associativeScan(combine, xs, options);
  }

  /**
   * Whether a condition holds, for a Java {@code if} or {@code while}. Inside of {@code grad},
   * {@code vjp}, {@code jvp} and other derivatives a condition has a value, which is read. Under
   * {@code vmap} it has one where it does not depend on the batch.
   *
   * @param condition a scalar; 0 is false, every other number true
   * @return whether it is not 0
   * @throws TraceException if it has more than one value, as under vmap, or none, as where a
   *     function runs on types alone; use {@link #cond} or {@link #whileLoop}
   * @throws ShapeException if it is no scalar
   * @throws ValueException if it is NaN
   */
  public static boolean decide(Tensor condition) {
    return Branches.decide(condition);
  }
}
