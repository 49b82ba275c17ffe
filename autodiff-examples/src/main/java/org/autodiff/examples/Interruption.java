package org.autodiff.examples;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, or another polite request to end, as a wish: until this is closed, the program is told
 * and has some seconds to report what it has come to.
 */
final class Interruption implements AutoCloseable {
  private static final long PATIENCE = 20; // seconds

  private final CountDownLatch reported = new CountDownLatch(1);
  private final Thread hook = new Thread(this::ask, "report before the end");
  private volatile boolean requested;

  Interruption() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Whether the program is to come to an end. */
  boolean requested() {
    return requested;
  }

  /** Runs as the virtual machine ends, which waits for it. */
  private void ask() {
    requested = true;
    try {
      boolean inTime = reported.await(PATIENCE, TimeUnit.SECONDS);
      if (!inTime) {
        System.err.println("stopped without a report: it took more than " + PATIENCE + " seconds");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    reported.countDown();
    if (!requested) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // it is about to run, and will end at once
      }
    }
  }
}
