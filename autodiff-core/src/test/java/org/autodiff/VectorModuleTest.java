package org.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import jdk.incubator.vector.DoubleVector;
import org.junit.jupiter.api.Test;

/**
 * Holds the build to its promise that the tests run once without the vector module, once with it,
 * and those of the kernels once more for each width of vectors.
 */
class VectorModuleTest {

  @Test
  void theVectorModuleIsPresentExactlyInTheSimdRun() {
    boolean present = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

    assertThat(present).isEqualTo(Boolean.getBoolean("autodiff.test.simd"));
  }

  @Test
  void vectorsHaveTheWidthThatTheRunIsFor() {
    String options = String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments());
    int bits = Integer.getInteger("autodiff.test.bits", 0);

    if (bits > 0) {
      assertThat(options).contains("-XX:MaxVectorSize=" + bits / 8);
      assertThat(DoubleVector.SPECIES_PREFERRED.vectorBitSize()).isLessThanOrEqualTo(bits);
    } else {
      assertThat(options).doesNotContain("MaxVectorSize");
    }
  }
}
