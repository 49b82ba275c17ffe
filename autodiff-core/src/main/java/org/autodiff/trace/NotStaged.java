package org.autodiff.trace;

import org.autodiff.TraceException;

/**
 * Says that a function decides by a value that staging does not know, in a form that gives the
 * right results where it is run as it is: a loop or branch of {@code ControlFlow}.
 */
public final class NotStaged extends TraceException {
  private static final long serialVersionUID = 1L;

  NotStaged(String message) {
    super(message);
  }
}
