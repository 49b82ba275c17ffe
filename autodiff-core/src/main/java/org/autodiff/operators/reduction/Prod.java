package org.autodiff.operators.reduction;

import org.autodiff.DenseTensor;
import org.autodiff.Reductions;
import org.autodiff.Shape;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.extend.Axes;
import org.autodiff.extend.AxisReduction;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.OperationCount;
import org.autodiff.operators.scan.CumulativeProduct;
import org.autodiff.operators.shaping.Shapes;
import org.jspecify.annotations.Nullable;

/**
 * The product over axes; see {@link Reductions#prod}. The derivative with respect to an element is
 * the product of all others, computed as the product of those before it times the product of those
 * behind it: without a division, so that it is right where one or several elements are 0.
 *
 * @param axes the axes multiplied over
 * @param keepDims whether they stay, with extent 1
 */
public record Prod(Axes axes, boolean keepDims) implements AxisReduction {
  @Override
  public OperationCount count(TensorType[] operands, TensorType[] results) {
    return OperationCount.multiplications(
        (long) operands[0].shape().size() - results[0].shape().size());
  }

  @Override
  public String name() {
    return "prod";
  }

  @Override
  public AxisReduction over(Axes newAxes) {
    return new Prod(newAxes, keepDims);
  }

  @Override
  public @Nullable DenseTensor view(DenseTensor[] operands, TensorType result) {
    return ReductionLayout.view(ReductionKind.PROD, this, operands[0], result);
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor result) {
    ReductionLayout.reduce(ReductionKind.PROD, this, operands[0], result);
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    Tensor x = operands[0];
    return new @Nullable LinearMap[] {
      LinearMap.scale(() -> productOfOthers(x)).then(summing(x.shape()))
    };
  }

  /** For each element the product of the others, written in operators. */
  private Tensor productOfOthers(Tensor x) {
    if (axes.count() == 0) {
      return Tensor.full(1, x.type());
    }
    if (axes.count() == 1) {
      return others(x, axes.toArray()[0]);
    }
    // the reduced axes go to the end and become one
    Shape shape = x.shape();
    boolean[] reduced = axes.mask(shape.rank());
    int[] order = new int[shape.rank()];
    int next = 0;
    for (int pass = 0; pass < 2; pass++) {
      for (int i = 0; i < order.length; i++) {
        if (reduced[i] == (pass == 1)) {
          order[next++] = i;
        }
      }
    }
    int[] back = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      back[order[i]] = i;
    }
    Tensor moved = x.transpose(order);
    Shape kept = Shapes.dropLast(moved.shape(), axes.count());
    Tensor rows = moved.reshape(Shapes.append(kept, axes.extent(shape)).dims());
    return others(rows, kept.rank()).reshape(moved.shape().dims()).transpose(back);
  }

  private static Tensor others(Tensor x, int axis) {
    CumulativeProduct before = new CumulativeProduct(axis, true);
    return before.apply(x).mul(before.apply(x.flip(axis)).flip(axis));
  }
}
