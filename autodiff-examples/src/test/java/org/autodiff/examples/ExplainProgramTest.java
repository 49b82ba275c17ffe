package org.autodiff.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainProgramTest {
  @Test
  void theGradientOfTheUsualFunctionIsOneRegion() {
    ProgramRun run = ProgramRun.of("explain");

    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith("Compiled: the gradient of the sum of f(x), f(x) = sin(x^2)*cos(x)")
        .contains("\nWhat is left\n", "  argument", "cos-slope  a c", "  result")
        .containsPattern("\nWhat is done, in order\n.*\n +1 +1 +1 +fused \\d+ steps, 1000 lanes")
        .contains("\nKept from call to call\n");
  }

  @Test
  void jsonHoldsTheSame() throws Exception {
    JsonNode json =
        ProgramRun.of("explain", "--json", "--derivative", "value", "--function", "sin(x)+sin(x)*1")
            .json();

    assertThat(json.properties())
        .extracting(property -> property.getKey())
        .containsExactly(
            "title",
            "operations",
            "applied",
            "merged",
            "known",
            "dead",
            "units",
            "buffers",
            "bufferBytes");
    int left = json.get("operations").size();
    assertThat(left).isPositive();
    assertThat(json.get("known").intValue()).isPositive();
    assertThat(json.get("applied").intValue())
        .isEqualTo(
            left
                + json.get("merged").intValue()
                + json.get("known").intValue()
                + json.get("dead").intValue());
    assertThat(json.at("/operations/0/operands/0").textValue()).isEqualTo("a");
    assertThat(json.at("/units/0/writes").size()).isEqualTo(1);
  }

  @Test
  void whatIsRepeatedIsCounted() throws Exception {
    JsonNode json =
        ProgramRun.of("explain", "--json", "--derivative", "value", "--function", "sin(x)+sin(x)")
            .json();
    assertThat(json.get("applied").intValue()).isEqualTo(3);
    assertThat(json.get("merged").intValue()).isEqualTo(1);
    assertThat(json.at("/operations/0/operator").textValue()).isEqualTo("sin");
    assertThat(json.at("/operations/1/operands").toString()).isEqualTo("[\"b\",\"b\"]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"value", "jvp", "grad", "hvp"})
  void everyKindOfDerivativeIsCompiledInBothTypes(String kind) throws Exception {
    for (String dtype : new String[] {"float64", "float32"}) {
      JsonNode json =
          ProgramRun.of(
                  "explain", "--json", "--derivative", kind, "--dtype", dtype, "--size", "20000")
              .json();
      Set<String> types = new HashSet<>();
      json.get("operations").forEach(one -> types.add(one.at("/types/0").textValue()));
      assertThat(types).containsExactly(dtype + "[20000]");
    }
  }

  @Test
  void tensorsThatWouldNotFitIntoMemoryAreNotMade() throws Exception {
    JsonNode json = ProgramRun.of("explain", "--json", "--size", "100000000").json();
    assertThat(json.at("/operations/0/types/0").textValue()).isEqualTo("float64[100000000]");
  }

  @ParameterizedTest
  @CsvSource({
    "softmax, log-softmax, 11",
    "mlp, tanh-slope, 17",
    "determinant, slice, 162",
  })
  void everyExampleIsCompiled(String name, String operator, int operations) throws Exception {
    ProgramRun run = ProgramRun.of("explain", "--example", name);
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("  " + operator + " ").contains("What is done, in order");
    JsonNode json = ProgramRun.of("explain", "--json", "--example", name).json();
    assertThat(json.get("operations").size()).isEqualTo(operations);
    assertThat(ProgramRun.of("explain", "--example", name, "--dtype", "float32").code()).isZero();
  }

  @Test
  void repetitionsOfADeterminantAreDifferentiatedOnce() throws Exception {
    JsonNode json =
        ProgramRun.of("explain", "--json", "--example", "determinant", "--size", "6").json();
    // one by one there are 6! products of 6 factors, and as many cotangents for each
    assertThat(json.get("operations").size()).isLessThan(1500);
    assertThat(json.get("units").size()).isEqualTo(1);
    ProgramRun tables = ProgramRun.of("explain", "--example", "determinant", "--size", "6");
    assertThat(tables.out()).contains("… (" + json.get("operations").size() + " in all)");
  }

  @Test
  void theGraphIsDrawn() {
    assertThat(ProgramRun.of("explain", "--format", "dot").out())
        .startsWith("digraph {\n")
        .contains("label=\"sin\"")
        .endsWith("}\n");
    assertThat(ProgramRun.of("explain", "--format", "mermaid").out())
        .startsWith("flowchart TD\n")
        .contains("[\"sin\"]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--function sinn(x) | unknown function 'sinn'",
        "--derivative third | there are value, jvp, grad, hvp",
        "--example lstm | there are softmax, mlp, determinant",
        "--example mlp --function x | leave one of the options out",
        "--example mlp --derivative grad | leave one of the options out",
        "--example determinant --size 9 | from 2 to 8",
        "--size 0 | from 1 to",
        "--size many | --size",
        "--dtype int8 | there are float64, float32",
        "--format svg | there are text, dot, mermaid",
        "--format dot --json | leave out one of the two options",
      })
  void whatCannotBeExplainedIsRefused(String options, String fragment) {
    String[] args = ("explain " + options).split(" ", -1);
    ProgramRun run = ProgramRun.of(args);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(fragment);
  }
}
