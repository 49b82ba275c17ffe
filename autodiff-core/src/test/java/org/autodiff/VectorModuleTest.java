package org.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Holds the build to its promise that the tests run once without the vector module, once with it.
 */
class VectorModuleTest {

  @Test
  void theVectorModuleIsPresentExactlyInTheSimdRun() {
    boolean present = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

    assertThat(present).isEqualTo(Boolean.getBoolean("autodiff.test.simd"));
  }
}
