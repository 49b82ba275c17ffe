package org.autodiff.examples;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.autodiff.Tensor;

/** Times for a table: for statements of speed there are the JMH benchmarks. */
final class Timing {
  private static final long WARM_UP = 200_000_000;
  private static final long ENOUGH = 40_000_000;
  private static final int ROUNDS = 5;

  /** The compiler counts runs, too; of work that takes long it counts the loops inside. */
  private static final int RUNS = 100;

  private static final long WARM_ENOUGH = 1_000_000_000;

  private Timing() {}

  /** The number of steps that {@link #microseconds} takes for so many kinds of work. */
  static long steps(int works) {
    return (long) works * (1 + ROUNDS);
  }

  /**
   * The shortest of many runs of each kind of work after a warm-up, in microseconds. They take
   * turns, so that a disturbance of a second does not fall on all the runs of one of them.
   */
  static double[] microseconds(List<Supplier<Tensor>> works, Progress progress) {
    double[] best = new double[works.size()];
    Arrays.fill(best, Double.POSITIVE_INFINITY);
    for (int round = 0; round <= ROUNDS; round++) {
      for (int i = 0; i < best.length; i++) {
        if (round == 0) {
          shortest(works.get(i), RUNS, WARM_UP);
        } else {
          best[i] = Math.min(best[i], shortest(works.get(i), 2, ENOUGH));
        }
        progress.step();
      }
    }
    return best;
  }

  private static double shortest(Supplier<Tensor> work, int runs, long nanoseconds) {
    long best = Long.MAX_VALUE;
    long start = System.nanoTime();
    Tensor last = work.get();
    long elapsed = 0;
    for (int run = 1; run < 2 || elapsed < (run < runs ? WARM_ENOUGH : nanoseconds); run++) {
      long before = System.nanoTime();
      last = work.get();
      best = Math.min(best, System.nanoTime() - before);
      elapsed = System.nanoTime() - start;
    }
    // the product is looked at, so that the compiler cannot leave the work out
    return best / 1e3 + 0 * last.size();
  }
}
