package org.autodiff.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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

  /**
   * Every law holds, whatever the seed.
   *
   * @param entry the operator
   * @param law the law
   * @param seed where the random cases start
   */
  @Property
  default void everyLawHolds(
      @ForAll("entries") OperatorEntry entry, @ForAll Law law, @ForAll long seed) {
    LawResult result = OperatorLaws.check(entry, law, 2, seed);
    if (!result.passed()) {
      throw new AssertionError(result.toString());
    }
  }

  /**
   * The value does not depend on how the operands lie in memory.
   *
   * @param entry the operator
   * @param seed what the sample is drawn with
   * @param single whether the operands are float32
   */
  @Property
  default void layoutIsInvisible(
      @ForAll("entries") OperatorEntry entry, @ForAll long seed, @ForAll boolean single) {
    Sample sample =
        OperatorArbitraries.samples(entry, single ? DType.FLOAT32 : DType.FLOAT64)
            .generator(1)
            .next(new Random(seed))
            .value();
    double[] expected = evaluate(entry, sample, sample.operands());
    double scale = Math.max(1, Elements.maxAbs(expected));
    for (int i = 0; i < sample.operands().size(); i++) {
      for (Layouts layout : Layouts.values()) {
        List<Tensor> operands = new ArrayList<>(sample.operands());
        operands.set(i, layout.of(operands.get(i)));
        double[] actual = evaluate(entry, sample, operands);
        for (int k = 0; k < expected.length; k++) {
          double error = Math.abs(actual[k] - expected[k]);
          if (error > 32 * Elements.epsilon(operands) * scale) {
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
