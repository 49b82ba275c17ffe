package org.autodiff.internal;

import java.lang.StackWalker.StackFrame;
import java.net.URL;
import java.security.CodeSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the user's line of code, for messages. */
public final class UserCode {
  private static final String ROOT = "org.autodiff";

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
              || (isOwn(type.getPackageName()) && isBesidePackage(type));
        }
      };

  private static boolean isLibrary(Class<?> type) {
    return LIBRARY.get(type);
  }

  /** Whether a package is the library's; the programs of its examples are a user's. */
  private static boolean isOwn(String name) {
    return (name.equals(ROOT) || name.startsWith(ROOT + "."))
        && !name.equals(ROOT + ".examples")
        && !name.equals(ROOT + ".benchmarks");
  }

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
