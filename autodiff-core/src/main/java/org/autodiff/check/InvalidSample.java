package org.autodiff.check;

import java.util.List;
import org.autodiff.AutodiffException;

/**
 * Operands or parameters that an operator rejects.
 *
 * @param sample the operands and parameters
 * @param exception the documented exception
 * @param fragments texts that its message contains: the argument, the shapes
 */
public record InvalidSample(
    Sample sample, Class<? extends AutodiffException> exception, List<String> fragments) {
  /** Copies what it is given. */
  public InvalidSample {
    fragments = List.copyOf(fragments);
  }
}
