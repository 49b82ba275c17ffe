package org.autodiff.extend;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.autodiff.Shape;
import org.autodiff.Tensor;

/**
 * A linear map between two tensor spaces together with its transpose: the derivative of one result
 * with respect to one operand. {@link #apply} pushes a tangent forward (JVP); {@link #transpose}
 * pulls a cotangent back (VJP). Both are written in operators, so that they can be differentiated
 * again.
 *
 * <p>Most rules are built from the few maps made here, whose two directions are adjoint by
 * construction; a fused operator brings its own with {@link #of}, and the adjoint law holds it to
 * that.
 */
public interface LinearMap {
  /**
   * Applies the map.
   *
   * @param tangent a tangent of the operand: its shape and element type
   * @return the tangent of the result
   */
  Tensor apply(Tensor tangent);

  /**
   * Applies the transpose.
   *
   * @param cotangent a cotangent of the result: its shape and element type
   * @return the cotangent of the operand, in the operand's shape
   */
  Tensor transpose(Tensor cotangent);

  /**
   * Applies the transpose and adds the outcome to the operand's cotangent. A map whose transpose
   * touches only part of the operand (indexing) overrides this, to add to that part alone.
   *
   * @param cotangent a cotangent of the result
   * @param sink where the operand's cotangent is summed up
   */
  default void transposeInto(Tensor cotangent, CotangentSink sink) {
    sink.add(transpose(cotangent));
  }

  /** {@return the identity map} */
  static LinearMap identity() {
    return BasicMaps.IDENTITY;
  }

  /** {@return the map {@code t -> -t}, its own transpose} */
  static LinearMap negation() {
    return BasicMaps.NEGATION;
  }

  /**
   * The map {@code t -> c · t}, element by element, its own transpose.
   *
   * @param factor computes c when the map is applied, in the shape of the operand
   * @return the map
   */
  static LinearMap scale(Supplier<Tensor> factor) {
    return new BasicMaps.ComputedScale(factor);
  }

  /**
   * The map {@code t -> c · t}, element by element, its own transpose.
   *
   * @param factor c, in the shape of the operand
   * @return the map
   */
  static LinearMap scale(Tensor factor) {
    return new BasicMaps.Scale(factor);
  }

  /**
   * A map given by its two directions.
   *
   * @param apply the map, a linear function
   * @param transpose its transpose
   * @return the map
   */
  static LinearMap of(UnaryOperator<Tensor> apply, UnaryOperator<Tensor> transpose) {
    return new BasicMaps.OfFunctions(apply, transpose);
  }

  /**
   * {@return this map followed by another}
   *
   * @param next the map applied to this map's outcome
   */
  default LinearMap then(LinearMap next) {
    if (this == BasicMaps.IDENTITY) {
      return next;
    }
    return next == BasicMaps.IDENTITY ? this : new BasicMaps.Composition(this, next);
  }

  /**
   * The map that broadcasts a tangent of one shape to another; its transpose sums the cotangent
   * over the axes that were broadcast.
   *
   * @param from the operand's shape
   * @param to the shape it broadcasts to
   * @return the map
   */
  static LinearMap broadcast(Shape from, Shape to) {
    return from.equals(to) ? BasicMaps.IDENTITY : new BasicMaps.Broadcast(from, to);
  }
}
