package org.autodiff.ops.kernels;

import org.autodiff.kernels.Threads;

/** Divides independent work among threads. */
final class Ranges {
  /** Below this many terms a second thread costs more than it brings. */
  private static final long SMALLEST = 1 << 17;

  private Ranges() {}

  /** Work on the numbers from one up to, and without, another. */
  @FunctionalInterface
  interface Work {
    void run(int from, int to);
  }

  /**
   * Does work on 0 … count-1, in parts.
   *
   * @param count how many
   * @param grain the fewest in a part
   * @param cost terms each
   * @param work the work; parts must be independent
   */
  static void forEach(int count, int grain, long cost, Work work) {
    int parts = (int) Math.min(Threads.count(), Math.min(count / grain, count * cost / SMALLEST));
    if (parts <= 1) {
      work.run(0, count);
      return;
    }
    Threads.run(
        parts,
        part ->
            work.run(
                (int) ((long) count * part / parts), (int) ((long) count * (part + 1) / parts)));
  }
}
