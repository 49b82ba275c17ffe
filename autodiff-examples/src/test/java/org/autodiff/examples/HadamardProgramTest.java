package org.autodiff.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HadamardProgramTest {
  @TempDir Path directory;

  @Test
  void allGradientsAreRightAndTheNetworkLearns() throws Exception {
    JsonNode json =
        ProgramRun.of("hadamard", "--json", "--steps", "300", "--out", directory.toString()).json();

    assertThat(json.get("gradients"))
        .extracting(line -> line.get("name").textValue())
        .containsExactly("A", "B", "bias", "input");
    assertThat(json.get("gradients"))
        .allSatisfy(line -> assertThat(line.get("error").doubleValue()).isLessThan(1e-7));
    JsonNode right = json.at("/ways/0");
    assertThat(right.get("gradientError").doubleValue()).isLessThan(1e-12);
    JsonNode losses = right.get("losses");
    assertThat(losses.get(losses.size() - 1).doubleValue())
        .isLessThan(0.1 * losses.get(0).doubleValue());
    assertThat(json.at("/ways/1/gradientError").doubleValue()).isGreaterThan(0.01);
  }
}
