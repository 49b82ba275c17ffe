package org.autodiff.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.autodiff.Tensor;
import org.autodiff.extend.LinearMap;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;

/** The laws as JUnit tests: what fails names the seed that it comes again with. */
class LawTestsTest {
  /** A wrong sign in the derivative. */
  private static final OperatorEntry WRONG =
      BrokenLaws.entry(
          new Product() {
            @Override
            LinearMap scale(Tensor x, Tensor y) {
              return LinearMap.scale(() -> y.neg());
            }
          },
          BrokenLaws.PRODUCTS);

  private static final class OfTheWrongOne implements OperatorLawTests {
    @Override
    public List<OperatorEntry> operators() {
      return List.of(WRONG);
    }
  }

  private static Map<String, DynamicTest> byName(Stream<DynamicContainer> operators) {
    return operators
        .flatMap(DynamicContainer::getChildren)
        .map(DynamicTest.class::cast)
        .collect(Collectors.toMap(DynamicTest::getDisplayName, Function.identity()));
  }

  private static String failure(Stream<DynamicContainer> operators) {
    Throwable thrown =
        catchThrowable(() -> byName(operators).get("1 JVP").getExecutable().execute());
    assertThat(thrown).isInstanceOf(AssertionError.class);
    return String.valueOf(thrown.getMessage());
  }

  private static Stream<DynamicContainer> from(long seed) {
    return LawTests.of(LawTestsTest.class, List.of(WRONG), 5, seed);
  }

  @Test
  void thereIsATestForEachLawAndTheRightOnesPass() throws Throwable {
    Map<String, DynamicTest> tests = byName(new OfTheWrongOne().everyOperatorSatisfiesEveryLaw());
    assertThat(tests).hasSize(Law.values().length);
    tests.get("3 ADJOINT").getExecutable().execute();
  }

  @Test
  void aFailureComesAgainFromItsSeed() {
    String first = failure(from(77));
    assertThat(first)
        .contains("product, law 1", "-Dautodiff.law.seed=77 -Dtest=LawTestsTest tries it again");
    assertThat(failure(from(77))).isEqualTo(first);
    assertThat(failure(from(78))).isNotEqualTo(first);
  }

  @Test
  void aFreshSeedIsLoggedAndStandsInTheFailure() {
    List<String> logged = new ArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            logged.add(entry.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger(LawTests.class.getName());
    logger.addHandler(handler);
    String first;
    String second;
    try {
      first = failure(new OfTheWrongOne().everyOperatorSatisfiesEveryLawFromAFreshSeed());
      second = failure(new OfTheWrongOne().everyOperatorSatisfiesEveryLawFromAFreshSeed());
    } finally {
      logger.removeHandler(handler);
    }
    assertThat(logged).hasSize(2);
    assertThat(first).contains(seedIn(logged.get(0)));
    assertThat(second).contains(seedIn(logged.get(1)));
    if (System.getProperty("autodiff.law.seed") == null) {
      assertThat(logged.get(0)).isNotEqualTo(logged.get(1));
    }
  }

  private static String seedIn(String message) {
    assertThat(message).contains("fresh seed");
    return message.replaceFirst(".*(-Dautodiff.law.seed=-?\\d+).*", "$1");
  }
}
