package org.autodiff.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A result does not depend on whether the virtual machine has compiled the code yet. */
class SameBitsTest {
  @Test
  void interpretedAndCompiledCodeGiveTheSameBits() throws IOException {
    // vectors are interpreted a hundred times slower than this compiles them, without intrinsics
    Process interpreted = run(hasVectors() ? "-XX:TieredStopAtLevel=1" : "-Xint");
    Process compiled = run("-Xbatch", "-Dtimes=60");
    List<String> expected = lines(interpreted);
    assertThat(expected).hasSizeGreaterThan(180);
    assertThat(lines(compiled)).containsExactlyElementsOf(expected);
  }

  private static boolean hasVectors() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  }

  private static List<String> lines(Process process) throws IOException {
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return out.lines().toList();
  }

  private static Process run(String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of(options));
    if (hasVectors()) {
      command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(SameBits.class.getName());
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}
