package org.autodiff.check;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.autodiff.DType;
import org.autodiff.Tensor;

/**
 * The laws as jqwik properties: a test class that implements this and names its operators has them
 * all tried.
 *
 * {@snippet :
 * class MyOperatorProperties implements OperatorLawProperties {
 *   public List<OperatorEntry> operators() {
 *     return new MyOperators().operators();
 *   }
 * }
 * }
 */
public interface OperatorLawProperties {
  /** {@return the operators to try} */
  List<OperatorEntry> operators();

  /** {@return the operators, for the properties} */
  @Provide
  default Arbitrary<OperatorEntry> entries() {
    return OperatorArbitraries.operators(operators());
  }

  /** {@return the cases, for the properties} */
  @Provide
  default Arbitrary<LawCase> cases() {
    return OperatorArbitraries.cases();
  }

  /**
   * Every law holds, whatever the case.
   *
   * @param entry the operator
   * @param law the law
   * @param lawCase what it is tried on
   */
  @Property
  default void everyLawHolds(
      @ForAll("entries") OperatorEntry entry, @ForAll Law law, @ForAll("cases") LawCase lawCase) {
    LawResult result = OperatorLaws.check(entry, law, lawCase);
    if (!result.passed()) {
      throw new AssertionError(result.toString());
    }
  }

  /**
   * The value does not depend on how the operands lie in memory.
   *
   * @param entry the operator
   * @param lawCase what it is tried on
   * @param single whether the operands are float32
   */
  @Property
  default void layoutIsInvisible(
      @ForAll("entries") OperatorEntry entry,
      @ForAll("cases") LawCase lawCase,
      @ForAll boolean single) {
    Sample sample = lawCase.sample(entry, single ? DType.FLOAT32 : DType.FLOAT64);
    double[] expected = evaluate(entry, sample, sample.operands());
    for (int i = 0; i < sample.operands().size(); i++) {
      for (Layouts layout : Layouts.values()) {
        List<Tensor> operands = new ArrayList<>(sample.operands());
        operands.set(i, layout.of(operands.get(i)));
        double[] actual = evaluate(entry, sample, operands);
        for (int k = 0; k < expected.length; k++) {
          if (Double.doubleToLongBits(actual[k]) != Double.doubleToLongBits(expected[k])) {
            throw new AssertionError(
                entry.name()
                    + ": element "
                    + k
                    + " is "
                    + actual[k]
                    + " with operand "
                    + i
                    + " "
                    + layout
                    + ", not "
                    + expected[k]
                    + "; operands "
                    + Elements.describe(sample.operands()));
          }
        }
      }
    }
  }

  private static double[] evaluate(OperatorEntry entry, Sample sample, List<Tensor> operands) {
    return Elements.of(List.of(entry.function(sample).apply(operands.toArray(new Tensor[0]))));
  }
}
