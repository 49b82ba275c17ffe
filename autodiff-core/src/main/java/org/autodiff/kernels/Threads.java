package org.autodiff.kernels;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.IntConsumer;

/**
 * Work in independent parts on the common pool. The system property {@code org.autodiff.threads}
 * says how many threads there are: by default as many as processors.
 */
public final class Threads {
  static final String PROPERTY = "org.autodiff.threads";
  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  /** Multiplications that are worth a thread: it takes 50 microseconds to wake one up. */
  private static final long WORTH = 1L << 22;

  private static final int LIMIT = limit(System.getProperty(PROPERTY, "" + PROCESSORS));

  private Threads() {}

  /**
   * Returns the number of threads that a property asks for, or 0 if it is not a positive number.
   */
  static int limit(String requested) {
    try {
      return Math.max(0, Integer.parseInt(requested));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /**
   * {@return the number of threads to use}
   *
   * @throws IllegalStateException if the system property is not a positive number
   */
  public static int count() {
    return requirePositive(LIMIT, System.getProperty(PROPERTY, ""));
  }

  static int requirePositive(int limit, String requested) {
    if (limit == 0) {
      throw new IllegalStateException(
          PROPERTY + ": must be a whole number of at least 1, got \"" + requested + "\"");
    }
    return limit;
  }

  /**
   * Returns into how many parts to split so many multiplications.
   *
   * @param threads how many threads there are
   * @param most how many parts there can be
   */
  static int parts(int threads, long multiplications, int most) {
    return (int) Math.max(1, Math.min(Math.min(most, threads), multiplications / WORTH));
  }

  /**
   * Runs the parts 0 to parts - 1: the first one here, the others on the common pool.
   *
   * @param parts how many
   * @param part does the part of a number
   */
  public static void run(int parts, IntConsumer part) {
    ForkJoinTask<?>[] others = new ForkJoinTask<?>[parts - 1];
    for (int i = 0; i < others.length; i++) {
      int index = i + 1;
      others[i] = ForkJoinPool.commonPool().submit(() -> part.accept(index));
    }
    try {
      part.accept(0);
    } finally {
      for (ForkJoinTask<?> other : others) {
        other.join();
      }
    }
  }
}
