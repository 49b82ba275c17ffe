package org.autodiff.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitProgramTest {

  @TempDir Path directory;

  @Test
  void activationsExplodeWithoutScalingAndHoldWithHe() throws Exception {
    JsonNode json = Programs.run("init", directory, "--json").json();
    JsonNode runs = json.get("runs");

    assertThat(std(runs, 0)).hasSize(50);
    assertThat(std(runs, 0)[49]).isGreaterThan(1e40);
    assertThat(runs.at("/0/firstInfiniteFloat32Layer").intValue()).isBetween(40, 50);
    assertThat(std(runs, 1)[49]).isLessThan(1e-50);
    assertThat(std(runs, 2)[49]).isBetween(1e-9, 1e-5);
    assertThat(Arrays.stream(std(runs, 3))).allMatch(std -> std > 0.1 && std < 10);
    assertThat(runs.at("/3/inputGradientStd").doubleValue()).isBetween(0.1, 10.0);
    assertThat(runs.at("/3/firstInfiniteFloat32Layer").intValue()).isZero();
    json.get("files").forEach(file -> assertThat(Path.of(file.textValue())).isNotEmptyFile());
  }

  @Test
  void theSeedDecides() {
    ProgramRun first = Programs.run("init", directory, "--seed", "1");

    assertThat(first).isEqualTo(Programs.run("init", directory, "--seed", "1"));
    assertThat(first).isNotEqualTo(Programs.run("init", directory, "--seed", "2"));
  }

  @Test
  void aPlaceThatIsNoDirectoryIsRefused() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));

    for (Path out : new Path[] {file, file.resolve("below")}) {
      ProgramRun run = Programs.run("init", out);
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.err().lines()).hasSize(1);
      assertThat(run.err()).contains("--out").contains(out.toString());
    }
  }

  private static double[] std(JsonNode runs, int run) {
    return ProgramRun.numbers(runs.get(run).get("std"));
  }
}
