package org.autodiff.check;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;

/** The tests that {@link OperatorLawTests} consists of. */
final class LawTests {
  private static final Logger LOGGER = System.getLogger(LawTests.class.getName());
  private static final String SEED = "autodiff.law.seed";
  private static final String CASES = "autodiff.law.cases";

  private LawTests() {}

  static long seed(long otherwise) {
    return Long.getLong(SEED, otherwise);
  }

  static void logFresh(Class<?> test, long seed) {
    LOGGER.log(
        Level.INFO,
        () -> test.getSimpleName() + ": laws from the fresh seed " + seed + again(test, seed));
  }

  private static String again(Class<?> test, long seed) {
    return "; -D" + SEED + "=" + seed + " -Dtest=" + test.getSimpleName() + " tries it again";
  }

  static Stream<DynamicContainer> of(
      Class<?> test, List<OperatorEntry> operators, int cases, long seed) {
    int count = Integer.getInteger(CASES, cases);
    return operators.stream()
        .map(
            entry ->
                DynamicContainer.dynamicContainer(
                    entry.name(),
                    Stream.of(Law.values()).map(law -> test(test, entry, law, count, seed))));
  }

  private static DynamicTest test(
      Class<?> test, OperatorEntry entry, Law law, int cases, long seed) {
    return DynamicTest.dynamicTest(
        law.number() + " " + law,
        () -> {
          LawResult result = OperatorLaws.check(entry, law, cases, seed);
          if (!result.passed()) {
            throw new AssertionError(result + "; seed " + seed + again(test, seed));
          }
        });
  }
}
