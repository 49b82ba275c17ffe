package org.autodiff.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher in a tree of its own, with a Maven and a JDK that only say what they were told. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
  @TempDir Path tree;

  private record Run(int code, String out, String err) {}

  @BeforeEach
  void plant() throws IOException {
    Path launcher = Files.copy(Path.of("../autodiff"), tree.resolve("autodiff"));
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
    Files.createDirectory(tree.resolve(".mvn"));
    for (String module : List.of("core", "ops", "examples")) {
      Path folder = tree.resolve("autodiff-" + module);
      Files.createDirectories(folder.resolve("src/main"));
      Files.writeString(folder.resolve("pom.xml"), "<project/>");
    }
    Files.createDirectory(tree.resolve("autodiff-core/src/generated"));
    Files.writeString(
        tree.resolve("pom.xml"),
        "<project>\n  <version>4.5.6</version>\n  <x><version>1</version></x>\n</project>\n");
    script("jdk/bin/java", "printf '%s\\n' \"$@\"");
    script("jdk/bin/javac", "true");
    Files.writeString(tree.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
    script(
        "bin/mvn",
        """
        echo "mvn $*" >>"$PWD/calls"
        for module in core ops examples; do
          echo "[INFO] Building autodiff-$module 4.5.6      [2/4]"
          mkdir -p "$PWD/autodiff-$module/target/quick/classes"
        done
        printf libraries.jar >"$PWD/autodiff-examples/target/quick/classpath.txt"
        """);
  }

  private void script(String name, String text) throws IOException {
    Path file = tree.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/usr/bin/env bash\n" + text + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private Run run(Map<String, String> environment, String... arguments) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(tree.resolve("autodiff").toString());
    builder.command().addAll(List.of(arguments));
    builder.environment().clear(); // without HOME, among others
    builder.environment().put("PATH", tree.resolve("bin") + ":/usr/bin:/bin");
    builder.environment().put("JAVA_HOME", tree.resolve("jdk").toString());
    builder.environment().putAll(environment);
    Path out = tree.resolve("out");
    Path err = tree.resolve("err");
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  private Run run(String... arguments) throws Exception {
    return run(Map.of(), arguments);
  }

  @Test
  void itBuildsOnceWithoutTheAnalysersAndTellsWhat() throws Exception {
    Run first = run("echo", "a b", "");

    assertThat(first.err()).startsWith("building, without the analysers");
    assertThat(first.err().lines().map(String::strip))
        .anyMatch(line -> line.matches("[0-9]+ s  autodiff-core"))
        .anyMatch(line -> line.matches("[0-9]+ s  autodiff-ops"))
        .anyMatch(line -> line.matches("[0-9]+ s  autodiff-examples"))
        .anyMatch(line -> line.matches("[0-9]+ s  done"));
    assertThat(Files.readString(tree.resolve("calls"))).contains(" -Dquick ");
    assertThat(first.code()).isZero();
    assertThat(first.out()).endsWith(Main.class.getName() + "\necho\na b\n\n");

    assertThat(run("echo").err()).doesNotContain("building");
    assertThat(Files.readAllLines(tree.resolve("calls"))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"main", "generated"})
  void sourcesThatChangeAreBuiltAgain(String folder) throws Exception {
    run();
    assertThat(run().err()).isEmpty();
    Path source = tree.resolve("autodiff-core/src/" + folder + "/New.java");
    Files.writeString(source, "");
    assertThat(source.toFile().setLastModified(System.currentTimeMillis() + 5000)).isTrue();

    assertThat(run().err()).contains("building");
  }

  @Test
  void theJvmIsToldVersionClassesAndOptions() throws Exception {
    Run run = run(Map.of("AUTODIFF_JAVA_OPTS", "-Xmx1g -XX:+UseSerialGC"), "x");

    String classes = tree.toRealPath() + "/autodiff-examples/target/quick/classes:";
    assertThat(run.out().lines())
        .contains("-Dautodiff.version=4.5.6", "-Xmx1g", "-XX:+UseSerialGC", "jdk.incubator.vector")
        .doesNotContain("-XX:+UseParallelGC")
        .anyMatch(line -> line.startsWith(classes) && line.endsWith(":libraries.jar"))
        .noneMatch(line -> line.startsWith("-Dautodiff.terminal")); // stderr is a file
  }

  @Test
  void aFailedBuildShowsItsLogAndStartsNothing() throws Exception {
    script("bin/mvn", "seq 1000 1099; echo '[ERROR] what went wrong'; exit 1");
    Run run = run("x");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("[ERROR] what went wrong").contains("the build failed");
    assertThat(run.err()).contains("1099").doesNotContain("1050").doesNotContain("done");
    assertThat(run.err().strip()).endsWith("/target/quick/launcher.log");
    assertThat(run("x").code()).as("and again").isEqualTo(1);
  }

  @Test
  void mavenRunsOnTheJdkThatWasFoundNotOnABrokenOne() throws Exception {
    script("bin/mvn", "echo \"on $JAVA_HOME and $JAVA25_HOME\"; exit 1");
    String path = tree.resolve("jdk/bin") + ":" + tree.resolve("bin") + ":/usr/bin:/bin";
    Run run = run(Map.of("JAVA_HOME", "/nowhere", "PATH", path), "x");

    Path jdk = tree.resolve("jdk");
    assertThat(run.err()).contains("on " + jdk + " and " + jdk);
  }

  @Test
  void aBuildThatIsStoppedLeavesNoStampAndSaysSo() throws Exception {
    Process asked = new ProcessBuilder("bash", "-c", "trap -p INT").start();
    String ignored = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assumeThat(ignored).as("a shell that was started deaf to Ctrl-C stays deaf").isEmpty();
    // the launcher's number is the end of the name of its stamp
    script("bin/mvn", "for f in */target/quick/*.stamp.*; do kill -INT \"${f##*.}\"; done");
    Run run = run("x");

    assertThat(run.code()).isEqualTo(130);
    assertThat(run.err()).contains("autodiff: the build was stopped").doesNotContain("done");
    try (Stream<Path> left = Files.list(tree.resolve("autodiff-examples/target/quick"))) {
      assertThat(left).noneMatch(file -> file.toString().contains(".stamp"));
    }
  }

  @Test
  void withoutMavenItSaysWhatToInstall() throws Exception {
    Files.delete(tree.resolve("bin/mvn"));
    // only what the launcher needs, so that no other mvn is found
    for (String tool :
        List.of("env", "bash", "dirname", "grep", "find", "readlink", "sed", "cat")) {
      for (Path place : List.of(Path.of("/usr/bin"), Path.of("/bin"))) {
        if (Files.exists(place.resolve(tool)) && !Files.exists(tree.resolve("bin/" + tool))) {
          Path file = tree.resolve("bin/" + tool);
          Files.writeString(file, "#!/bin/sh\nexec " + place.resolve(tool) + " \"$@\"\n");
          assertThat(file.toFile().setExecutable(true)).isTrue();
        }
      }
    }
    Run run = run(Map.of("PATH", tree.resolve("bin").toString()), "x");

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).contains("install Maven");
  }
}
