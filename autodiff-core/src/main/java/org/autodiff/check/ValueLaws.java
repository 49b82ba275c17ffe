package org.autodiff.check;

import java.util.ArrayList;
import java.util.List;
import org.autodiff.Shape;
import org.autodiff.Tensor;

/** Law 18: the value is that of an independent reference, and the known one. */
final class ValueLaws {
  private ValueLaws() {}

  /** At a drawn sample, in either element type. */
  static void value(Trial trial) {
    at(trial, trial.sample());
  }

  /** At a given sample: a kink or a known value. */
  static void at(Trial trial, Sample sample) {
    OperatorEntry entry = trial.entry();
    if (entry.reference().isEmpty()) {
      return;
    }
    List<Tensor> results = FunctionAtPoint.of(entry, sample).value();
    NumberArray[] operands = arrays(sample.operands());
    List<Tensor> numbers = differentiable(sample);
    Parameters parameters = entry.defaults().with(sample.parameters());
    String where = sample == trial.sample() ? "" : " for " + Elements.describe(sample.operands());
    double epsilon = Math.max(Elements.epsilon(results), Elements.epsilon(numbers));
    for (Reference.Equation equation :
        entry.reference().get().equations(operands, parameters, arrays(results))) {
      agree(trial, equation, arrays(numbers), epsilon, where);
    }
  }

  /**
   * The operands that are computed with: the others (indices, keys) are only looked at, exactly.
   */
  private static List<Tensor> differentiable(Sample sample) {
    List<Tensor> operands = new ArrayList<>();
    for (int i = 0; i < sample.operands().size(); i++) {
      if (sample.isDifferentiable(i)) {
        operands.add(sample.operands().get(i));
      }
    }
    return operands;
  }

  private static NumberArray[] arrays(List<Tensor> tensors) {
    return tensors.stream().map(NumberArray::of).toArray(NumberArray[]::new);
  }

  /**
   * Element by element where the operator works so: relative to the element, or to 1 for small
   * ones, whose terms may cancel. Else relative to the largest number there is, by as many
   * roundings as an operand has elements.
   */
  private static void agree(
      Trial trial,
      Reference.Equation equation,
      NumberArray[] operands,
      double epsilon,
      String where) {
    NumberArray actual = equation.actual();
    NumberArray expected = equation.expected();
    Shape shape = expected.shape();
    trial.require(
        actual.shape().equals(shape),
        () ->
            equation.name()
                + ": got shape "
                + actual.shape()
                + " where the reference has "
                + shape);
    double[] a = actual.elements();
    double[] b = expected.elements();
    boolean elementwise = trial.entry().samples().isElementwise();
    double scale = Math.max(1, NumberLaws.largest(b));
    int roundings = 16;
    for (NumberArray operand : operands) {
      scale = Math.max(scale, NumberLaws.largest(operand.elements()));
      roundings = Math.max(roundings, 16 + operand.size());
    }
    for (int i = 0; i < b.length; i++) {
      int at = i;
      double tolerance =
          elementwise && Double.isFinite(b[i])
              ? 8 * epsilon * Math.max(1, Math.abs(b[i]))
              : roundings * epsilon * scale;
      trial.close(a[i], b[i], tolerance, () -> equation.name() + " at element " + at + where);
    }
  }

  /** At operands with known results; the reference must know them too. */
  static void example(Trial trial, Example example) {
    double[] actual = Elements.of(FunctionAtPoint.of(trial.entry(), example.sample()).value());
    double[] expected = example.expected().stream().mapToDouble(Double::doubleValue).toArray();
    trial.close(
        actual,
        expected,
        1e-14 * (1 + NumberLaws.largest(expected)),
        () -> "a known value for " + Elements.describe(example.sample().operands()));
    at(trial, example.sample());
  }
}
