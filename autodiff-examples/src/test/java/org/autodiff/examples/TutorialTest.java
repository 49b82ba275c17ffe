package org.autodiff.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.autodiff.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tutorial.TrainDigits;

/** Every program of the tutorial compiles as it stands there, and prints what the page says. */
class TutorialTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final Pattern BLOCK = Pattern.compile("```(java|text)\n(.*?)```", Pattern.DOTALL);

  @TempDir Path directory;

  private static String source(String name) throws IOException {
    return Files.readString(Path.of("src/test/java/tutorial", name + ".java"))
        .replaceFirst("package tutorial;\n\n", "");
  }

  private static List<String> blocks() throws IOException {
    Matcher matcher = BLOCK.matcher(Files.readString(DOCS.resolve("tutorial.md")));
    List<String> blocks = new ArrayList<>();
    while (matcher.find()) {
      blocks.add(matcher.group(1) + "\n" + matcher.group(2));
    }
    return blocks;
  }

  private static String output(String name) throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream capture = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      System.setOut(capture);
      Class.forName("tutorial." + name)
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[0]);
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FirstGradient",
        "TwoModes",
        "Batches",
        "Training",
        "Checking",
        "WithoutProducts",
        "TernaryWeights"
      })
  void aProgramPrintsWhatThePageSays(String name) throws Exception {
    List<String> blocks = blocks();
    int at = blocks.indexOf("java\n" + source(name));
    assertThat(at).as("the source of " + name + " on the page").isNotNegative();
    assertThat("text\n" + output(name)).isEqualTo(blocks.get(at + 1));
  }

  @Test
  void theNetworkOfTheTutorialLearns() throws IOException {
    assertThat(blocks()).contains("java\n" + source("TrainDigits"));
    Digits digits = Digits.drawn(1);
    writeImages("train-images-idx3-ubyte.gz", digits.trainX());
    writeLabels("train-labels-idx1-ubyte.gz", digits.trainY());
    writeImages("t10k-images-idx3-ubyte.gz", digits.testX());
    writeLabels("t10k-labels-idx1-ubyte.gz", digits.testY());
    Path save = directory.resolve("ternary.safetensors");
    assertThat(TrainDigits.train(directory, save)).isGreaterThan(0.9);
    assertThat(save).isNotEmptyFile();
  }

  private void writeImages(String name, Tensor images) throws IOException {
    write(name, new int[] {0x803, images.shape().dim(0), 28, 28}, images.mul(255).toFloats());
  }

  private void writeLabels(String name, Tensor labels) throws IOException {
    write(name, new int[] {0x801, labels.shape().dim(0)}, labels.toFloats());
  }

  private void write(String name, int[] header, float[] values) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(4 * header.length + values.length);
    for (int word : header) {
      bytes.putInt(word);
    }
    for (float value : values) {
      bytes.put((byte) Math.round(value));
    }
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(directory.resolve(name)))) {
      out.write(bytes.array());
    }
  }

  @Test
  void everyFigureIsThere() throws IOException {
    Matcher figures =
        Pattern.compile("\\]\\((figures/[^)]+)\\)")
            .matcher(Files.readString(DOCS.resolve("tutorial.md")));
    int count = 0;
    while (figures.find()) {
      assertThat(DOCS.resolve(figures.group(1))).isNotEmptyFile();
      count++;
    }
    assertThat(count).isPositive();
  }
}
