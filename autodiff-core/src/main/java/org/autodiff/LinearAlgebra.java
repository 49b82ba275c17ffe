package org.autodiff;

import org.autodiff.internal.EinsumSubscripts;
import org.autodiff.operators.linalg.Dot;
import org.autodiff.operators.linalg.Einsum;
import org.autodiff.operators.linalg.MatMul;

/**
 * Products of vectors, matrices and batches of them. In the formulas a stands for this tensor, the
 * first operand.
 */
public sealed interface LinearAlgebra permits Tensor {
  /**
   * The matrix product over the last two axes, by NumPy's rules: {@code [..., m, k] × [..., k, n] →
   * [..., m, n]}, where the axes in front broadcast. A vector as first operand is one row, as
   * second operand one column, and the result is without that axis; two vectors give their scalar
   * product. For k = 0 the result is 0. Derivatives: {@code ẏ = ȧ b + a ḃ}; the cotangents are
   * {@code ḡ bᵀ} and {@code aᵀ ḡ}, summed over axes that were broadcast.
   *
   * @param b the second operand, of rank 1 or more and the same element type
   * @return the product
   * @throws ShapeException if an operand is a scalar, the inner extents differ, or the axes in
   *     front do not broadcast
   * @throws DTypeException if the element types differ
   */
  default Tensor matmul(Tensor b) {
    Tensor a = self();
    MatMul.validate(a.type(), b.type());
    boolean row = a.rank() == 1;
    boolean column = b.rank() == 1;
    if (row && column) {
      return Dot.DOT.apply(a, b);
    }
    Tensor left = row ? a.reshape(1, a.size()) : a;
    Tensor right = column ? b.reshape(b.size(), 1) : b;
    Tensor y;
    if (left.rank() > 2 && right.rank() == 2) {
      // one product over the rows of the whole batch
      int k = left.shape().dim(-1);
      int rows = left.shape().remove(left.rank() - 1).size();
      y = MatMul.MATMUL.apply(left.reshape(rows, k), right);
    } else {
      y = MatMul.MATMUL.apply(left, right);
    }
    Shape shape = y.shape();
    if (left.rank() > 2 && right.rank() == 2) {
      int[] dims = left.shape().dims();
      dims[dims.length - 1] = shape.dim(-1);
      shape = Shape.of(dims);
    }
    if (row) {
      shape = shape.remove(shape.rank() - 2);
    } else if (column) {
      shape = shape.remove(shape.rank() - 1);
    }
    return shape.equals(y.shape()) ? y : y.reshape(shape.dims());
  }

  /**
   * The scalar product of two vectors, {@code Σ aᵢ bᵢ}: 0 for vectors of length 0. Derivatives with
   * respect to a and b: b and a.
   *
   * @param b a vector of the same length and element type
   * @return their scalar product, a scalar
   * @throws ShapeException if an operand is not a vector, or the lengths differ
   * @throws DTypeException if the element types differ
   */
  default Tensor dot(Tensor b) {
    return Dot.DOT.apply(self(), b);
  }

  /**
   * The products of all elements of two vectors, {@code yᵢⱼ = aᵢ bⱼ}, where a has length m.
   *
   * @param b a vector, of length n and the same element type
   * @return the products, of shape [m, n]
   * @throws ShapeException if an operand is not a vector
   * @throws DTypeException if the element types differ
   */
  default Tensor outer(Tensor b) {
    Tensor a = self();
    if (a.rank() != 1 || b.rank() != 1) {
      throw new ShapeException(
          "outer: both operands must be vectors, got shapes "
              + a.shape()
              + " and "
              + b.shape()
              + "; flatten them with reshape, or use einsum");
    }
    if (a.dtype() != b.dtype()) {
      throw new DTypeException(
          "outer: the operands must have one element type, got "
              + a.type()
              + " and "
              + b.type()
              + "; convert one of them with to");
    }
    return a.reshape(a.size(), 1).mul(b);
  }

  /**
   * A sum of products by Einstein's convention, as in NumPy. The subscripts name the axes of each
   * operand by letters, separated by commas, and after {@code ->} those of the result. An axis that
   * the result does not name is summed over; one that an operand names twice is taken on the
   * diagonal. Without {@code ->} the result has the letters that occur once, in alphabetical order.
   * {@code ...} stands for axes without a name, which come first in an implicit result. Axes of
   * extent 1 broadcast to the extent that another operand has for them.
   *
   * <p>Examples: {@code "ij,jk->ik"} is the matrix product, {@code "ii"} the trace, {@code
   * "ij->ji"} the transpose, {@code "bi,bj->bij"} a batch of outer products, {@code
   * "...ij,...jk->...ik"} a batched matrix product.
   *
   * <p>Several operands are contracted in pairs, each time the pair with the smallest result. All
   * is composed of operators, so every derivative follows.
   *
   * @param subscripts the names of the axes; blanks are ignored
   * @param operands the operands, of one element type
   * @return the sum of products
   * @throws ValueException if the subscripts cannot be read, or there are not as many terms as
   *     operands
   * @throws ShapeException if they do not fit the shapes
   * @throws DTypeException if the element types differ
   */
  static Tensor einsum(String subscripts, Tensor... operands) {
    return Einsum.contract(EinsumSubscripts.parse(subscripts, operands), operands);
  }

  private Tensor self() {
    return (Tensor) this;
  }
}
