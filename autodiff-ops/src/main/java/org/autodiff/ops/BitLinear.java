package org.autodiff.ops;

import org.autodiff.DTypeException;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.ValueException;
import org.autodiff.extend.Operands;
import org.autodiff.ops.operators.LayerOperands;
import org.autodiff.ops.operators.normalization.RmsNormalization;

/**
 * The linear layer of BitNet b1.58 (Ma et al. 2024): RMSNorm, activations of 8 bits, weights of
 * three values, a product. Rounding is straight-through: gradients reach the latent weights as if
 * it were the identity, and are not what finite differences give.
 */
public final class BitLinear {
  private static final String NAME = "bit-linear";
  private static final int ACTIVATION_BITS = 8;

  private BitLinear() {}

  /**
   * The layer {@code y = n̂ ŵ}: {@code n = rmsNorm(x, gain, eps)}; n̂ is n in 8 bits with a scale
   * for each row by its largest magnitude; ŵ is {@link Ternary#ternarize} by {@link
   * Ternarization#ABSMEAN}.
   *
   * @param x [..., k]
   * @param gain the gain of the normalization, [k]
   * @param w latent weights, [k, n]
   * @param eps that of the normalization, positive
   * @return [..., n]
   * @throws ShapeException if the shapes do not fit
   * @throws DTypeException if the element types differ
   * @throws ValueException if eps is not positive, or an operand has NaN or an infinity
   */
  public static Tensor apply(Tensor x, Tensor gain, Tensor w, double eps) {
    TensorType[] types = {x.type(), gain.type(), w.type()};
    Operands.requireSameDType(types, NAME);
    RmsNormalization.requireFeatures(types, 1, "gain", NAME);
    LayerOperands.requirePositive(eps, "eps", NAME);
    if (w.rank() != 2 || x.shape().dim(-1) != w.shape().dim(0)) {
      throw new ShapeException(
          NAME
              + ": w must be a matrix with a row for each feature (the last axis of x), got"
              + " shapes "
              + x.shape()
              + " and "
              + w.shape()
              + "; reshape or transpose one of them");
    }
    Tensor normalized = Normalizations.rmsNorm(x, gain, eps);
    return Quantized.fakeQuantize(normalized, ACTIVATION_BITS, ScaleSharing.ROW)
        .matmul(Ternary.ternarize(w, Ternarization.ABSMEAN, false));
  }
}
