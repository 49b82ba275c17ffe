package org.autodiff.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FusedMultiplyTest {
  /** Prints the choice, and where an element in a run is not what it is alone. */
  static final class Probe {
    private Probe() {}

    /**
     * Prints.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
      System.out.println(FusedMultiply.PRESENT);
      double[] x = KernelFixtures.operands(1, 45, -2, 2);
      double[] y = new double[x.length];
      double[] alone = new double[x.length];
      Kernels scalar = KernelFixtures.kernels().get(0);
      for (Kernels kernels : KernelFixtures.kernels()) {
        for (UnaryKind kind : UnaryKind.values()) {
          kernels.unary(kind, x, 0, y, 0, x.length);
          for (int i = 0; i < x.length; i++) {
            scalar.unary(kind, x, i, alone, i, 1);
            KernelFixtures.assertClose(UnaryTest.reference(kind, x[i]), y[i], 4, kind + " " + x[i]);
          }
          if (!Arrays.equals(alone, y)) {
            System.out.println(kernels.name() + " " + kind);
          }
        }
      }
    }
  }

  private static String run(String options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of(options.split(" ")));
    if (KernelChoice.isModulePresent()) {
      command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Probe.class.getName()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    byte[] out = process.getInputStream().readAllBytes();
    return new String(out, StandardCharsets.UTF_8).strip();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-XX:-UseFMA", "-XX:-UseFMA -Xint"})
  void withoutTheInstructionItIsNotUsed(String options) throws IOException {
    assertEquals("false", run(options));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-XX:+UseParallelGC", "-Xint"})
  void theChoiceDoesNotDependOnTheCompiler(String options) throws IOException {
    assertEquals(String.valueOf(FusedMultiply.PRESENT), run(options));
  }
}
