package org.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.autodiff.check.Law;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import readme.FirstExample;
import readme.RecordExample;

/** The examples of the README are the sources of the test tree, and print what it says. */
class ReadmeTest {
  private static final Path TOP = Path.of("..");

  private static List<String> blocks(String language) throws IOException {
    Matcher fences =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(TOP.resolve("README.md")));
    List<String> blocks = new ArrayList<>();
    while (fences.find()) {
      blocks.add(fences.group(1));
    }
    return blocks;
  }

  private static String source(Class<?> example) throws IOException {
    Path file = Path.of("src/test/java/readme", example.getSimpleName() + ".java");
    return Files.readString(file).replaceFirst("package readme;\n\n", "");
  }

  private static String output(Runnable program) {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream capture = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      System.setOut(capture);
      program.run();
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void examplesAreTheSourcesThatCompile() throws IOException {
    assertThat(blocks("java"))
        .containsExactly(source(FirstExample.class), source(RecordExample.class));
  }

  @Test
  void examplesPrintWhatTheReadmeSays() throws IOException {
    assertThat(output(() -> FirstExample.main(new String[0]))).isEqualTo(blocks("text").get(0));
    assertThat(output(() -> RecordExample.main(new String[0]))).isEqualTo("true\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Softsign", "Swish"})
  void theOperatorsOfTheWalkthroughAreThoseThatAreTested(String name) throws IOException {
    String operator =
        Files.readString(Path.of("src/test/java/com/example/operators/" + name + ".java"))
            .replaceFirst("package com.example.operators;\n\n", "");
    assertThat(Files.readString(TOP.resolve("docs/walkthrough.md"))).contains(operator);
  }

  @Test
  void theTestCommandIsWhatContinuousIntegrationRuns() throws IOException {
    String ci = Files.readString(TOP.resolve(".ci/run"));
    assertThat(ci).contains("\nmvn -B verify\n");
    assertThat(Files.readString(TOP.resolve("README.md"))).contains("\nmvn -B verify ");
  }

  @Test
  void theLawsAreListedAsTheyAre() throws IOException {
    String page = Files.readString(TOP.resolve("docs/laws.md"));
    for (Law law : Law.values()) {
      assertThat(page).contains("`" + law + "` | " + law.description() + " |");
    }
  }
}
