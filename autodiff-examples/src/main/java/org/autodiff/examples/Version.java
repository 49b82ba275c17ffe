package org.autodiff.examples;

import org.autodiff.kernels.Kernels;

/** What runs: the version of this project, the JDK, and the kernels that it computes with. */
final class Version {
  /** Set by the launcher, which reads it from the build file. */
  private static final String PROPERTY = "autodiff.version";

  private Version() {}

  static String[] lines() {
    return new String[] {
      "autodiff " + System.getProperty(PROPERTY, "(started without its launcher)"),
      "JDK " + Runtime.version() + ", " + System.getProperty("java.vm.name"),
      Kernels.get().name()
          + " kernels, "
          + Runtime.getRuntime().availableProcessors()
          + " processors"
    };
  }
}
