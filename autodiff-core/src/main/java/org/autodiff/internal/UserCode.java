package org.autodiff.internal;

import java.lang.StackWalker.StackFrame;
import java.net.URL;
import java.security.CodeSource;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the user's line of code, for messages. */
public final class UserCode {
  private static final StackWalker STACK =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  private UserCode() {}

  /** {@return the innermost line of code that is neither the library's nor the JDK's} */
  public static String line() {
    Optional<StackFrame> frame =
        STACK.walk(frames -> frames.filter(f -> !isLibrary(f.getDeclaringClass())).findFirst());
    return frame.map(f -> f.toStackTraceElement().toString()).orElse("an unknown place");
  }

  private static final ClassValue<Boolean> LIBRARY =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          ClassLoader loader = type.getClassLoader();
          return loader == null
              || loader == ClassLoader.getPlatformClassLoader()
              || (OWN_PACKAGES.contains(type.getPackageName()) && isBesidePackage(type));
        }
      };

  private static boolean isLibrary(Class<?> type) {
    return LIBRARY.get(type);
  }

  /** The library's packages; the programs of its examples are a user's. */
  private static final Set<String> OWN_PACKAGES =
      Set.of(
          "org.autodiff",
          "org.autodiff.check",
          "org.autodiff.check.entries",
          "org.autodiff.extend",
          "org.autodiff.graph",
          "org.autodiff.internal",
          "org.autodiff.io",
          "org.autodiff.kernels",
          "org.autodiff.nn",
          "org.autodiff.operators.elementwise",
          "org.autodiff.operators.indexing",
          "org.autodiff.operators.linalg",
          "org.autodiff.operators.random",
          "org.autodiff.operators.reduction",
          "org.autodiff.operators.scan",
          "org.autodiff.operators.shaping",
          "org.autodiff.ops",
          "org.autodiff.ops.check",
          "org.autodiff.ops.entries",
          "org.autodiff.ops.kernels",
          "org.autodiff.ops.operators",
          "org.autodiff.ops.operators.aggregate",
          "org.autodiff.ops.operators.decomposition",
          "org.autodiff.ops.operators.normalization",
          "org.autodiff.ops.operators.quantized",
          "org.autodiff.ops.operators.ternary",
          "org.autodiff.trace");

  /**
   * Whether a class stands where its package is described: a test in a package of the library is
   * compiled to another place, and whoever runs it wants to see its lines.
   */
  private static boolean isBesidePackage(Class<?> type) {
    try {
      Class<?> description =
          Class.forName(type.getPackageName() + ".package-info", false, type.getClassLoader());
      return Objects.equals(place(type), place(description));
    } catch (ClassNotFoundException e) {
      return true;
    }
  }

  private static @Nullable URL place(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    return source == null ? null : source.getLocation();
  }
}
