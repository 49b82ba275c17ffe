package org.autodiff.ops.operators.quantized;

import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.Operands;
import org.autodiff.extend.SingleResultOperator;
import org.autodiff.ops.Quantized;
import org.autodiff.ops.QuantizedMatrix;
import org.autodiff.ops.operators.LayerOperands;
import org.jspecify.annotations.Nullable;

/**
 * The product of x, quantized as it comes, with a matrix that is quantized already and is a
 * constant; see {@link Quantized#matmul(Tensor, QuantizedMatrix, int, boolean)}.
 *
 * @param ofX how x is quantized
 * @param w the matrix
 * @param examples the number of axes in front of x that are examples of their own
 */
public record QuantizedLinear(Quantizer ofX, QuantizedMatrix w, int examples)
    implements SingleResultOperator {
  @Override
  public String name() {
    return "quantized-matmul";
  }

  @Override
  public TensorType inferResult(TensorType[] operands) {
    Operands.requireCount(operands, 1, name());
    LayerOperands.requireRank(operands[0], examples + 1, "x", name());
    Shape x = operands[0].shape();
    if (x.dim(-1) != w.shape().dim(0)) {
      throw new ShapeException(
          name()
              + ": the last axis of x must be as long as w has rows, got shapes "
              + x
              + " and "
              + w.shape()
              + "; transpose or reshape x");
    }
    ofX.require(operands[0], name());
    int[] dims = x.dims();
    dims[dims.length - 1] = w.shape().dim(1);
    return operands[0].withShape(Shape.of(dims));
  }

  @Override
  public DenseTensor compute(DenseTensor[] operands, TensorType result) {
    return CodeProduct.multiply(
        ofX.quantize(operands[0], name()), w.codes(), w.shape().dim(0), w.shape().dim(1), result);
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    Tensor x = operands[0];
    return new @Nullable LinearMap[] {
      ofX.straightThrough(x)
          .then(
              LinearMap.of(
                  t -> t.matmul(w.dequantize(t.dtype())),
                  g -> g.matmul(w.dequantize(g.dtype()).swapAxes(0, 1))))
    };
  }

  @Override
  public Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
    return new QuantizedLinear(ofX.withExamples(examples + 1), w, examples + 1).apply(operands);
  }
}
