package org.autodiff.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MatmulProgramTest {

  @Test
  void everyStepGivesTheSameResult() throws Exception {
    JsonNode json = ProgramRun.of("matmul", "--json", "--millis", "1").json();

    assertThat(json.get("steps")).hasSize(7);
    for (JsonNode step : json.get("steps")) {
      assertThat(step.get("largestDifference").doubleValue()).isLessThan(1e-12);
      assertThat(step.get("micros").doubleValue()).isPositive();
      assertThat(step.get("speedup").doubleValue()).isPositive();
    }
  }

  @Test
  void aBroadcastVectorIsStoredOnce() throws Exception {
    JsonNode json = ProgramRun.of("matmul", "--json", "--millis", "1").json();

    assertThat(json.at("/broadcast/shape").toString()).isEqualTo("[784,10]");
    assertThat(json.at("/broadcast/strides").toString()).isEqualTo("[0,1]");
    assertThat(json.at("/broadcast/bytes").longValue()).isEqualTo(80);
    assertThat(json.at("/copy/strides").toString()).isEqualTo("[10,1]");
    assertThat(json.at("/copy/bytes").longValue()).isEqualTo(62_720);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1000000", "x"})
  void impossibleTimesAreRefused(String millis) {
    ProgramRun run = ProgramRun.of("matmul", "--millis", millis);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("--millis");
  }
}
