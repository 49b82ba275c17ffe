package org.autodiff.check;

import java.util.List;

/**
 * A set of operators, found by {@link java.util.ServiceLoader}. A library brings its own operators
 * with one class that implements this, named in {@code
 * META-INF/services/org.autodiff.check.OperatorSet} or in a {@code provides} clause of its module;
 * nothing in the core changes. An operator can be its own set: a class may implement both.
 */
public interface OperatorSet {
  /** {@return the name of the set, for documentation and messages} */
  default String name() {
    return getClass().getSimpleName();
  }

  /** {@return the operators} */
  List<OperatorEntry> operators();
}
