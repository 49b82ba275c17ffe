package org.autodiff.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.autodiff.check.Law;
import org.autodiff.check.OperatorSet;
import org.autodiff.planted.OperatorsWithAWrongRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LawsProgramTest {

  @Test
  void oneOperatorIsTabled() {
    ProgramRun run = ProgramRun.of("laws", "--operator", "sin", "--cases", "2");

    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out().lines())
        .hasSize(3)
        .anyMatch(line -> line.startsWith("1 operator, ") && line.endsWith("all hold"))
        .anyMatch(line -> line.matches("  sin +\\d+ +\\d+ +[0-9.e-]+  yes"));
  }

  @Test
  void jsonHasOneEntryForEachLawOfEachOperator() throws Exception {
    JsonNode json =
        ProgramRun.of(
                "laws",
                "--json",
                "--operator",
                "exp",
                "--operator",
                "mul",
                "--cases",
                "2",
                "--seed",
                "5")
            .json();

    assertThat(json).hasSize(2 * Law.values().length);
    assertThat(json)
        .allSatisfy(
            result -> {
              assertThat(result.properties())
                  .extracting(property -> property.getKey())
                  .containsExactly("operator", "law", "cases", "maxError", "passed");
              assertThat(result.get("passed").booleanValue()).isTrue();
              assertThat(result.get("maxError").doubleValue()).isBetween(0.0, 1.0);
            });
    assertThat(json.get(0).get("operator").textValue()).isEqualTo("exp");
    assertThat(json.get(0).get("law").textValue()).isEqualTo("JVP");
    assertThat(json.get(0).get("cases").intValue()).isEqualTo(2);
  }

  @Test
  void theSeedDecidesTheCases() {
    String[] first = {"laws", "--json", "--operator", "exp", "--cases", "2", "--seed", "5"};
    String[] other = {"laws", "--json", "--operator", "exp", "--cases", "2", "--seed", "6"};

    assertThat(ProgramRun.of(first)).isEqualTo(ProgramRun.of(first));
    assertThat(ProgramRun.of(first)).isNotEqualTo(ProgramRun.of(other));
  }

  @Test
  void aBrokenLawIsToldAndGivesExitCode1(@TempDir Path classPath) throws Exception {
    Path services = Files.createDirectories(classPath.resolve("META-INF/services"));
    Files.writeString(
        services.resolve(OperatorSet.class.getName()), OperatorsWithAWrongRule.class.getName());
    ClassLoader usual = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader planted =
        new URLClassLoader(new URL[] {classPath.toUri().toURL()}, usual)) {
      Thread.currentThread().setContextClassLoader(planted);

      ProgramRun run = ProgramRun.of("laws", "--operator", "wrong-sin", "--cases", "2");
      assertThat(run.code()).isEqualTo(1);
      assertThat(run.out()).containsPattern("wrong-sin .* NO, \\d+ broken");
      assertThat(run.err()).contains("wrong-sin, law 1 ").contains("BROKEN");

      ProgramRun json = ProgramRun.of("laws", "--json", "--operator", "wrong-sin", "--cases", "2");
      assertThat(json.code()).isEqualTo(1);
      assertThat(json.json().get(0).get("passed").booleanValue()).isFalse();
      assertThat(json.json().get(0).get("maxError").isNull()).isTrue();
      // the case that breaks a law counts
      assertThat(run.err()).doesNotContain(" 0 cases");
      assertThat(json.json().get(0).get("cases").intValue()).isPositive();
    } finally {
      Thread.currentThread().setContextClassLoader(usual);
    }
  }

  @Test
  void anUnknownOperatorIsToldOnce() {
    assertThat(ProgramRun.of("laws", "--operator", "matmull").err())
        .isEqualToIgnoringNewLines(
            "autodiff laws: --operator: there is no operator 'matmull'; did you mean matmul?");
  }

  @ParameterizedTest
  @CsvSource({"--operator, sinn, sinh", "--cases, 0, --cases", "--cases, x, --cases"})
  void wrongOptionsAreRefused(String option, String value, String told) {
    ProgramRun run = ProgramRun.of("laws", option, value);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(option).contains(told);
  }
}
