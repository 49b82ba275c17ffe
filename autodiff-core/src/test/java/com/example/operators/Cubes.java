package com.example.operators;

import java.util.List;
import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.autodiff.check.Domain;
import org.autodiff.check.OperatorEntry;
import org.autodiff.check.OperatorSet;
import org.autodiff.check.Sample;
import org.autodiff.check.Samples;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.SingleResultOperator;

/** Operators of our own: one so far, x³. */
public final class Cubes implements OperatorSet {
  /** {@code x³}, element by element. */
  public record Cube() implements SingleResultOperator {
    @Override
    public String name() {
      return "cube";
    }

    @Override
    public TensorType inferResult(TensorType[] operands) {
      if (operands.length != 1) {
        throw new ShapeException("cube: takes one operand, got " + operands.length + "; pass one");
      }
      return operands[0];
    }

    @Override
    public void computeInto(DenseTensor[] operands, DenseTensor result) {
      double[] x = operands[0].toDoubles(); // in row-major order, whatever the strides
      for (int i = 0; i < x.length; i++) {
        if (result.dtype() == DType.FLOAT64) {
          TensorArrays.doubles(result)[i] = x[i] * x[i] * x[i];
        } else {
          TensorArrays.floats(result)[i] = (float) (x[i] * x[i] * x[i]);
        }
      }
    }

    @Override
    public LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
      Tensor x = operands[0];
      return new LinearMap[] {LinearMap.scale(() -> x.square().mul(3))};
    }
  }

  @Override
  public String name() {
    return "cubes";
  }

  @Override
  public List<OperatorEntry> operators() {
    return List.of(
        OperatorEntry.named("cube")
            .formula("x³")
            .operands("x: any shape")
            .nonSmooth("nowhere")
            .operator(parameters -> new Cube())
            .samples(
                Samples.unary(Domain.all()).example(Sample.of(Tensor.of(-2, 0.5)), -8, 0.125)));
  }
}
