package org.autodiff.operators.elementwise;

import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.extend.ElementwiseRun;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.Operands;
import org.autodiff.extend.SingleResultOperator;
import org.autodiff.kernels.Kernels;
import org.jspecify.annotations.Nullable;

/** Chooses between two operands element by element; see {@link org.autodiff.Comparisons#where}. */
public record Select() implements SingleResultOperator, ElementwiseRun {
  /** The operator. */
  public static final Select WHERE = new Select();

  @Override
  public String name() {
    return "where";
  }

  @Override
  public TensorType inferResult(TensorType[] operands) {
    Operands.requireCount(operands, 3, name());
    TensorType chosen = Operands.broadcast(operands[1], operands[2], name());
    return chosen.withShape(Shape.broadcast(operands[0].shape(), chosen.shape(), name()));
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor result) {
    DenseTensor condition =
        operands[0].dtype() == result.dtype()
            ? operands[0]
            : operands[0].ne(0).to(result.dtype()).dense();
    DenseTensor c = Elementwise.spread(condition, result.shape());
    DenseTensor a = Elementwise.spread(operands[1], result.shape());
    DenseTensor b = Elementwise.spread(operands[2], result.shape());
    run(
        new Object[] {Elementwise.array(c), Elementwise.array(a), Elementwise.array(b)},
        new int[] {c.offset(), a.offset(), b.offset()},
        new int[] {Elementwise.step(c), Elementwise.step(a), Elementwise.step(b)},
        Elementwise.array(result),
        0,
        result.size());
  }

  @Override
  public void run(Object[] x, int[] offsets, int[] steps, Object y, int yOffset, int n) {
    int c = offsets[0];
    int a = offsets[1];
    int b = offsets[2];
    if (y instanceof double[] doubles) {
      Kernels.get()
          .select(
              (double[]) x[0],
              c,
              steps[0],
              (double[]) x[1],
              a,
              steps[1],
              (double[]) x[2],
              b,
              steps[2],
              doubles,
              yOffset,
              n);
    } else {
      Kernels.get()
          .select(
              (float[]) x[0],
              c,
              steps[0],
              (float[]) x[1],
              a,
              steps[1],
              (float[]) x[2],
              b,
              steps[2],
              (float[]) y,
              yOffset,
              n);
    }
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    Tensor condition = operands[0];
    LinearMap whereTrue = LinearMap.of(t -> t.where(condition, 0), g -> g.where(condition, 0));
    LinearMap whereFalse = LinearMap.of(t -> elsewhere(condition, t), g -> elsewhere(condition, g));
    return new @Nullable LinearMap[] {
      null,
      LinearMap.broadcast(operands[1].shape(), result.shape()).then(whereTrue),
      LinearMap.broadcast(operands[2].shape(), result.shape()).then(whereFalse)
    };
  }

  private static Tensor elsewhere(Tensor condition, Tensor x) {
    return WHERE.apply(condition, Tensor.scalar(0, x.dtype()), x);
  }

  @Override
  public Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
    return apply(Operands.align(operands, batched));
  }
}
