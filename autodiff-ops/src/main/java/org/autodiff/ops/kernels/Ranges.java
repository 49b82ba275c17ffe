package org.autodiff.ops.kernels;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;

/** Divides independent work among threads. */
final class Ranges {
  /** Below this many terms a second thread costs more than it brings. */
  private static final long SMALLEST = 1 << 17;

  private static final int THREADS =
      Math.max(
          1,
          Integer.getInteger("org.autodiff.threads", Runtime.getRuntime().availableProcessors()));

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
    int parts = (int) Math.min(THREADS, Math.min(count / grain, count * cost / SMALLEST));
    if (parts <= 1) {
      work.run(0, count);
      return;
    }
    ForkJoinTask<?>[] tasks = new ForkJoinTask<?>[parts - 1];
    for (int i = 1; i < parts; i++) {
      int from = (int) ((long) count * i / parts);
      int to = (int) ((long) count * (i + 1) / parts);
      tasks[i - 1] = ForkJoinPool.commonPool().submit(() -> work.run(from, to));
    }
    work.run(0, (int) ((long) count / parts));
    for (ForkJoinTask<?> task : tasks) {
      task.join();
    }
  }
}
