package org.autodiff.examples;

import java.io.Serial;

/** An argument that cannot be used; the message, for a person, says why and what to write. */
final class Refusal extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  Refusal(String message) {
    super(message);
  }
}
