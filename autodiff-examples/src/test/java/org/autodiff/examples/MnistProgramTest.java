package org.autodiff.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MnistProgramTest {
  @TempDir Path directory;

  private ProgramRun run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("mnist", "--json", "--out", "" + directory));
    all.addAll(Arrays.asList(arguments));
    return ProgramRun.of(all.toArray(new String[0]));
  }

  @Test
  void theDenseNetworkLearnsDrawnDigits() throws Exception {
    JsonNode json = run("--epochs", "2").json();
    assertThat(json.get("data").textValue()).contains("drawn");
    assertThat(json.get("parameters").intValue()).isEqualTo(242_762);
    assertThat(json.get("testAccuracy").doubleValue()).isGreaterThan(0.9);
    int count = 0;
    for (JsonNode row : json.get("confusion")) {
      for (JsonNode cell : row) {
        count += cell.intValue();
      }
    }
    assertThat(count).isEqualTo(1000);
    json.get("files").forEach(file -> assertThat(Path.of(file.textValue())).isNotEmptyFile());
  }

  @Test
  void aTernaryRunResumesBitForBit() throws Exception {
    Path whole = directory.resolve("whole.safetensors");
    Path part = directory.resolve("part.safetensors");
    Path resumed = directory.resolve("resumed.safetensors");
    // the schedule depends on the number of epochs: the first run is killed by its last epoch
    run("--layer", "ternary", "--epochs", "2", "--save", whole.toString()).json();
    JsonNode first =
        run("--layer", "ternary", "--epochs", "2", "--stop-after", "1", "--save", part.toString())
            .json();
    assertThat(first.get("epochs")).hasSize(1);
    JsonNode second =
        run(
                "--layer",
                "ternary",
                "--epochs",
                "2",
                "--resume",
                part.toString(),
                "--save",
                resumed.toString())
            .json();
    assertThat(second.get("epochs")).hasSize(1);
    assertThat(Files.readAllBytes(resumed)).isEqualTo(Files.readAllBytes(whole));
  }

  @Test
  void theRecipeAsWrittenStaysNearChanceAndSaysWhy() throws Exception {
    JsonNode json = run("--layer", "soft-abs-max", "--as-written", "--epochs", "1").json();
    assertThat(json.get("testAccuracy").doubleValue()).isLessThan(0.4);
    assertThat(json.get("saturation")).hasSize(4);
    assertThat(json.at("/saturation/0/beyondOne").doubleValue()).isGreaterThan(0.9);
  }

  @Test
  void theOtherRecipeForSoftAbsMaxLearns() throws Exception {
    JsonNode json = run("--layer", "soft-abs-max", "--epochs", "2").json();
    assertThat(json.get("testAccuracy").doubleValue()).isGreaterThan(0.7);
  }

  @Test
  void wrongArgumentsAreRefused() {
    assertThat(run("--as-written").err()).contains("--layer soft-abs-max");
    assertThat(run("--layer", "convolution").err())
        .contains("soft-abs-max")
        .contains("convolution");
    assertThat(run("--epochs", "0").code()).isEqualTo(2);
    assertThat(run("--data", directory.toString()).err()).contains("train-images-idx3-ubyte");
    assertThat(run("--resume", directory.resolve("none.npz").toString()).err())
        .contains("none.npz");
  }
}
