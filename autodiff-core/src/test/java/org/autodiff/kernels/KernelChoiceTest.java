package org.autodiff.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class KernelChoiceTest {
  @Test
  void automaticChoiceFollowsTheModule() {
    boolean present = KernelChoice.isModulePresent();
    String expected = present ? "vector" : "scalar";
    assertEquals(expected, KernelChoice.choose("auto", present).chosen().name());
    assertEquals("", KernelChoice.choose("auto", present).failure());
  }

  @Test
  void withoutTheModuleTheChoiceIsScalar() {
    assertEquals("scalar", KernelChoice.choose("auto", false).chosen().name());
  }

  @Test
  void scalarCanBeForced() {
    assertEquals("scalar", KernelChoice.choose("scalar", true).chosen().name());
  }

  @Test
  void forcingVectorsWithoutTheModuleNamesTheFlag() {
    String failure = KernelChoice.choose("vector", false).failure();
    assertTrue(failure.contains("--add-modules jdk.incubator.vector"), failure);
    assertTrue(failure.contains("org.autodiff.kernels"), failure);
  }

  @Test
  void forcingVectorsWithTheModuleWorks() {
    if (KernelChoice.isModulePresent()) {
      assertEquals("vector", KernelChoice.choose("vector", true).chosen().name());
    } else {
      assertEquals("scalar", Kernels.get().name());
    }
  }

  @Test
  void unknownRequestsAreNamed() {
    String failure = KernelChoice.choose("fast", true).failure();
    assertTrue(failure.contains("\"fast\"") && failure.contains("scalar, vector or auto"), failure);
  }

  @Test
  void theChoiceIsMadeOnce() {
    assertSame(Kernels.get(), Kernels.get());
  }
}
