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
import org.autodiff.check.Reference;
import org.autodiff.check.Samples;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.SingleResultOperator;

/**
 * An operator from outside of the library, x / (1 + |x|): this class, and one line in {@code
 * META-INF/services/org.autodiff.check.OperatorSet}, are all there is to it.
 */
public record Softsign() implements SingleResultOperator, OperatorSet {
  @Override
  public String name() {
    return "softsign";
  }

  @Override
  public TensorType inferResult(TensorType[] operands) {
    if (operands.length != 1) {
      throw new ShapeException(
          "softsign: takes one operand, got " + operands.length + "; pass one");
    }
    return operands[0];
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor result) {
    double[] x = operands[0].toDoubles();
    for (int i = 0; i < x.length; i++) {
      double value = x[i] / (1 + Math.abs(x[i]));
      if (result.dtype() == DType.FLOAT64) {
        TensorArrays.doubles(result)[i] = value;
      } else {
        TensorArrays.floats(result)[i] = (float) value;
      }
    }
  }

  @Override
  public LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    Tensor x = operands[0];
    return new LinearMap[] {LinearMap.scale(() -> x.abs().add(1).square().reciprocal())};
  }

  @Override
  public Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
    return apply(operands);
  }

  @Override
  public List<OperatorEntry> operators() {
    return List.of(
        OperatorEntry.named("softsign")
            .formula("x / (1 + |x|)")
            .operands("x: any shape")
            .nonSmooth("0: the second derivative jumps")
            .page("softsign.md")
            .operator(parameters -> this)
            .reference(Reference.unary(x -> x / (1 + Math.abs(x))))
            .samples(Samples.unary(Domain.all().except(0)).kinkAt(0, 1)));
  }
}
