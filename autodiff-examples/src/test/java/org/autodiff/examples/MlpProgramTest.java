package org.autodiff.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MlpProgramTest {

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"42", "7"})
  void theThreeGradientsAgree(String seed) throws Exception {
    JsonNode json = run("--json", "--epochs", "1", "--seed", seed).json();

    assertThat(json.get("gradients"))
        .extracting(line -> line.get("name").textValue())
        .containsExactly("w1", "b1", "w2", "b2");
    assertThat(json.at("/gradients/0/hand")).hasSize(5000);
    assertThat(json.at("/gradients/0/shape").toString()).isEqualTo("[100,50]");
    assertThat(json.get("largestDifference").doubleValue()).isLessThan(1e-13);
    assertThat(json.get("largestDifferenceFromDifferences").doubleValue())
        .isGreaterThan(0)
        .isLessThan(1e-7);
  }

  @Test
  void theNetworkLearns() throws Exception {
    JsonNode json = run("--json", "--epochs", "30").json();
    JsonNode epochs = json.get("epochs");

    assertThat(epochs).hasSize(31);
    assertThat(epochs.at("/0/testLoss").doubleValue()).isGreaterThan(1);
    assertThat(epochs.at("/30/testLoss").doubleValue()).isLessThan(0.12);
    json.get("files").forEach(file -> assertThat(Path.of(file.textValue())).isNotEmptyFile());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "100000", "x"})
  void impossibleNumbersOfEpochsAreRefused(String epochs) {
    ProgramRun run = run("--epochs", epochs);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--epochs");
    assertThat(directory).isEmptyDirectory();
  }

  private ProgramRun run(String... options) {
    return Programs.run("mlp", directory, options);
  }
}
