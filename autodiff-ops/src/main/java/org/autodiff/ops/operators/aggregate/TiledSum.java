package org.autodiff.ops.operators.aggregate;

import java.util.Arrays;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.Operands;
import org.autodiff.extend.OperationCount;
import org.autodiff.extend.SingleResultOperator;
import org.autodiff.ops.operators.LayerOperands;
import org.jspecify.annotations.Nullable;

/**
 * A sum of products that is never held as a whole: {@code y = Σ f(a₁, …, aₘ) · F₁ · F₂ ⋯}, where
 * arguments and factors broadcast against each other and the sum is over every axis on which the
 * result has extent 1. It is computed tile by tile, so that memory beyond operands and result does
 * not grow with the broadcast shape.
 *
 * <p>The family is closed under differentiation, which is why one rule serves every order. By a
 * factor Fⱼ the map is linear: its transpose is the same sum with the cotangent in place of Fⱼ,
 * summed to the shape of Fⱼ. By an argument aᵢ it is the sum of {@code ∂f/∂aᵢ} with the tangent (or
 * the cotangent) as one factor more.
 *
 * @param function f
 * @param arguments m: the operands before the factors
 * @param result the shape of the result, of the operands' rank
 */
record TiledSum(ElementFunction function, int arguments, Shape result)
    implements SingleResultOperator {
  /** Few enough elements that a tile and its temporaries stay in the cache. */
  private static final int TILE = 16_384;

  @Override
  public String name() {
    return "tiled-sum";
  }

  @Override
  public OperationCount count(TensorType[] operands, TensorType[] results) {
    long elements = 1;
    for (int extent : broadcast(operands).dims()) {
      elements *= extent;
    }
    return OperationCount.other(elements * operands.length);
  }

  @Override
  public TensorType inferResult(TensorType[] operands) {
    Shape whole = broadcast(operands);
    for (int axis = 0; axis < result.rank(); axis++) {
      if (whole.rank() != result.rank()
          || (result.dim(axis) != 1 && result.dim(axis) != whole.dim(axis))) {
        throw new ShapeException(
            "tiled-sum: the result must have the operands' axes or extent 1, got "
                + result
                + " for "
                + Arrays.toString(operands)
                + "; pass operands of one rank that broadcast");
      }
    }
    return operands[0].withShape(result);
  }

  private Shape broadcast(TensorType[] operands) {
    Shape whole = result;
    for (TensorType operand : operands) {
      Operands.requireSameDType(operands[0], operand, name());
      whole = Shape.broadcast(whole, operand.shape(), name());
    }
    return whole;
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor result) {
    Shape whole = this.result;
    for (DenseTensor operand : operands) {
      whole = Shape.broadcast(whole, operand.shape(), name());
    }
    TensorArrays.fill(result, 0);
    if (!whole.isEmpty()) {
      addTiles(operands, whole, tile(whole), result);
    }
  }

  /** As much of the last axes as fits. */
  private static int[] tile(Shape whole) {
    int[] tile = new int[whole.rank()];
    int left = TILE;
    for (int axis = tile.length - 1; axis >= 0; axis--) {
      tile[axis] = Math.clamp(whole.dim(axis), 1, left);
      left = Math.max(1, left / tile[axis]);
    }
    return tile;
  }

  private void addTiles(DenseTensor[] operands, Shape whole, int[] tile, DenseTensor y) {
    int rank = whole.rank();
    int[] from = new int[rank];
    int[] extent = new int[rank];
    while (true) {
      for (int axis = 0; axis < rank; axis++) {
        extent[axis] = Math.min(tile[axis], whole.dim(axis) - from[axis]);
      }
      DenseTensor target = part(y, from, extent);
      Tiles.add(target, sum(operands, from, extent).sumTo(target.shape()).dense().contiguous());
      int axis = rank - 1;
      while (axis >= 0 && (from[axis] += tile[axis]) >= whole.dim(axis)) {
        from[axis--] = 0;
      }
      if (axis < 0) {
        return;
      }
    }
  }

  private Tensor sum(DenseTensor[] operands, int[] from, int[] extent) {
    Tensor[] values = new Tensor[arguments];
    for (int i = 0; i < arguments; i++) {
      values[i] = part(operands[i], from, extent);
    }
    Tensor terms = function.apply(values);
    for (int i = arguments; i < operands.length; i++) {
      terms = terms.mul(part(operands[i], from, extent));
    }
    return terms.broadcastTo(Shape.of(extent));
  }

  /** A tile of a tensor, as a view; axes of extent 1 stay as they are. */
  private static DenseTensor part(DenseTensor x, int[] from, int[] extent) {
    int[] dims = new int[extent.length];
    int[] strides = x.strides();
    int offset = x.offset();
    for (int axis = 0; axis < dims.length; axis++) {
      boolean single = x.shape().dim(axis) == 1;
      dims[axis] = single ? 1 : extent[axis];
      offset += single ? 0 : from[axis] * strides[axis];
    }
    return x.view(Shape.of(dims), offset, strides);
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor y) {
    @Nullable LinearMap[] maps = new @Nullable LinearMap[operands.length];
    for (int i = 0; i < operands.length; i++) {
      Shape shape = operands[i].shape();
      int position = i;
      if (i < arguments) {
        ElementFunction slope = function.partial(i);
        maps[i] =
            LinearMap.of(
                t -> to(slope, result).apply(LayerOperands.append(operands, t)),
                g -> to(slope, shape).apply(LayerOperands.append(operands, g)));
      } else {
        maps[i] =
            LinearMap.of(
                t -> apply(LayerOperands.replace(operands, position, t)),
                g -> to(function, shape).apply(LayerOperands.replace(operands, position, g)));
      }
    }
    return maps;
  }

  private TiledSum to(ElementFunction other, Shape shape) {
    return new TiledSum(other, arguments, shape);
  }

  @Override
  public Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
    Tensor[] aligned = operands.clone();
    for (int i = 0; i < operands.length; i++) {
      aligned[i] = batched[i] ? operands[i] : operands[i].expandDims(0);
    }
    return to(function, result.insert(0, size)).apply(aligned);
  }
}
