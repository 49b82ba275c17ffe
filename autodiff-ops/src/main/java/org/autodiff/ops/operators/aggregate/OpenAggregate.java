package org.autodiff.ops.operators.aggregate;

import java.util.function.UnaryOperator;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.ops.Aggregate;

/**
 * An aggregate that a user has given, in operators; computed tile by tile.
 *
 * @param name its name
 * @param phi reduces the last axis
 * @param derivative of phi by each term
 */
public record OpenAggregate(String name, UnaryOperator<Tensor> phi, Aggregate.Slope derivative)
    implements SmoothAggregate {
  private static final int TILE = 16_384;

  @Override
  public int results() {
    return 1;
  }

  @Override
  public boolean hasBase() {
    return false;
  }

  @Override
  public boolean hasTemperature() {
    return false;
  }

  @Override
  public ElementFunction slope(int result, int operand, int inputs) {
    return a -> derivative.apply(a[0].mul(a[1]), a[2], inputs).mul(a[1 - operand]);
  }

  @Override
  public ElementFunction slopeByTemperature(int result, int inputs) {
    throw new IllegalStateException("there is no temperature");
  }

  @Override
  public void compute(DenseTensor x, DenseTensor w, double alpha, DenseTensor[] results) {
    TensorArrays.fill(results[0], 0);
    int rows = x.shape().dim(0);
    int columns = w.shape().dim(1);
    int inputs = w.shape().dim(0);
    int width = Math.clamp(TILE / inputs, 1, columns);
    int height = Math.clamp(TILE / ((long) inputs * width), 1, rows);
    int[] xStrides = {inputs, 0, 1};
    int[] wStrides = {0, 1, columns};
    int[] yStrides = {columns, 1};
    for (int row = 0; row < rows; row += height) {
      int h = Math.min(height, rows - row);
      for (int column = 0; column < columns; column += width) {
        int v = Math.min(width, columns - column);
        Tensor p =
            x.view(Shape.of(h, v, inputs), x.offset() + row * inputs, xStrides)
                .mul(w.view(Shape.of(h, v, inputs), w.offset() + column, wStrides));
        Tensor value = phi.apply(p);
        if (!value.shape().equals(Shape.of(h, v))) {
          throw new ShapeException(
              name
                  + ": phi must reduce the last axis of the terms, got shape "
                  + value.shape()
                  + " for terms "
                  + p.shape()
                  + "; return one value for each row of terms");
        }
        DenseTensor y = results[0];
        Tiles.add(
            y.view(Shape.of(h, v), y.offset() + row * columns + column, yStrides),
            value.dense().contiguous());
      }
    }
  }

  @Override
  public void pull(
      DenseTensor x,
      DenseTensor w,
      double alpha,
      DenseTensor[] results,
      DenseTensor g,
      DenseTensor xBar,
      DenseTensor wBar) {
    int inputs = w.shape().dim(0);
    Tensor[] operands = {
      x.expandDims(2), w.expandDims(0), results[0].expandDims(1), g.expandDims(1)
    };
    Tiles.add(xBar, pulled(0, inputs, operands).squeeze(2).dense().contiguous());
    Tiles.add(wBar, pulled(1, inputs, operands).squeeze(0).dense().contiguous());
  }

  private Tensor pulled(int operand, int inputs, Tensor[] operands) {
    return new TiledSum(slope(0, operand, inputs), 3, operands[operand].shape()).apply(operands);
  }
}
