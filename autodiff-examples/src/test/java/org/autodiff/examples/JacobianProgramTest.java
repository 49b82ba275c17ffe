package org.autodiff.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JacobianProgramTest {

  @Test
  void everyWayIsPrinted() {
    ProgramRun run = ProgramRun.of("jacobian");

    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("  (2, 3, 2)  (12, 4)\n")
        .contains("  (1, 0, 0)  (6, 0)\n  (0, 1, 0)  (4, 0)\n  (0, 0, 1)  (0, 4)\n")
        .contains("  (1, 0)  (6, 4, 0)\n  (0, 1)  (0, 0, 4)\n");
    String matrix = "\n       ∂x1  ∂x2  ∂x3\n  ∂f1    6    4    0\n  ∂f2    0    0    4\n";
    assertThat(run.out())
        .contains("jacfwd" + matrix)
        .contains("jacrev" + matrix)
        .contains("analytic" + matrix);
  }

  @Test
  void jsonHoldsTheSame() throws Exception {
    JsonNode json = ProgramRun.of("jacobian", "--json").json();

    assertThat(json)
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"value": [12.0, 4.0],
                     "jvpColumns": [[6.0, 0.0], [4.0, 0.0], [0.0, 4.0]],
                     "vjpRows": [[6.0, 4.0, 0.0], [0.0, 0.0, 4.0]],
                     "jacobian": [[6.0, 4.0, 0.0], [0.0, 0.0, 4.0]],
                     "maxError": 0.0}
                    """));
  }

  @Test
  void thePointMayBeNegative() throws Exception {
    ProgramRun apart = ProgramRun.of("jacobian", "--json", "--at", "-1,2.5,3");
    ProgramRun joined = ProgramRun.of("jacobian", "--json", "--at=-1,2.5,3");

    assertThat(apart).isEqualTo(joined);
    assertThat(ProgramRun.numbers(apart.json().get("value"))).containsExactly(-5, 9);
    assertThat(ProgramRun.numbers(apart.json().get("jacobian").get(0))).containsExactly(5, -2, 0);
    assertThat(ProgramRun.numbers(apart.json().get("jacobian").get(1))).containsExactly(0, 0, 6);
  }

  @Test
  void whatOverflowsIsNullInJson() throws Exception {
    JsonNode json = ProgramRun.of("jacobian", "--json", "--at", "1e200,1e200,1").json();

    assertThat(json.get("value").get(0).isNull()).isTrue();
    assertThat(json.get("value").get(1).doubleValue()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1,2", "1,2,3,4", "", "1,,2", "1,a,2", "1,2,NaN", "1e999,1,1", "1,2,3,"})
  void otherPointsAreRefusedInOneLine(String at) {
    ProgramRun run = ProgramRun.of("jacobian", "--at", at);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains("--at").contains("three").contains("'" + at + "'");
  }
}
