package org.autodiff.ops;

import org.autodiff.DenseTensor;
import org.autodiff.LinearMap;
import org.autodiff.SingleResultOperator;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.jspecify.annotations.Nullable;

/**
 * Quantizes and dequantizes; the derivative is straight-through: the identity, and 0 for values
 * that a saturating calibration cuts off. See {@link Quantized#fakeQuantize}.
 *
 * @param quantizer how
 */
record FakeQuantize(Quantizer quantizer) implements SingleResultOperator {
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
  public DenseTensor compute(DenseTensor[] operands, TensorType result) {
    return quantizer.quantize(operands[0], name()).dequantize(result);
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
