package org.autodiff.examples;

import java.util.function.Supplier;
import org.autodiff.Tensor;

/** Times for a table: for statements of speed there are the JMH benchmarks. */
final class Timing {
  private static final long WARM_UP = 300_000_000;
  private static final long ENOUGH = 200_000_000;

  /** The compiler counts runs, too. */
  private static final int RUNS = 100;

  private Timing() {}

  /** The shortest of many runs after a warm-up, in microseconds. */
  static double microseconds(Supplier<Tensor> work) {
    long start = System.nanoTime();
    Tensor last = work.get();
    for (int run = 1; run < RUNS || System.nanoTime() - start < WARM_UP; run++) {
      last = work.get();
    }
    long best = Long.MAX_VALUE;
    start = System.nanoTime();
    do {
      long before = System.nanoTime();
      last = work.get();
      best = Math.min(best, System.nanoTime() - before);
    } while (System.nanoTime() - start < ENOUGH);
    // the product is looked at, so that the compiler cannot leave the work out
    return best / 1e3 + 0 * last.size();
  }
}
