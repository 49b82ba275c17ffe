package org.autodiff.kernels;

import java.lang.System.Logger.Level;

/**
 * Which kernels are used, decided once.
 *
 * @param chosen the kernels; without meaning after a failure
 * @param failure why the request cannot be met, or empty
 */
record KernelChoice(Kernels chosen, String failure) {
  static final String PROPERTY = "org.autodiff.kernels";
  private static final String MODULE = "jdk.incubator.vector";
  private static final String FLAG = "--add-modules " + MODULE;

  private static final KernelChoice CHOICE =
      choose(System.getProperty(PROPERTY, "auto"), isModulePresent());

  static Kernels kernels() {
    if (!CHOICE.failure.isEmpty()) {
      throw new IllegalStateException(CHOICE.failure);
    }
    return CHOICE.chosen;
  }

  static boolean isModulePresent() {
    return ModuleLayer.boot().findModule(MODULE).isPresent();
  }

  static KernelChoice choose(String requested, boolean modulePresent) {
    return switch (requested) {
      case "scalar" -> new KernelChoice(new ScalarKernels(), "");
      case "vector" -> {
        if (!modulePresent) {
          yield refuse("the module " + MODULE + " is not present; run Java with " + FLAG);
        }
        if (!VectorPresence.isUsable()) {
          yield refuse(
              "the vectors of this processor are too short or too long; use scalar or auto");
        }
        yield new KernelChoice(VectorPresence.vectorKernels(), "");
      }
      case "auto" -> {
        if (modulePresent && VectorPresence.isUsable()) {
          yield new KernelChoice(VectorPresence.vectorKernels(), "");
        }
        System.getLogger(KernelChoice.class.getName())
            .log(Level.INFO, "Plain Java kernels are used; vector kernels need {0}", FLAG);
        yield new KernelChoice(new ScalarKernels(), "");
      }
      default ->
          new KernelChoice(
              new ScalarKernels(),
              PROPERTY + ": must be scalar, vector or auto, got \"" + requested + "\"");
    };
  }

  private static KernelChoice refuse(String reason) {
    return new KernelChoice(new ScalarKernels(), PROPERTY + "=vector: " + reason);
  }
}
