package org.autodiff.ops.operators.aggregate;

import java.util.Arrays;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.extend.CotangentSink;
import org.autodiff.extend.Linearization;
import org.autodiff.extend.Operands;
import org.autodiff.extend.OperationCount;
import org.autodiff.extend.Operator;
import org.autodiff.ops.operators.LayerOperands;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate of the terms of x [s, rows, in, 1] and w [s, 1, in, out], with a temperature [s, 1,
 * 1, 1] if it has one; results are [s, rows, 1, out]. The first axis holds independent layers, and
 * operands with extent 1 there serve all of them.
 *
 * <p>The value is the first result or its sum with the last ({@link SmoothAggregate#hasBase}). Its
 * derivative by a term is a function of the term and the results, so nothing else is kept. The
 * pullback of the value is a kernel of its own; everything else is a {@link TiledSum}.
 *
 * @param aggregate the aggregate
 */
public record Aggregation(SmoothAggregate aggregate) implements Operator {
  @Override
  public String name() {
    return aggregate.name();
  }

  @Override
  public TensorType[] infer(TensorType[] operands) {
    Shape whole = operands[0].shape();
    for (TensorType operand : operands) {
      Operands.requireSameDType(operands[0], operand, name());
      whole = Shape.broadcast(whole, operand.shape(), name());
    }
    TensorType[] results = new TensorType[aggregate.results()];
    Arrays.fill(
        results, operands[0].withShape(Shape.of(whole.dim(0), whole.dim(1), 1, whole.dim(3))));
    return results;
  }

  @Override
  public OperationCount count(TensorType[] operands, TensorType[] results) {
    return OperationCount.other((long) results[0].shape().size() * operands[0].shape().dim(2));
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor[] results) {
    Layers layers = new Layers(operands, aggregate.hasTemperature(), name());
    for (int s = 0; s < layers.count(); s++) {
      DenseTensor[] parts = new DenseTensor[results.length];
      for (int i = 0; i < parts.length; i++) {
        parts[i] = layers.y(results[i], s);
      }
      aggregate.compute(layers.x(operands[0], s), layers.w(operands[1], s), layers.alpha(s), parts);
    }
  }

  @Override
  public Linearization linearize(Tensor[] operands, Tensor[] results) {
    return new Derivative(aggregate, operands, results);
  }

  private record Derivative(SmoothAggregate aggregate, Tensor[] operands, Tensor[] results)
      implements Linearization {
    private int inputs() {
      return operands[0].shape().dim(2);
    }

    private TiledSum sum(ElementFunction slope, Shape shape) {
      return new TiledSum(slope, operands.length + results.length, shape);
    }

    private Tensor[] point() {
      Tensor[] all = Arrays.copyOf(operands, operands.length + results.length);
      System.arraycopy(results, 0, all, operands.length, results.length);
      if (aggregate.hasBase()) {
        all[all.length - 1] = all[all.length - 1].stopGradient();
      }
      return all;
    }

    /** The results that have a derivative: all but the base. */
    private int varying() {
      return results.length - (aggregate.hasBase() ? 1 : 0);
    }

    /** The derivative of a result by the temperature, in the shape of the result. */
    private Tensor byTemperature(int result) {
      return sum(aggregate.slopeByTemperature(result, inputs()), results[result].shape())
          .apply(point());
    }

    @Override
    public @Nullable Tensor[] push(@Nullable Tensor[] tangents) {
      @Nullable Tensor[] pushed = new @Nullable Tensor[results.length];
      for (int r = 0; r < varying(); r++) {
        Tensor sum = null;
        for (int i = 0; i < operands.length; i++) {
          Tensor tangent = tangents[i];
          if (tangent != null) {
            Tensor term =
                i == 2
                    ? byTemperature(r).mul(tangent)
                    : sum(aggregate.slope(r, i, inputs()), results[r].shape())
                        .apply(LayerOperands.append(point(), tangent));
            sum = sum == null ? term : sum.add(term);
          }
        }
        pushed[r] = sum;
      }
      return pushed;
    }

    @Override
    public void pull(@Nullable Tensor[] cotangents, @Nullable CotangentSink[] sinks) {
      CotangentSink xSink = sinks[0];
      CotangentSink wSink = sinks[1];
      Tensor g = cotangents[0];
      if (g != null && (xSink != null || wSink != null)) {
        Tensor[] both =
            new AggregationPullback(aggregate).applyAll(LayerOperands.append(point(), g));
        if (xSink != null) {
          xSink.add(both[0]);
        }
        if (wSink != null) {
          wSink.add(both[1]);
        }
      }
      for (int r = 0; r < varying(); r++) {
        Tensor cotangent = cotangents[r];
        for (int i = 0; i < operands.length && cotangent != null; i++) {
          CotangentSink sink = sinks[i];
          if (sink != null && i == 2) {
            sink.add(byTemperature(r).mul(cotangent).sumTo(operands[2].shape()));
          } else if (sink != null && r > 0) {
            sink.add(
                sum(aggregate.slope(r, i, inputs()), operands[i].shape())
                    .apply(LayerOperands.append(point(), cotangent)));
          }
        }
      }
    }
  }

  @Override
  public Tensor[] batch(int size, Tensor[] operands, boolean[] batched) {
    int layers = Layers.count(operands, batched);
    Tensor[] folded = operands.clone();
    for (int i = 0; i < operands.length; i++) {
      folded[i] = Layers.fold(operands[i], batched[i], size, layers, false);
    }
    Tensor[] results = applyAll(folded);
    for (int i = 0; i < results.length; i++) {
      results[i] = Layers.unfold(results[i], size, layers);
    }
    return results;
  }
}
