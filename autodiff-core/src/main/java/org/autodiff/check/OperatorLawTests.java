package org.autodiff.check;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/**
 * The laws as JUnit tests, one per operator and law: a test class that implements this and names
 * its operators has all of them.
 *
 * {@snippet :
 * class MyOperatorsTest implements OperatorLawTests {
 *   public List<OperatorEntry> operators() {
 *     return new MyOperators().operators();
 *   }
 * }
 * }
 *
 * <p>The cases are tried twice: many from a fixed seed, which are the same in every run, and a few
 * from a fresh one, which is logged and stands in the message of a failure. {@code
 * -Dautodiff.law.seed=...} repeats a run by its seed, {@code -Dautodiff.law.cases=...} sets how
 * many cases of each law there are.
 *
 * <p>Needs JUnit Jupiter on the class path, as {@link OperatorLawProperties} needs jqwik; nothing
 * else in this package does. A class may implement both.
 */
public interface OperatorLawTests {
  /** {@return the operators to try} */
  List<OperatorEntry> operators();

  /** {@return how many cases of each law are tried from the fixed seed: by default 24} */
  default int fixedCases() {
    return 24;
  }

  /** {@return how many cases of each law are tried from a fresh seed: by default 4} */
  default int freshCases() {
    return 4;
  }

  /** {@return one test per operator and law, on cases that are the same in every run} */
  @TestFactory
  default Stream<DynamicContainer> everyOperatorSatisfiesEveryLaw() {
    return LawTests.of(getClass(), operators(), fixedCases(), LawTests.seed(20_240_607));
  }

  /** {@return one test per operator and law, on cases that are new in every run} */
  @TestFactory
  default Stream<DynamicContainer> everyOperatorSatisfiesEveryLawFromAFreshSeed() {
    long seed = LawTests.seed(new SplittableRandom().nextInt(Integer.MAX_VALUE));
    LawTests.logFresh(getClass(), seed);
    return LawTests.of(getClass(), operators(), freshCases(), seed);
  }
}
