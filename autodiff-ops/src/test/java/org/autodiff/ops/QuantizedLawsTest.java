package org.autodiff.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.autodiff.check.Law;
import org.autodiff.check.LawResult;
import org.autodiff.check.OperatorEntry;
import org.autodiff.check.OperatorLaws;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every quantizing operator satisfies every law. */
class QuantizedLawsTest {
  private static final int CASES = Integer.getInteger("autodiff.law.cases", 24);
  private static final long SEED = Long.getLong("autodiff.law.seed", 20_240_607);

  @TestFactory
  Stream<DynamicContainer> everyOperatorSatisfiesEveryLaw() {
    return new QuantizedOperators()
        .operators().stream()
            .map(
                entry ->
                    DynamicContainer.dynamicContainer(
                        entry.name(), Stream.of(Law.values()).map(law -> test(entry, law))));
  }

  private static DynamicTest test(OperatorEntry entry, Law law) {
    return DynamicTest.dynamicTest(
        law.number() + " " + law,
        () -> {
          LawResult result = OperatorLaws.check(entry, law, CASES, SEED);
          assertThat(result.passed()).as(() -> result + " [seed " + SEED + "]").isTrue();
        });
  }
}
