package org.autodiff.examples;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.autodiff.check.Law;
import org.autodiff.check.LawResult;
import org.autodiff.check.OperatorEntry;
import org.autodiff.check.OperatorLaws;
import org.autodiff.check.OperatorRegistry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Holds every registered operator to the laws that all operators obey. */
@Command(
    name = "laws",
    description = {
      "Holds every registered operator to the laws of derivatives and batching.",
      "For each operator it prints the largest error of all cases, divided by the tolerance: 0.1 is"
          + " a tenth of what is allowed, and more than 1 breaks a law. The exit code is 1 if a law"
          + " is broken."
    })
final class LawsProgram implements Callable<Integer> {
  private static final int MAX_CASES = 1_000_000;

  @Option(
      names = "--operator",
      paramLabel = "NAME",
      description = "Only this operator; may be repeated.")
  private List<String> operators = List.of();

  @Option(
      names = "--cases",
      paramLabel = "N",
      defaultValue = "200",
      description = "How many cases of each law (default: ${DEFAULT-VALUE}).")
  private int cases;

  @Mixin private final Seed seed = new Seed();
  @Mixin private final Output output = new Output();

  private record Line(String operator, String law, int cases, double maxError, boolean passed) {
    static Line of(LawResult result) {
      return new Line(
          result.operator(),
          result.law().name(),
          result.cases(),
          result.maxError(),
          result.passed());
    }
  }

  @Override
  public Integer call() {
    if (cases < 1 || cases > MAX_CASES) {
      throw new Refusal(
          "--cases: from 1 to " + MAX_CASES + " are possible, got " + cases + "; write --cases 20");
    }
    List<OperatorEntry> entries = entries();
    List<LawResult> results = new ArrayList<>();
    try (Progress progress = new Progress("laws", (long) entries.size() * Law.values().length)) {
      for (OperatorEntry entry : entries) {
        for (Law law : Law.values()) {
          results.add(OperatorLaws.check(entry, law, cases, seed.number()));
          progress.step();
        }
      }
    }
    return report(results);
  }

  private List<OperatorEntry> entries() {
    try {
      return OperatorNames.entries(OperatorRegistry.load(), operators);
    } catch (Refusal e) {
      throw new Refusal("--operator: " + e.getMessage());
    }
  }

  private int report(List<LawResult> results) {
    Map<String, List<LawResult>> byOperator =
        results.stream()
            .collect(
                Collectors.groupingBy(
                    LawResult::operator, LinkedHashMap::new, Collectors.toList()));
    List<LawResult> broken = results.stream().filter(result -> !result.passed()).toList();
    Table table =
        new Table(
            String.format(
                Locale.ROOT,
                "%d operator%s, %d laws, seed %d: %s",
                byOperator.size(),
                byOperator.size() == 1 ? "" : "s",
                Law.values().length,
                seed.number(),
                broken.isEmpty() ? "all hold" : broken.size() + " broken"),
            "operator",
            "laws that apply",
            "cases",
            "error / tolerance",
            "passed");
    byOperator.forEach((operator, ofOne) -> table.row(row(operator, ofOne)));
    output.print(results.stream().map(Line::of).toList(), table);
    broken.forEach(output::error);
    return broken.isEmpty() ? 0 : 1;
  }

  private static Object[] row(String operator, List<LawResult> results) {
    long applied = results.stream().filter(result -> result.cases() > 0).count();
    long broken = results.stream().filter(result -> !result.passed()).count();
    return new Object[] {
      operator,
      applied,
      results.stream().mapToInt(LawResult::cases).sum(),
      results.stream().mapToDouble(LawResult::maxError).max().orElse(0),
      broken == 0 ? "yes" : "NO, " + broken + " broken"
    };
  }
}
