package org.autodiff.ops.operators.aggregate;

import java.util.Arrays;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.autodiff.extend.CotangentSink;
import org.autodiff.extend.Linearization;
import org.autodiff.extend.Operands;
import org.autodiff.extend.OperationCount;
import org.autodiff.extend.Operator;
import org.jspecify.annotations.Nullable;

/**
 * The pullback of an {@link Aggregation}'s value: of x, w, the temperature if there is one, the
 * results, and the value's cotangent; it gives the cotangents of x and w in one pass. Both are sums
 * of products, so their derivatives are those of two {@link TiledSum}s.
 *
 * @param aggregate the aggregate
 */
record AggregationPullback(SmoothAggregate aggregate) implements Operator {
  @Override
  public String name() {
    return aggregate.name() + "-pullback";
  }

  @Override
  public TensorType[] infer(TensorType[] operands) {
    for (TensorType operand : operands) {
      Operands.requireSameDType(operands[0], operand, name());
    }
    return new TensorType[] {operands[0], operands[1]};
  }

  @Override
  public OperationCount count(TensorType[] operands, TensorType[] results) {
    long outputs = operands[operands.length - 1].shape().size();
    return OperationCount.other(2 * outputs * operands[0].shape().dim(2));
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor[] cotangents) {
    DenseTensor xBar = cotangents[0];
    DenseTensor wBar = cotangents[1];
    TensorArrays.fill(xBar, 0);
    TensorArrays.fill(wBar, 0);
    int first = aggregate.hasTemperature() ? 3 : 2;
    DenseTensor g = operands[operands.length - 1];
    Layers layers = new Layers(operands, aggregate.hasTemperature(), name());
    for (int s = 0; s < layers.count(); s++) {
      DenseTensor[] results = new DenseTensor[aggregate.results()];
      for (int i = 0; i < results.length; i++) {
        results[i] = layers.y(operands[first + i], s);
      }
      aggregate.pull(
          layers.x(operands[0], s),
          layers.w(operands[1], s),
          layers.alpha(s),
          results,
          layers.y(g, s),
          layers.x(xBar, s),
          layers.w(wBar, s));
    }
  }

  @Override
  public Linearization linearize(Tensor[] operands, Tensor[] results) {
    int arguments = operands.length - 1;
    int inputs = operands[0].shape().dim(2);
    Linearization[] sums = new Linearization[2];
    for (int i = 0; i < 2; i++) {
      sums[i] =
          new TiledSum(aggregate.slope(0, i, inputs), arguments, operands[i].shape())
              .linearize(operands, new Tensor[] {results[i]});
    }
    return new Both(sums[0], sums[1]);
  }

  /** Two linear maps of the same operands, side by side. */
  private record Both(Linearization first, Linearization second) implements Linearization {
    @Override
    public @Nullable Tensor[] push(@Nullable Tensor[] tangents) {
      return new @Nullable Tensor[] {first.push(tangents)[0], second.push(tangents)[0]};
    }

    @Override
    public void pull(@Nullable Tensor[] cotangents, @Nullable CotangentSink[] sinks) {
      first.pull(new @Nullable Tensor[] {cotangents[0]}, sinks);
      second.pull(new @Nullable Tensor[] {cotangents[1]}, sinks);
    }
  }

  @Override
  public Tensor[] batch(int size, Tensor[] operands, boolean[] batched) {
    int layers = Layers.count(operands, batched);
    Tensor[] folded = operands.clone();
    for (int i = 0; i < operands.length; i++) {
      // x and w need a cotangent for each example, also where they are the same for all
      folded[i] = Layers.fold(operands[i], batched[i], size, layers, i < 2);
    }
    Tensor[] results = applyAll(folded);
    for (int i = 0; i < 2; i++) {
      Shape own = batched[i] ? operands[i].shape().remove(0) : operands[i].shape();
      results[i] = Layers.unfold(results[i], size, layers).sumTo(own.insert(0, size));
    }
    return Arrays.copyOf(results, 2);
  }
}
