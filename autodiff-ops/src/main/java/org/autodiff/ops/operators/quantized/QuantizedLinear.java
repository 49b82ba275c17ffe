package org.autodiff.ops.operators.quantized;

import org.autodiff.DType;
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
 * The product of x, quantized as it comes, with a matrix that is quantized already and is a
 * constant; see {@code Quantized.matmul}.
 *
 * @param ofX how x is quantized
 * @param w the codes of the matrix
 * @param shape its shape, [k, n]
 * @param examples the number of axes in front of x that are examples of their own
 */
public record QuantizedLinear(Quantizer ofX, QuantizedCodes w, Shape shape, int examples)
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
    if (x.dim(-1) != shape.dim(0)) {
      throw new ShapeException(
          name()
              + ": the last axis of x must be as long as w has rows, got shapes "
              + x
              + " and "
              + shape
              + "; transpose or reshape x");
    }
    ofX.require(operands[0], name());
    int[] dims = x.dims();
    dims[dims.length - 1] = shape.dim(1);
    return operands[0].withShape(Shape.of(dims));
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor result) {
    CodeProduct.multiply(ofX.quantize(operands[0], name()), w, shape.dim(0), shape.dim(1), result);
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    Tensor x = operands[0];
    return new @Nullable LinearMap[] {
      ofX.straightThrough(x)
          .then(
              LinearMap.of(
                  t -> t.matmul(matrix(t.dtype())),
                  g -> g.matmul(matrix(g.dtype()).swapAxes(0, 1))))
    };
  }

  private Tensor matrix(DType dtype) {
    return w.dequantize(new TensorType(shape, dtype));
  }

  @Override
  public Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
    return new QuantizedLinear(ofX.withExamples(examples + 1), w, shape, examples + 1)
        .apply(operands);
  }
}
