package org.autodiff.examples;

import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A progress bar for a person at a terminal, once something has taken two seconds. */
final class Progress implements AutoCloseable {
  /** Set by the launcher, which hands stderr on and so hides from Java what it is. */
  private static final boolean TERMINAL = Boolean.getBoolean("autodiff.terminal");

  private static final Duration QUIET = Duration.ofSeconds(2);
  private static final int WIDTH = 79;

  private final String task;
  private final long total;
  private final long start = System.nanoTime();
  private long done;
  private @Nullable ProgressBar bar;

  Progress(String task, long total) {
    this.task = task;
    this.total = total;
  }

  /** One more of all steps is done. */
  void step() {
    done++;
    if (bar != null) {
      bar.step();
      return;
    }
    Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
    if (TERMINAL && elapsed.compareTo(QUIET) > 0) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(task)
              .setInitialMax(total)
              .startsFrom(done, elapsed)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(500)
              .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
              .clearDisplayOnFinish()
              .build();
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
