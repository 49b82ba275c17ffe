package org.autodiff.compile;

import java.util.Locale;

/** What {@code compile} does, by the property {@code org.autodiff.compile}. */
public enum CompileMode {
  /** Nothing: a compiled function is the function itself. */
  OFF,
  /** Programs run step by step, each step one kernel. */
  STEPS,
  /** Programs run with regions of steps fused: the default. */
  INTERPRET;

  /** The name of the property. */
  public static final String PROPERTY = "org.autodiff.compile";

  private static final CompileMode CURRENT = parse(System.getProperty(PROPERTY, "interpret"));

  static CompileMode current() {
    return CURRENT;
  }

  static CompileMode parse(String text) {
    for (CompileMode mode : values()) {
      if (mode.name().toLowerCase(Locale.ROOT).equals(text)) {
        return mode;
      }
    }
    throw new IllegalArgumentException(
        PROPERTY + ": must be off, steps or interpret, got " + text + "; correct the property");
  }
}
