package org.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.autodiff.ops.Decompositions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The project of the README, copied word by word: its pom and its first example. Maven builds and
 * runs it from a local repository of its own, in which this build's artifacts are installed, and
 * without the network: what this build has downloaded stands in for Maven Central.
 */
class ConsumerTest {
  private static final Path TOP = Path.of("..");
  private static final String VERSION = version();
  private static final long MINUTES = 5;

  @TempDir Path directory;

  private static List<String> blocks(String language) throws IOException {
    return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
        .matcher(Files.readString(TOP.resolve("README.md")))
        .results()
        .map(block -> block.group(1))
        .toList();
  }

  /** The version of this build: the first that the parent's pom names. */
  private static String version() {
    try {
      String pom = Files.readString(TOP.resolve("pom.xml"));
      return pom.substring(pom.indexOf("<version>") + 9, pom.indexOf("</version>"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Path> maven() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, "mvn"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @Test
  void theProjectOfTheReadmeBuildsAndRuns() throws Exception {
    Optional<Path> maven = maven();
    assumeTrue(maven.isPresent(), "there is no mvn on the PATH");
    Path repository = directory.resolve("repository");
    install(repository, "autodiff-parent", "pom.xml");
    install(repository, "autodiff-core", "autodiff-core/pom.xml");
    install(repository, "autodiff-ops", "autodiff-ops/pom.xml");
    writeJar(file(repository, "autodiff-core", "jar"), Tensor.class);
    writeJar(file(repository, "autodiff-ops", "jar"), Decompositions.class);
    Path sources = Files.createDirectories(directory.resolve("project/src/main/java"));
    Files.writeString(directory.resolve("project/pom.xml"), blocks("xml").getFirst());
    Files.writeString(sources.resolve("FirstExample.java"), blocks("java").getFirst());

    assertThat(run(maven.orElseThrow(), repository)).isEqualTo(blocks("text").getFirst());
  }

  private String run(Path maven, Path repository) throws IOException, InterruptedException {
    String downloaded =
        System.getProperty(
            "localRepository",
            Path.of(System.getProperty("user.home"), ".m2/repository").toString());
    Path settings = directory.resolve("settings.xml");
    Files.writeString(
        settings,
        "<settings><mirrors><mirror><id>downloaded</id><mirrorOf>*</mirrorOf><url>"
            + Path.of(downloaded).toUri()
            + "</url></mirror></mirrors></settings>");
    Path output = directory.resolve("output.txt");
    Path errors = directory.resolve("errors.txt");
    ProcessBuilder builder =
        new ProcessBuilder(
                maven.toString(),
                "-B",
                "-q",
                "--settings",
                settings.toString(),
                "-Dmaven.repo.local=" + repository,
                "compile",
                "exec:exec")
            .directory(directory.resolve("project").toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly();
    }
    String text = Files.readString(output);
    assertThat(ended && process.exitValue() == 0).as(text + Files.readString(errors)).isTrue();
    return text.replaceAll("\u001b\\[[0-9;]*m", ""); // some Mavens reset the colours in any case
  }

  private static Path file(Path repository, String artifact, String extension) {
    return repository.resolve(
        "org/autodiff/"
            + artifact
            + "/"
            + VERSION
            + "/"
            + artifact
            + "-"
            + VERSION
            + "."
            + extension);
  }

  private static void install(Path repository, String artifact, String pom) throws IOException {
    String text = Files.readString(TOP.resolve(pom));
    assertThat(text).contains("<version>" + VERSION + "</version>");
    Path target = file(repository, artifact, "pom");
    Files.createDirectories(target.getParent());
    Files.writeString(target, text);
  }

  /** The jar that a class comes from, or one of its folder when the jars are not built yet. */
  private static void writeJar(Path target, Class<?> type) throws IOException, URISyntaxException {
    Path home = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isRegularFile(home)) {
      Files.copy(home, target);
      return;
    }
    try (OutputStream out = Files.newOutputStream(target);
        JarOutputStream jar = new JarOutputStream(out);
        Stream<Path> files = Files.walk(home)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        jar.putNextEntry(new JarEntry(home.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, jar);
      }
    }
  }

  @Test
  void theGradleSnippetNamesTheSameArtifacts() throws IOException {
    Matcher dependency =
        Pattern.compile("implementation\\(\"([^\"]+)\"\\)").matcher(blocks("kotlin").getFirst());

    assertThat(dependency.find()).isTrue();
    assertThat(dependency.group(1)).isEqualTo("org.autodiff:autodiff-ops:" + VERSION);
    assertThat(blocks("xml").getFirst())
        .contains("<artifactId>autodiff-ops</artifactId>\n      <version>" + VERSION + "<");
  }
}
