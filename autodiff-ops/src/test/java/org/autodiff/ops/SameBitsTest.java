package org.autodiff.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A result does not depend on whether the virtual machine has compiled the code yet, nor, with few
 * exceptions, on the set of kernels.
 */
class SameBitsTest {
  /** What adds in lanes of a vector's width, or in four sums without vectors. */
  private static final Set<String> DIFFERENT =
      Set.of(
          "adder",
          "adder with surrogate",
          "bit-linear",
          "boltzmann",
          "centered soft-abs-max",
          "layer-norm",
          "log-sum-exp",
          "lse-difference",
          "rms-norm",
          "sinh-sum",
          "soft max-plus",
          "soft-abs-max");

  @Test
  void interpretedAndCompiledCodeGiveTheSameBits() throws IOException {
    // vectors are interpreted a hundred times slower than this compiles them, without intrinsics
    Process interpreted = run(hasVectors() ? "-XX:TieredStopAtLevel=1" : "-Xint");
    Process compiled = run("-Xbatch", "-Dtimes=60");
    List<String> expected = lines(interpreted);
    assertThat(expected).hasSizeGreaterThan(180);
    assertThat(lines(compiled)).containsExactlyElementsOf(expected);
  }

  @Test
  void bothSetsOfKernelsGiveTheSameBitsButForAFewFunctions() throws IOException {
    if (hasVectors()) {
      List<String> plain = new ArrayList<>(lines(run("-Dorg.autodiff.kernels=scalar")));
      plain.removeAll(lines(run("-Dorg.autodiff.kernels=vector")));
      assertThat(plain)
          .allMatch(line -> DIFFERENT.contains(line.substring(0, line.indexOf(" float"))));
    }
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
