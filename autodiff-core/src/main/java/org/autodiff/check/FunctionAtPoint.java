package org.autodiff.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.autodiff.Autodiff;
import org.autodiff.DType;
import org.autodiff.Jvp;
import org.autodiff.Tensor;
import org.autodiff.Vjp;

/**
 * A function at a point. The operands that derivatives are taken with respect to are its primal;
 * the others are constants that the function is closed over.
 */
final class FunctionAtPoint {
  private final TensorFunction function;
  private final List<Tensor> operands;
  private final List<Integer> active;

  private FunctionAtPoint(TensorFunction function, List<Tensor> operands, List<Integer> active) {
    this.function = function;
    this.operands = operands;
    this.active = active;
  }

  static FunctionAtPoint of(OperatorEntry entry, Sample sample) {
    List<Integer> active = new ArrayList<>();
    for (int i = 0; i < sample.operands().size(); i++) {
      if (sample.isDifferentiable(i)) {
        active.add(i);
      }
    }
    return new FunctionAtPoint(entry.function(sample), sample.operands(), List.copyOf(active));
  }

  /** {@return the same function and operands, differentiated with respect to one operand only} */
  FunctionAtPoint only(int position) {
    return new FunctionAtPoint(function, operands, List.of(active.get(position)));
  }

  /** {@return the same function at other values of the primal} */
  FunctionAtPoint at(List<Tensor> primal) {
    return new FunctionAtPoint(function, merged(primal), active);
  }

  /** {@return the same function with other operands} */
  FunctionAtPoint withOperands(List<Tensor> all) {
    return new FunctionAtPoint(function, all, active);
  }

  /** {@return this point with a tangent in the place of the primal: to edit its elements} */
  FunctionAtPoint withTangent(List<Tensor> tangent) {
    return at(tangent);
  }

  List<Tensor> operands() {
    return operands;
  }

  TensorFunction function() {
    return function;
  }

  /** {@return the positions of the primal among the operands} */
  List<Integer> active() {
    return active;
  }

  List<Tensor> primal() {
    List<Tensor> out = new ArrayList<>(active.size());
    for (int position : active) {
      out.add(operands.get(position));
    }
    return out;
  }

  private List<Tensor> merged(List<Tensor> primal) {
    List<Tensor> all = new ArrayList<>(operands);
    for (int i = 0; i < primal.size(); i++) {
      all.set(active.get(i), primal.get(i));
    }
    return all;
  }

  /** {@return the results for a primal, which may be inside a transform} */
  List<Tensor> call(List<Tensor> primal) {
    return List.of(function.apply(merged(primal).toArray(new Tensor[0])));
  }

  /** {@return the results for all operands, which may be inside a transform} */
  List<Tensor> callAll(List<Tensor> all) {
    return List.of(function.apply(all.toArray(new Tensor[0])));
  }

  Function<List<Tensor>, List<Tensor>> mapping() {
    return this::call;
  }

  List<Tensor> value() {
    return call(primal());
  }

  Jvp<List<Tensor>> jvp(List<Tensor> tangent) {
    return Autodiff.jvp(mapping(), primal(), tangent);
  }

  Vjp<List<Tensor>, List<Tensor>> vjp() {
    return Autodiff.vjp(mapping(), primal());
  }

  /** {@return the function that sums up all results with the given weights} */
  Function<List<Tensor>, Tensor> weighted(List<Tensor> weights) {
    return primal -> inner(call(primal), weights);
  }

  /** {@return the inner product of two lists of tensors, in operators} */
  static Tensor inner(List<Tensor> a, List<Tensor> b) {
    Tensor sum = null;
    for (int i = 0; i < a.size(); i++) {
      Tensor term = a.get(i).mul(b.get(i)).sum();
      sum = sum == null ? term : sum.add(term);
    }
    return sum == null ? Tensor.scalar(0) : sum;
  }

  /** {@return whether the primal and all results are float64} */
  boolean isDouble() {
    return primal().stream().allMatch(x -> x.dtype() == DType.FLOAT64)
        && value().stream().allMatch(x -> x.dtype() == DType.FLOAT64);
  }

  /**
   * {@return the derivative in a direction by the five-point stencil}
   *
   * @param tangent the direction
   * @param step the distance of the points
   */
  double[] differences(List<Tensor> tangent, double step) {
    return stencil(t -> Elements.of(call(Elements.moved(primal(), t, tangent))), step);
  }

  /** A function of one variable with many results. */
  interface Curve {
    double[] at(double t);
  }

  /** {@return the derivative of a curve at 0 by the five-point stencil} */
  static double[] stencil(Curve curve, double step) {
    double[] far = curve.at(2 * step);
    double[] near = curve.at(step);
    double[] nearBack = curve.at(-step);
    double[] farBack = curve.at(-2 * step);
    double[] out = new double[near.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (8 * (near[i] - nearBack[i]) - (far[i] - farBack[i])) / (12 * step);
    }
    return out;
  }

  /** {@return the step of the differences at this point: 7e-4 max(1, |x|)} */
  double step() {
    return 7e-4 * Math.max(1, Elements.maxAbs(Elements.of(primal())));
  }
}
