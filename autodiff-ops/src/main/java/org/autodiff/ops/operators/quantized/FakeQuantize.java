package org.autodiff.ops.operators.quantized;

import org.autodiff.DenseTensor;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.Operands;
import org.autodiff.extend.SingleResultOperator;
import org.jspecify.annotations.Nullable;

/**
 * Quantizes and dequantizes; the derivative is straight-through: the identity, and 0 for values
 * that a saturating calibration cuts off. See {@code Quantized.fakeQuantize}.
 *
 * @param quantizer how
 */
public record FakeQuantize(Quantizer quantizer) implements SingleResultOperator {
  /** Makes normal numbers of subnormal ones, and of those below the least scale no infinities. */
  private static final double LIFT = 0x1p600;

  @Override
  public String name() {
    return "fake-quantize";
  }

  @Override
  public TensorType inferResult(TensorType[] operands) {
    Operands.requireCount(operands, 1, name());
    quantizer.require(operands[0], name());
    return operands[0];
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor result) {
    QuantizedCodes codes = quantizer.quantize(operands[0], name());
    codes.dequantizeInto(result);
    if (quantizer instanceof Quantizer.Measured measured && codes.hasLargestScale()) {
      takeLifted(measured, operands[0], codes, result);
    }
  }

  /**
   * Groups of elements too small for a scale of their own are quantized times a power of two; they
   * are float64, as no float32 is as small.
   */
  private void takeLifted(
      Quantizer.Measured measured, DenseTensor x, QuantizedCodes codes, DenseTensor y) {
    double[] elements = x.toDoubles();
    double[] lifted = new double[elements.length];
    for (int i = 0; i < lifted.length; i++) {
      lifted[i] = codes.hasLargestScale(i) ? elements[i] * LIFT : 0;
    }
    DenseTensor small = TensorArrays.wrap(x.type(), lifted);
    double[] quantized = measured.quantize(small, name()).dequantize(x.type()).toDoubles();
    for (int i = 0; i < lifted.length; i++) {
      if (codes.hasLargestScale(i)) {
        TensorArrays.doubles(y)[i] = quantized[i] / LIFT;
      }
    }
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    return new @Nullable LinearMap[] {quantizer.straightThrough(operands[0])};
  }

  @Override
  public Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
    int examples = quantizer instanceof Quantizer.Measured measured ? measured.examples() : 0;
    return new FakeQuantize(quantizer.withExamples(examples + 1)).apply(operands);
  }
}
