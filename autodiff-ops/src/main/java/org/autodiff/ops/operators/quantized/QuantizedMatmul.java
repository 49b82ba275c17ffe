package org.autodiff.ops.operators.quantized;

import java.util.Arrays;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.Operands;
import org.autodiff.extend.OperationCount;
import org.autodiff.extend.SingleResultOperator;
import org.autodiff.operators.linalg.MatMul;
import org.autodiff.ops.ScaleSharing;
import org.autodiff.ops.operators.LayerOperands;
import org.jspecify.annotations.Nullable;

/**
 * The product of x and w, both quantized, in integers; see {@code Quantized.matmul}. With x̂ and ŵ
 * the dequantized operands, the straight-through derivatives are {@code ẏ = ẋ ŵ + x̂ ẇ}, {@code x̄
 * = g ŵᵀ} and {@code w̄ = x̂ᵀ g}.
 *
 * @param ofX how x is quantized
 * @param ofW how w is quantized
 * @param examples the number of axes in front of x that are examples of their own, and of w, unless
 *     it is a matrix that all share
 */
public record QuantizedMatmul(Quantizer ofX, Quantizer ofW, int examples)
    implements SingleResultOperator {
  private static final String NAME = "quantized-matmul";
  private static final MatMul PLAIN = new MatMul(false, false);

  /**
   * {@return the product by scales of the operands themselves}
   *
   * @param bits the bits of a code, 2 to 8
   * @param rowScales whether each row of x has its own scale
   * @param columnScales whether each column of w has its own scale
   */
  public static QuantizedMatmul of(int bits, boolean rowScales, boolean columnScales) {
    int limit = Quantizer.limit(bits, NAME);
    ScaleSharing ofW = columnScales ? ScaleSharing.COLUMN : ScaleSharing.TENSOR;
    return new QuantizedMatmul(
        Quantizer.Measured.rows(limit, rowScales), new Quantizer.Measured(limit, ofW, 0), 0);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public OperationCount count(TensorType[] operands, TensorType[] results) {
    long inner = operands[0].shape().dim(-1);
    long out = results[0].shape().size();
    return new OperationCount(
        out * Math.max(0, inner - 1), out * inner, operands[0].shape().size());
  }

  @Override
  public TensorType inferResult(TensorType[] operands) {
    Operands.requireCount(operands, 2, name());
    Operands.requireSameDType(operands, name());
    LayerOperands.requireRank(operands[0], examples + 1, "x", name());
    Shape x = operands[0].shape();
    Shape w = operands[1].shape();
    if (w.rank() != 2 && w.rank() != 2 + examples) {
      throw new ShapeException(
          name() + ": w must be a matrix, got shapes " + x + " and " + w + "; vmap over batches");
    }
    if (x.dim(-1) != w.dim(-2)) {
      throw new ShapeException(
          name()
              + ": the last axis of x must be as long as w has rows, got shapes "
              + x
              + " and "
              + w
              + " ("
              + x.dim(-1)
              + " and "
              + w.dim(-2)
              + "); transpose or reshape one of them");
    }
    ofX.require(operands[0], name());
    ofW.require(operands[1], name());
    int[] dims = x.dims();
    dims[dims.length - 1] = w.dim(-1);
    return operands[0].withShape(Shape.of(dims));
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor result) {
    QuantizedCodes x = ofX.quantize(operands[0], name());
    QuantizedCodes w = ofW.quantize(operands[1], name());
    Shape shape = operands[1].shape();
    CodeProduct.multiply(x, w, shape.dim(-2), shape.dim(-1), result);
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    Tensor x = operands[0];
    Tensor w = operands[1];
    FakeQuantize quantizedX = new FakeQuantize(ofX);
    FakeQuantize quantizedW = new FakeQuantize(ofW);
    Shape shapeX = x.shape();
    Shape shapeY = result.shape();
    boolean shared = w.rank() == 2;
    LinearMap byX =
        LinearMap.of(
            t -> PLAIN.apply(rows(t, shared), quantizedW.apply(w)).reshape(shapeY),
            g ->
                new MatMul(false, true)
                    .apply(rows(g, shared), quantizedW.apply(w))
                    .reshape(shapeX));
    LinearMap byW =
        LinearMap.of(
            t -> PLAIN.apply(rows(quantizedX.apply(x), shared), t).reshape(shapeY),
            g -> new MatMul(true, false).apply(rows(quantizedX.apply(x), shared), rows(g, shared)));
    return new @Nullable LinearMap[] {
      ofX.straightThrough(x).then(byX), ofW.straightThrough(w).then(byW)
    };
  }

  /** All rows as one matrix, or as one for each example. */
  private Tensor rows(Tensor x, boolean shared) {
    int kept = shared ? 0 : examples;
    int[] dims = Arrays.copyOf(x.shape().dims(), kept + 2);
    int last = x.shape().dim(-1);
    int count = 1;
    for (int i = kept; i < x.rank() - 1; i++) {
      count *= x.shape().dim(i);
    }
    dims[kept] = count;
    dims[kept + 1] = last;
    return x.reshape(dims);
  }

  @Override
  public Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
    Tensor x = operands[0];
    Tensor w = operands[1];
    if (!batched[1] && w.rank() == 2) {
      return new QuantizedMatmul(ofX.withExamples(examples + 1), ofW, examples + 1).apply(x, w);
    }
    Tensor all = batched[0] ? x : x.broadcastTo(x.shape().insert(0, size));
    int[] dims = Arrays.copyOf(all.shape().dims(), examples + 3);
    dims[examples + 1] = w.shape().dim(-2);
    dims[examples + 2] = w.shape().dim(-1);
    Tensor each = w;
    if (batched[1] && w.rank() == 3) {
      int[] spread = dims.clone();
      Arrays.fill(spread, 1, examples + 1, 1);
      each = w.reshape(spread);
    }
    return new QuantizedMatmul(
            ofX.withExamples(examples + 1), ofW.withExamples(examples + 1), examples + 1)
        .apply(all, each.broadcastTo(dims));
  }
}
