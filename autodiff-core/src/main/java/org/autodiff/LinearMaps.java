package org.autodiff;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.autodiff.operators.BinaryElementwise;

/** The linear maps from which derivative rules are composed. */
final class LinearMaps {
  static final LinearMap IDENTITY = new Identity();
  static final LinearMap NEGATION = new Negation();

  private LinearMaps() {}

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

  record Scale(Supplier<Tensor> factor) implements DiagonalMap {
    @Override
    public Tensor apply(Tensor t) {
      return t.mul(factor.get());
    }

    @Override
    public Tensor applyInPlace(DenseTensor owned) {
      Tensor c = factor.get();
      if (c instanceof DenseTensor dense && fits(dense, owned)) {
        BinaryElementwise.MUL.overwrite(owned, dense);
        return owned;
      }
      return owned.mul(c);
    }

    /** Whether the product has the type of the tensor; where not, its type is found to be wrong. */
    private static boolean fits(DenseTensor factor, DenseTensor owned) {
      TensorType type = owned.type();
      return factor.type() == type
          || factor.type().equals(type)
          || BinaryElementwise.MUL.inferResult(new TensorType[] {type, factor.type()}).equals(type);
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
