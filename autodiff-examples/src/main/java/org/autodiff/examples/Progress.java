package org.autodiff.examples;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.text.DecimalFormat;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.DefaultProgressBarRenderer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import me.tongfei.progressbar.ProgressState;
import org.jspecify.annotations.Nullable;

/** A progress bar for a person at a terminal, once something has taken two seconds. */
final class Progress implements AutoCloseable {
  /** Set by the launcher, which hands stderr on and so hides from Java what it is. */
  private static final String TERMINAL = "autodiff.terminal";

  private static final int WIDE = 80; // columns for a bar with a count and an estimate

  private static final Duration QUIET = Duration.ofSeconds(2);

  private final String task;
  private final long total;
  private final int columns;
  private final PrintStream terminal;
  private final long start = System.nanoTime();
  private String note = "";
  private long done;
  private @Nullable ProgressBar bar;

  Progress(String task, long total) {
    this(task, total, Integer.getInteger(TERMINAL, 0), System.err);
  }

  /**
   * On a terminal.
   *
   * @param columns how wide it is; 0 if there is none
   */
  Progress(String task, long total, int columns, PrintStream terminal) {
    this.task = task;
    this.total = total;
    this.columns = columns;
    this.terminal = terminal;
  }

  /** One more of all steps is done. */
  void step() {
    done++;
    if (bar != null) {
      bar.step();
      return;
    }
    Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
    if (columns > 0 && elapsed.compareTo(QUIET) > 0) {
      ProgressBarBuilder builder =
          new ProgressBarBuilder()
              .setTaskName(task)
              .setInitialMax(total)
              .startsFrom(done, elapsed)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(500)
              .setConsumer(new Line())
              .clearDisplayOnFinish();
      if (columns < WIDE) {
        builder.setRenderer(new Narrow());
      }
      bar = builder.build();
      bar.setExtraMessage(note);
    }
  }

  /** What is being done, behind the bar. */
  void note(String text) {
    note = text;
    if (bar != null) {
      bar.setExtraMessage(text);
    }
  }

  /** Prints a line that stays, above the bar. */
  void print(PrintWriter out, String line) {
    synchronized (terminal) {
      if (bar != null) {
        terminal.print("\r" + " ".repeat(columns - 1) + "\r");
        terminal.flush();
      }
      out.println(line);
      out.flush();
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }

  /** A bar without count and estimate, which would take the place of the note. */
  private static final class Narrow extends DefaultProgressBarRenderer {
    Narrow() {
      super(
          ProgressBarStyle.ASCII,
          "",
          1,
          false,
          new DecimalFormat("0"),
          ChronoUnit.SECONDS,
          false,
          state -> Optional.empty());
    }

    @Override
    protected String ratio(ProgressState state) {
      return "";
    }
  }

  /** The last line of the terminal, one column narrower, so that it never wraps. */
  private final class Line extends ConsoleProgressBarConsumer {
    Line() {
      super(terminal, columns - 1);
    }

    @Override
    public void accept(String rendered) {
      synchronized (terminal) {
        super.accept(rendered);
      }
    }
  }
}
