package org.autodiff.trace;

import java.util.List;
import java.util.function.Supplier;
import org.autodiff.Tensor;
import org.autodiff.internal.UserCode;

/** Which line of the user's code an operation belongs to, also where it is done again later. */
public final class Lines {
  private static final ScopedValue<String> CURRENT = ScopedValue.newInstance();

  private Lines() {}

  /** {@return the line of the step that is done again, or else of the code that is running} */
  public static String current() {
    return CURRENT.isBound() ? CURRENT.get() : UserCode.line();
  }

  /** {@return whether anybody will ask for the lines of what is done with these tensors} */
  static boolean matter(List<? extends Tensor> tensors) {
    if (Watching.isWatching()) {
      return true;
    }
    for (Tensor tensor : tensors) {
      Tensor inner = tensor;
      while (inner instanceof Tracer traced) {
        if (inner instanceof StagingTrace.Box || inner instanceof ObservingTrace.Box) {
          return true;
        }
        inner = traced.inner();
      }
    }
    return false;
  }

  /** Does a step again that belongs to a line. */
  static <T> T at(String line, Supplier<T> work) {
    return ScopedValue.where(CURRENT, line).call(work::get);
  }
}
