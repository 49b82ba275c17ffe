package org.autodiff.ops;

import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.ValueException;
import org.autodiff.extend.Operands;
import org.autodiff.ops.operators.LayerOperands;
import org.autodiff.ops.operators.ternary.Ternarize;
import org.autodiff.ops.operators.ternary.TernaryMatmul;
import org.autodiff.ops.operators.ternary.TernaryProduct;

/**
 * Layers whose weights are -1, 0 and 1 times a scale: {@code yₙ = sₙ Σₖ xₖ Tₖₙ}, without
 * multiplications by weights. The scale is one number, one for each output [out], or one for each
 * equal group of inputs and each output [groups, out].
 *
 * <p>Three ways of use. With a {@link TernaryMatrix} the weights are fixed, in 2 bits or less; x
 * and scale have exact gradients. With a tensor of -1, 0 and 1, w gets the gradient of the dense
 * product besides (straight-through). And {@link #ofLatent} trains latent weights that are
 * ternarized at each use.
 */
public final class Ternary {
  private static final String NAME = "ternary-matmul";

  private Ternary() {}

  /**
   * A matrix and its scale.
   *
   * @param matrix the weights
   * @param scale a scalar, or [out]
   */
  public record Compressed(TernaryMatrix matrix, Tensor scale) {}

  /**
   * The product with fixed weights.
   *
   * @param x activations [..., in]
   * @param weights T, [in, out]
   * @param scale s: a scalar, [out], or [groups, out] with in a multiple of groups
   * @return [..., out]
   * @throws ShapeException if shapes do not fit
   * @throws org.autodiff.DTypeException if x and scale differ in their element type
   */
  public static Tensor matmul(Tensor x, TernaryMatrix weights, Tensor scale) {
    requireInputs(x.shape(), weights.inputs(), weights.outputs());
    int groups = groups(x.type(), scale.type(), weights.inputs(), weights.outputs());
    Tensor z = new TernaryProduct(weights.weights(), groups, false).apply(rows(x));
    return scaled(z, scale, x);
  }

  /**
   * The product with weights in a tensor.
   *
   * @param x activations [..., in]
   * @param w weights [in, out], each -1, 0 or 1; they get the gradient of the dense product
   * @param scale s: a scalar, [out], or [groups, out] with in a multiple of groups
   * @return [..., out]
   * @throws ShapeException if shapes do not fit
   * @throws org.autodiff.DTypeException if element types differ
   * @throws ValueException if a weight has another value
   */
  public static Tensor matmul(Tensor x, Tensor w, Tensor scale) {
    LayerOperands.requireLayer(x.type(), w.type(), NAME);
    int groups = groups(x.type(), scale.type(), w.shape().dim(0), w.shape().dim(1));
    return scaled(new TernaryMatmul(groups).apply(rows(x), w), scale, x);
  }

  /**
   * The product with latent weights, which are ternarized at each use: the layer to train. Its
   * gradients are those of the dense product with the ternarized weights, passed straight through
   * to the latent ones.
   *
   * @param x activations [..., in]
   * @param latent weights [in, out], finite
   * @param method how they are ternarized
   * @return [..., out]
   * @throws ShapeException if shapes do not fit
   * @throws org.autodiff.DTypeException if element types differ
   * @throws ValueException if a weight is not finite
   */
  public static Tensor ofLatent(Tensor x, Tensor latent, Ternarization method) {
    LayerOperands.requireLayer(x.type(), latent.type(), NAME);
    // a batch is multiplied faster by the dense kernel than by additions of single weights
    return x.matmul(ternarize(latent, method, false));
  }

  /**
   * Weights replaced by {@code s·t}; the derivative is the identity.
   *
   * @param w latent weights, finite
   * @param method how
   * @param columns whether each column of a matrix has its own scale, otherwise one for all
   * @return s·t, in the shape of w
   * @throws ShapeException if there are columns to be and w has less than two axes
   * @throws ValueException if a weight is not finite
   */
  public static Tensor ternarize(Tensor w, Ternarization method, boolean columns) {
    return new Ternarize(method, columns, Double.POSITIVE_INFINITY, 0).apply(w);
  }

  /**
   * Weights replaced by {@code s·t}; the derivative passes where {@code |w| ≤ clip} and is 0
   * elsewhere, which keeps latent weights from drifting away.
   *
   * @param w latent weights, finite
   * @param method how
   * @param columns whether each column of a matrix has its own scale, otherwise one for all
   * @param clip where it passes, positive
   * @return s·t, in the shape of w
   * @throws ShapeException if there are columns to be and w has less than two axes
   * @throws ValueException if a weight is not finite or clip not positive
   */
  public static Tensor ternarize(Tensor w, Ternarization method, boolean columns, double clip) {
    if (!(clip > 0)) {
      throw new ValueException(
          "ternarize: clip must be positive, got " + clip + "; a usual one is 1");
    }
    return new Ternarize(method, columns, clip, 0).apply(w);
  }

  /**
   * The weights and the scale that {@link #ternarize} multiplies, in little memory, for inference.
   *
   * @param w latent weights [in, out], finite
   * @param method how they are ternarized
   * @param columns whether each column has its own scale
   * @return the matrix and its scale
   * @throws ShapeException if w is not a matrix, or empty
   * @throws ValueException if a weight is not finite
   */
  public static Compressed compress(Tensor w, Ternarization method, boolean columns) {
    DenseTensor product = ternarize(w, method, columns).dense();
    Tensor matrix = product.sign();
    if (!columns) {
      return new Compressed(TernaryMatrix.of(matrix), product.abs().max());
    }
    return new Compressed(TernaryMatrix.of(matrix), product.abs().max(0));
  }

  /**
   * The product with activations in 8 bits, for inference: each row of x is rounded to {@code q =
   * round_half_even(127 x / max|x|)}, the products of q are summed exactly in 32 bits, and the sums
   * are scaled back. Not differentiable.
   *
   * @param x activations [..., in], finite
   * @param weights T, [in, out]
   * @param scale a scalar or [out]
   * @return [..., out]
   * @throws ShapeException if shapes do not fit
   * @throws org.autodiff.DTypeException if x and scale differ in their element type
   * @throws ValueException if an activation is not finite, or a sum could overflow
   * @throws org.autodiff.TraceException if x is being differentiated
   */
  public static Tensor matmulInt8(Tensor x, TernaryMatrix weights, Tensor scale) {
    requireInputs(x.shape(), weights.inputs(), weights.outputs());
    int groups = groups(x.type(), scale.type(), weights.inputs(), weights.outputs());
    if (groups != 1) {
      throw new ShapeException(
          NAME
              + ": the scale of a product in 8 bits must be a scalar or [out], got "
              + scale.shape()
              + "; use matmul for scales of groups");
    }
    DenseTensor rows = rows(x).dense();
    int count = rows.shape().dim(0);
    int inputs = weights.inputs();
    int outputs = weights.outputs();
    double[] values = rows.toDoubles();
    byte[] codes = new byte[values.length];
    double[] steps = new double[count];
    for (int row = 0; row < count; row++) {
      steps[row] = quantize(values, row * inputs, inputs, codes);
    }
    int[] sums = weights.multiply(codes, count);
    double[] y = new double[sums.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = sums[i] * steps[i / outputs];
    }
    Tensor z = Tensor.of(y, count, outputs).to(x.dtype());
    return z.mul(scale).reshape(results(x, outputs));
  }

  private static double quantize(double[] x, int from, int count, byte[] codes) {
    double most = 0;
    for (int i = from; i < from + count; i++) {
      if (!Double.isFinite(x[i])) {
        throw new ValueException(
            NAME + ": activations must be finite to be rounded, got " + x[i] + "; mend them first");
      }
      most = Math.max(most, Math.abs(x[i]));
    }
    for (int i = from; i < from + count && most > 0; i++) {
      codes[i] = (byte) Math.rint(x[i] / most * 127);
    }
    return most / 127;
  }

  private static void requireInputs(Shape x, int inputs, int outputs) {
    if (x.rank() == 0 || x.dim(-1) != inputs) {
      throw new ShapeException(
          NAME
              + ": the last axis of x must match the rows of the weights, got shapes "
              + x
              + " and ["
              + inputs
              + ", "
              + outputs
              + "]; transpose or reshape x");
    }
  }

  private static int groups(TensorType x, TensorType scale, int inputs, int outputs) {
    Operands.requireSameDType(x, scale, NAME);
    Shape shape = scale.shape();
    int groups = shape.rank() == 2 ? shape.dim(0) : 1;
    boolean fits = shape.rank() == 0 || (shape.rank() <= 2 && shape.dim(-1) == outputs);
    if (!fits || groups == 0 || inputs % groups != 0) {
      throw new ShapeException(
          NAME
              + ": the scale must be a scalar, ["
              + outputs
              + "], or [groups, "
              + outputs
              + "] with groups a divisor of "
              + inputs
              + ", got shape "
              + shape
              + "; reshape it");
    }
    return groups;
  }

  private static Tensor rows(Tensor x) {
    int inputs = x.shape().dim(-1);
    return x.reshape(x.shape().remove(x.rank() - 1).size(), inputs);
  }

  private static Tensor scaled(Tensor z, Tensor scale, Tensor x) {
    return z.mul(scale).sum(1).reshape(results(x, z.shape().dim(2)));
  }

  private static Shape results(Tensor x, int outputs) {
    return x.shape().remove(x.rank() - 1).insert(x.rank() - 1, outputs);
  }
}
