package org.autodiff.ops.operators.normalization;

import java.util.Arrays;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.Operands;
import org.autodiff.extend.SingleResultOperator;
import org.autodiff.ops.operators.LayerOperands;
import org.jspecify.annotations.Nullable;

/**
 * {@code y = x / sqrt(mean(x²) + eps) · gain} over the last axis; see {@code
 * Normalizations.rmsNorm}.
 *
 * @param eps what is added to the mean square, positive
 */
public record RmsNormalization(double eps) implements SingleResultOperator {
  /** Checks eps. */
  public RmsNormalization {
    LayerOperands.requirePositive(eps, "eps", "rms-norm");
  }

  @Override
  public String name() {
    return "rms-norm";
  }

  @Override
  public TensorType inferResult(TensorType[] operands) {
    Operands.requireCount(operands, 2, name());
    Operands.requireSameDType(operands, name());
    requireFeatures(operands, 1, "gain", name());
    return operands[0];
  }

  /** Requires an operand with one element for each of the features, the last axis of x. */
  public static void requireFeatures(
      TensorType[] operands, int position, String what, String operator) {
    LayerOperands.requireRank(operands[0], 1, "x", operator);
    Shape x = operands[0].shape();
    Shape shape = operands[position].shape();
    if (shape.rank() != 1 || shape.dim(0) != x.dim(-1)) {
      throw new ShapeException(
          operator
              + ": "
              + what
              + " must have one element for each feature (the last axis of x), got shapes "
              + x
              + " and "
              + shape
              + "; use "
              + Shape.of(x.dim(-1)));
    }
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor result) {
    Normalized.rows(operands[0].contiguous(), operands[1].contiguous(), null, result, eps, false);
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    return maps(new Normalized(eps, false), operands[0], operands[1]);
  }

  /** The derivatives of {@code n gain} by x and by the gain. */
  static @Nullable LinearMap[] maps(Normalized rows, Tensor x, Tensor gain) {
    return new @Nullable LinearMap[] {
      LinearMap.of(t -> rows.slope(x, t).mul(gain), g -> rows.slope(x, g.mul(gain))),
      LinearMap.of(t -> rows.apply(x).mul(t), g -> g.mul(rows.apply(x)).sumTo(gain.shape()))
    };
  }

  @Override
  public Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
    if (!batched[1]) {
      return apply(operands);
    }
    int rank = operands[0].rank() - (batched[0] ? 1 : 0);
    return new Normalized(eps, false).apply(operands[0]).mul(perExample(operands[1], rank));
  }

  /** Features of each example, [size, features], for broadcasting against examples of a rank. */
  static Tensor perExample(Tensor features, int rank) {
    int[] dims = new int[rank + 1];
    Arrays.fill(dims, 1);
    dims[0] = features.shape().dim(0);
    dims[rank] = features.shape().dim(1);
    return features.reshape(dims);
  }
}
