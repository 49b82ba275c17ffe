package org.autodiff.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.autodiff.Tensor;
import org.autodiff.nn.Checkpoint;
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
  void eachEpochIsTold() {
    List<String> lines = run("--epochs", "2", "--layer", "ternary").err().lines().toList();

    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).matches("epoch 1/2: loss [0-9.]+, [0-9.]+ % right, [0-9.]+ s");
    assertThat(lines.get(1)).startsWith("epoch 2/2: ");
  }

  @Test
  void whatCannotBeSavedIsRefusedBeforeAnythingIsComputed() {
    Path nowhere = directory.resolve("nowhere/net.npz");
    for (String file : List.of("" + nowhere, directory + "/net.txt", "" + directory)) {
      ProgramRun run = run("--epochs", "1", "--save", file);
      assertThat(run.code()).as(file).isEqualTo(2);
      assertThat(run.err().lines()).hasSize(1);
      assertThat(run.err()).contains("--save");
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aTrainingOfAnotherLayerIsNamed() {
    String file = directory.resolve("net.safetensors").toString();
    // the same shapes, so that nothing but the name tells them apart
    assertThat(run("--epochs", "1", "--layer", "abs-max", "--save", file).code()).isZero();

    ProgramRun run = run("--epochs", "1", "--layer", "hadamard-max", "--resume", file);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .contains("holds an abs-max network, not hadamard-max")
        .contains("write --layer abs-max");
  }

  @Test
  void aTrainingGoesOnOnlyWithWhatItWasBegun() throws Exception {
    String file = directory.resolve("net.npz").toString();
    ProgramRun first = run("--seed", "-7", "--epochs", "2", "--stop-after", "1", "--save", file);
    assertThat(first.err()).contains("after epoch 1 of 2; go on with --resume " + file);

    ProgramRun other = run("--resume", file, "--epochs", "3", "--seed", "8589934592");
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.err())
        .contains("was begun with --seed -7 and --epochs 2, got --seed 8589934592 and --epochs 3")
        .endsWith("; write --seed -7 --epochs 2\n");

    String[] same = {"--resume", file, "--epochs", "2", "--seed", "-7"};
    List<String> few = new ArrayList<>(Arrays.asList(same));
    few.addAll(List.of("--data", fewDigits().toString()));
    ProgramRun otherData = run(few.toArray(new String[0]));
    assertThat(otherData.code()).isEqualTo(2);
    assertThat(otherData.err())
        .startsWith("reading MNIST from ")
        .contains("was begun with 4000 examples, got 3 examples; write --data");

    List<String> finish = new ArrayList<>(Arrays.asList(same));
    finish.addAll(List.of("--save", file));
    assertThat(run(finish.toArray(new String[0])).json().get("epochs")).hasSize(1);
    ProgramRun finished = run(same);
    assertThat(finished.err()).contains("is at its last epoch, 2: there is nothing to train");
    assertThat(finished.json().get("testAccuracy").doubleValue()).isGreaterThan(0.5);
  }

  /** The four files, with three white digits each. */
  private Path fewDigits() throws IOException {
    Path folder = Files.createDirectory(directory.resolve("few"));
    for (String set : List.of("train", "t10k")) {
      ByteBuffer images = ByteBuffer.allocate(16 + 3 * 784);
      images.putInt(0x803).putInt(3).putInt(28).putInt(28);
      Files.write(folder.resolve(set + "-images-idx3-ubyte"), images.array());
      ByteBuffer labels = ByteBuffer.allocate(8 + 3).putInt(0x801).putInt(3);
      Files.write(folder.resolve(set + "-labels-idx1-ubyte"), labels.array());
    }
    return folder;
  }

  @Test
  void aFileThatIsNoTrainingIsRefused() throws Exception {
    Path foreign = directory.resolve("foreign.npz");
    Checkpoint.save(foreign, List.of(Tensor.ones(3)));
    ProgramRun run = run("--resume", foreign.toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("foreign.npz' is not a training that --save wrote");

    Path broken = Files.write(directory.resolve("broken.safetensors"), new byte[] {1, 2, 3});
    assertThat(run("--resume", broken.toString()).err())
        .contains("broken.safetensors' cannot be read: safetensors");
  }

  @Test
  void anEndInTheMiddleLeavesTheResultsSoFar() throws Exception {
    Path saved = directory.resolve("net.npz");
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "mnist",
                "--epochs",
                "10000",
                "--json",
                "--out",
                directory.toString(),
                "--save",
                saved.toString())
            .start();
    try (BufferedReader told = program.errorReader();
        BufferedReader reported = program.inputReader()) {
      String line = told.readLine();
      while (line != null && !line.startsWith("epoch 1/10000: ")) {
        line = told.readLine();
      }
      assertThat(line).isNotNull();
      program.toHandle().destroy(); // asks, as Ctrl-C does, and leaves the streams open
      JsonNode json = new ObjectMapper().readTree(reported.readLine());

      assertThat(json.get("epochs").size()).isBetween(1, 9999);
      assertThat(json.get("confusion")).hasSize(10);
      json.get("files").forEach(file -> assertThat(Path.of(file.textValue())).isNotEmptyFile());
      assertThat(saved).isNotEmptyFile();
      int last = json.get("epochs").size();
      assertThat(told.lines())
          .anyMatch(words -> words.contains("the results so far"))
          .last()
          .asString()
          .endsWith("after epoch " + last + " of 10000; go on with --resume " + saved);
      assertThat(program.waitFor()).isNotZero();
    } finally {
      program.destroyForcibly();
    }
  }

  @Test
  void layersAreComparedAndEachEpochIsTold() throws Exception {
    String[] options = {"--json", "--epochs", "1", "--layer", "dense", "--layer", "ternary"};
    ProgramRun run = Programs.run("mnist-compare", directory, options);

    assertThat(run.json().get("layers")).hasSize(2);
    assertThat(run.err().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("dense, epoch 1/1: "),
            line -> assertThat(line).startsWith("ternary, epoch 1/1: "));
    assertThat(directory.resolve("mnist-compare.svg")).isNotEmptyFile();
  }

  @Test
  void wrongArgumentsAreRefused() {
    assertThat(run("--as-written").err()).contains("--layer soft-abs-max");
    assertThat(run("--layer", "convolution").err())
        .contains("soft-abs-max")
        .contains("convolution");
    assertThat(run("--layer", "tenary").err()).contains("'tenary'; did you mean ternary?");
    assertThat(run("--epochs", "0").code()).isEqualTo(2);
    assertThat(run("--data", directory.toString()).err()).contains("train-images-idx3-ubyte");
    assertThat(run("--resume", directory.resolve("none.npz").toString()).err())
        .contains("none.npz");
  }
}
