package org.autodiff.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.autodiff.AutodiffException;
import org.autodiff.DType;
import org.jspecify.annotations.Nullable;

/**
 * Holds operators to the laws of {@link Law}, on their samples. Plain Java: no test framework is
 * needed.
 *
 * {@snippet :
 * OperatorEntry entry = OperatorRegistry.load().get("softsign");
 * OperatorLaws.assertAll(entry, 100, 42);
 * }
 *
 * <p>Every case is made from the seed, the operator's name, the law and its number, so that a
 * failure can be repeated.
 */
public final class OperatorLaws {
  private OperatorLaws() {}

  /**
   * Tries all laws on an operator.
   *
   * @param entry the operator
   * @param cases how many cases of each law
   * @param seed where the random cases start
   * @return one result for each law
   */
  public static List<LawResult> check(OperatorEntry entry, int cases, long seed) {
    List<LawResult> results = new ArrayList<>();
    for (Law law : Law.values()) {
      results.add(check(entry, law, cases, seed));
    }
    return results;
  }

  /**
   * Tries all laws but that of registration on a function that is not registered.
   *
   * @param name its name, for messages
   * @param function the function
   * @param samples what it is tried on
   * @param cases how many cases of each law
   * @param seed where the random cases start
   * @return one result for each law
   */
  public static List<LawResult> check(
      String name, TensorFunction function, Samples samples, int cases, long seed) {
    OperatorEntry entry =
        OperatorEntry.named(name).function(parameters -> function).samples(samples);
    List<LawResult> results = new ArrayList<>();
    for (Law law : Law.values()) {
      if (law != Law.REGISTRATION) {
        results.add(check(entry, law, cases, seed));
      }
    }
    return results;
  }

  /**
   * Tries one law on an operator.
   *
   * @param entry the operator
   * @param law the law
   * @param cases how many cases
   * @param seed where the random cases start
   * @return the outcome
   */
  public static LawResult check(OperatorEntry entry, Law law, int cases, long seed) {
    long start =
        (seed ^ (entry.name().hashCode() * 0x9e3779b97f4a7c15L)) + law.number() * 1_000_003L;
    return tried(law, new Run(entry, law, 0, cases, i -> new Source.Seeded(start + 7919L * i)));
  }

  /**
   * Tries one law on an operator, at one case that is given: for generators that make failing cases
   * simpler, such as jqwik's. Known values, kinks and invalid operands are tried too, where the law
   * is about them.
   *
   * @param entry the operator
   * @param law the law
   * @param lawCase the case
   * @return the outcome
   */
  public static LawResult check(OperatorEntry entry, Law law, LawCase lawCase) {
    return tried(law, new Run(entry, law, lawCase.number(), 1, i -> lawCase.source()));
  }

  private static LawResult tried(Law law, Run run) {
    return switch (law) {
      case JVP -> run.differences(DerivativeLaws::jvp);
      case TAYLOR -> run.differences(DerivativeLaws::taylor);
      case ADJOINT -> run.adjoint();
      case LINEARITY -> run.everywhere(LinearityLaws::linearity);
      case LINEARIZE -> run.everywhere(LinearityLaws::linearize);
      case SECOND_ORDER -> run.smooth(SecondOrderLaws::modes);
      case PERTURBATIONS -> run.smooth(SecondOrderLaws::perturbations);
      case BATCHING -> run.everywhere(BatchingLaws::batching);
      case INFERENCE -> run.everywhere(StructureLaws::inference);
      case PURITY -> run.everywhere(StructureLaws::purity);
      case EMPTY -> run.everywhere(StructureLaws::empty);
      case PRECISION -> run.precision();
      case NAN -> run.nan();
      case KINKS -> run.kinks();
      case ERRORS -> run.errors();
      case REGISTRATION -> run.registration();
      case EXECUTION -> run.everywhere(StructureLaws::execution);
      case VALUE -> run.value();
      case EXTREMES -> run.extremes();
      case COMPILED -> run.everywhere(CompiledLaws::compiled);
    };
  }

  /**
   * Requires an operator to satisfy all laws.
   *
   * @param entry the operator
   * @param cases how many cases of each law
   * @param seed where the random cases start
   * @throws AssertionError if a law is broken; the message names all that are
   */
  public static void assertAll(OperatorEntry entry, int cases, long seed) {
    StringBuilder broken = new StringBuilder();
    for (LawResult result : check(entry, cases, seed)) {
      if (!result.passed()) {
        broken.append(System.lineSeparator()).append(result);
      }
    }
    if (!broken.isEmpty()) {
      throw new AssertionError("operator " + entry.name() + " breaks laws:" + broken);
    }
  }

  /** One law being tried on one operator. */
  private static final class Run {
    private final OperatorEntry entry;
    private final Law law;
    private final int first;
    private final int cases;
    private final IntFunction<Source> sources;
    private double worst;
    private int tried;
    private Optional<String> failure = Optional.empty();

    Run(OperatorEntry entry, Law law, int first, int cases, IntFunction<Source> sources) {
      this.entry = entry;
      this.law = law;
      this.first = first;
      this.cases = cases;
      this.sources = sources;
    }

    /** Tries float64 operands without empty ones. */
    LawResult smooth(Consumer<Trial> check) {
      for (int i = first; i < first + cases && failure.isEmpty(); i++) {
        attempt(i, DType.FLOAT64, false, check);
      }
      return result();
    }

    /** Tries finite differences, where they apply. */
    LawResult differences(Consumer<Trial> check) {
      String own = entry.samples().ownDerivative();
      return own.isEmpty()
          ? smooth(check)
          : new LawResult(entry.name(), law, 0, 0, true, "does not apply: " + own);
    }

    /** Tries operands of both element types, empty ones too. */
    LawResult everywhere(Consumer<Trial> check) {
      for (int i = first; i < first + cases && failure.isEmpty(); i++) {
        attempt(i, i % 2 == 0 ? DType.FLOAT64 : DType.FLOAT32, true, check);
      }
      return result();
    }

    LawResult adjoint() {
      everywhere(DerivativeLaws::adjoint);
      for (Kink kink : entry.samples().kinks()) {
        if (failure.isEmpty()) {
          attempt(tried, DType.FLOAT64, false, trial -> NumberLaws.adjoint(trial, kink));
        }
      }
      return result();
    }

    LawResult once(Consumer<Trial> check) {
      attempt(0, DType.FLOAT64, false, check);
      return result();
    }

    LawResult registration() {
      LawResult result = once(RegistrationLaws::registration);
      String missing = RegistrationLaws.optional(entry);
      return result.passed() && !missing.isEmpty()
          ? new LawResult(entry.name(), law, tried, worst, true, missing)
          : result;
    }

    LawResult precision() {
      for (int i = first; i < first + cases && failure.isEmpty(); i++) {
        attempt(i, DType.FLOAT32, false, NumberLaws::precision);
      }
      return result();
    }

    /** Tries known values, and where there is a reference also kinks and drawn samples. */
    LawResult value() {
      for (Example example : entry.samples().examples()) {
        if (failure.isEmpty()) {
          attempt(tried, DType.FLOAT64, false, trial -> ValueLaws.example(trial, example));
        }
      }
      if (entry.reference().isEmpty()) {
        return result();
      }
      for (Kink kink : entry.samples().kinks()) {
        if (failure.isEmpty()) {
          attempt(tried, DType.FLOAT64, false, trial -> ValueLaws.at(trial, kink.sample()));
        }
      }
      return everywhere(ValueLaws::value);
    }

    LawResult nan() {
      smooth(NumberLaws::nan);
      String exception = entry.samples().nanException();
      LawResult result = result();
      return exception.isEmpty() || !result.passed()
          ? result
          : new LawResult(entry.name(), law, tried, worst, true, "as documented: " + exception);
    }

    LawResult kinks() {
      for (Kink kink : entry.samples().kinks()) {
        if (failure.isEmpty()) {
          attempt(tried, DType.FLOAT64, false, trial -> NumberLaws.kink(trial, kink));
        }
      }
      return result();
    }

    LawResult extremes() {
      for (Extremes extremes : entry.extremes()) {
        for (DType dtype : DType.values()) {
          if (failure.isEmpty()) {
            attempt(tried, dtype, false, t -> ExtremeLaws.extremes(t, extremes, dtype));
          }
        }
      }
      return result();
    }

    LawResult errors() {
      for (InvalidSample invalid : entry.samples().invalid()) {
        if (failure.isEmpty()) {
          attempt(tried, DType.FLOAT64, false, trial -> RegistrationLaws.error(trial, invalid));
        }
      }
      return result();
    }

    private void attempt(int number, DType dtype, boolean empty, Consumer<Trial> check) {
      Trial trial = null;
      tried++; // also one that fails
      try {
        trial = new Trial(entry, sources.apply(number), number, dtype, empty);
        check.accept(trial);
        worst = Math.max(worst, trial.worst());
      } catch (Trial.Broken broken) {
        fail(broken.getMessage(), trial);
      } catch (AutodiffException
          | ArithmeticException
          | ArrayStoreException
          | ClassCastException
          | IllegalArgumentException
          | IndexOutOfBoundsException
          | NegativeArraySizeException
          | NullPointerException e) {
        fail(e + at(e), trial);
      }
    }

    private static String at(RuntimeException e) {
      StringBuilder out = new StringBuilder();
      StackTraceElement[] trace = e.getStackTrace();
      for (int i = 0; i < Math.min(6, trace.length); i++) {
        out.append(i == 0 ? " at " : " < ").append(trace[i]);
      }
      return out.toString();
    }

    private void fail(@Nullable String message, @Nullable Trial trial) {
      worst = Double.POSITIVE_INFINITY;
      failure =
          Optional.of(
              message + (trial == null ? "" : "; " + trial.describe()) + "; " + Remedies.of(law));
    }

    private LawResult result() {
      String message =
          failure.orElse(
              tried > 0
                  ? ""
                  : switch (law) {
                    case KINKS -> "does not apply: " + entry.nonSmooth();
                    case ERRORS -> "does not apply: " + entry.samples().rejectsNothing();
                    case VALUE -> "does not apply: neither reference nor known values are given";
                    case EXTREMES -> "does not apply: no closed derivatives are given";
                    default -> "no cases";
                  });
      return new LawResult(entry.name(), law, tried, worst, failure.isEmpty(), message);
    }
  }
}
