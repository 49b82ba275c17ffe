package org.autodiff.extend;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.autodiff.kernels.BinaryKind;
import org.autodiff.kernels.Kernels;

/**
 * The linear maps that the factories of {@link LinearMap} make: derivative rules are composed of
 * them.
 */
final class BasicMaps {
  static final LinearMap IDENTITY = new Identity();
  static final LinearMap NEGATION = new Negation();

  private BasicMaps() {}

  private record Identity() implements LinearMap {
    @Override
    public Tensor apply(Tensor tangent) {
      return tangent;
    }

    @Override
    public Tensor transpose(Tensor cotangent) {
      return cotangent;
    }
  }

  private record Negation() implements DiagonalMap {
    @Override
    public Tensor apply(Tensor t) {
      return t.neg();
    }
  }

  record ComputedScale(Supplier<Tensor> factor) implements DiagonalMap {
    @Override
    public Tensor apply(Tensor t) {
      return t.mul(factor.get());
    }

    @Override
    public Tensor applyInPlace(DenseTensor owned) {
      return new Scale(factor.get()).applyInPlace(owned);
    }
  }

  record Scale(Tensor factor) implements DiagonalMap {
    @Override
    public Tensor apply(Tensor t) {
      return t.mul(factor);
    }

    @Override
    public Tensor applyInPlace(DenseTensor owned) {
      if (factor instanceof DenseTensor dense && fits(dense, owned.type())) {
        multiply(owned, dense);
        return owned;
      }
      return owned.mul(factor);
    }

    /** Whether the elements can be multiplied one by one, as they lie. */
    private static boolean fits(DenseTensor factor, TensorType type) {
      return (factor.type() == type || factor.type().equals(type))
          && (factor.isContiguous() || factor.isRepeated());
    }

    private static void multiply(DenseTensor owned, DenseTensor c) {
      Kernels kernels = Kernels.get();
      int n = owned.size();
      int at = owned.offset();
      int step = c.isContiguous() ? 1 : 0;
      if (owned.dtype() == DType.FLOAT64) {
        double[] x = TensorArrays.doubles(owned);
        kernels.binary(
            BinaryKind.MUL, x, at, 1, TensorArrays.doubles(c), c.offset(), step, x, at, n);
      } else {
        float[] x = TensorArrays.floats(owned);
        kernels.binary(
            BinaryKind.MUL, x, at, 1, TensorArrays.floats(c), c.offset(), step, x, at, n);
      }
    }
  }

  record OfFunctions(UnaryOperator<Tensor> forward, UnaryOperator<Tensor> backward)
      implements LinearMap {
    @Override
    public Tensor apply(Tensor tangent) {
      return forward.apply(tangent);
    }

    @Override
    public Tensor transpose(Tensor cotangent) {
      return backward.apply(cotangent);
    }
  }

  record Broadcast(Shape from, Shape to) implements LinearMap {
    @Override
    public Tensor apply(Tensor tangent) {
      return tangent.broadcastTo(to);
    }

    @Override
    public Tensor transpose(Tensor cotangent) {
      return cotangent.sumTo(from);
    }
  }

  record Composition(LinearMap first, LinearMap second) implements LinearMap {
    @Override
    public Tensor apply(Tensor tangent) {
      return second.apply(first.apply(tangent));
    }

    @Override
    public Tensor transpose(Tensor cotangent) {
      return first.transpose(second.transpose(cotangent));
    }

    @Override
    public void transposeInto(Tensor cotangent, CotangentSink sink) {
      first.transposeInto(second.transpose(cotangent), sink);
    }
  }
}
