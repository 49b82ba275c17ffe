package org.autodiff.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TourProgramTest {
  @TempDir Path directory;

  @Test
  void everyStopHasAResult() throws Exception {
    JsonNode stops = ProgramRun.of("tour", "--json", "--out", directory.toString()).json();
    assertThat(stops).hasSizeGreaterThan(10);
    for (JsonNode stop : stops) {
      assertThat(stop.get("result").textValue()).isNotBlank().doesNotContain("NaN", "Infinity");
      assertThat(stop.get("seconds").doubleValue()).isPositive();
    }
    assertThat(directory.resolve("robot-arm.svg")).isNotEmptyFile();
  }
}
