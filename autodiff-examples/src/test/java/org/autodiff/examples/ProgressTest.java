package org.autodiff.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final PrintStream terminal = new PrintStream(shown, true, StandardCharsets.UTF_8);

  private String run(int columns) throws InterruptedException {
    try (Progress progress = new Progress("ternary", 100, columns, terminal)) {
      Thread.sleep(2100);
      progress.note("epoch 3/10, loss 0.217");
      progress.step();
      progress.print(new PrintWriter(terminal, true, StandardCharsets.UTF_8), "epoch 2 is done");
      progress.step();
      Thread.sleep(1200); // it is drawn twice a second
    }
    return shown.toString(StandardCharsets.UTF_8);
  }

  @Test
  void theBarShowsTheNoteAndFitsTheTerminal() throws Exception {
    for (int columns : new int[] {70, 100}) {
      shown.reset();
      List<String> lines = Arrays.asList(run(columns).split("[\r\n]"));

      assertThat(lines).allMatch(line -> line.length() < columns);
      assertThat(lines).anyMatch(line -> line.contains("ternary") && line.contains("loss 0.217"));
      assertThat(lines.stream().anyMatch(line -> line.contains("/100 (")))
          .as("a count at %d columns", columns)
          .isEqualTo(columns >= 80);
      assertThat(lines).contains("epoch 2 is done");
    }
  }

  @Test
  void withoutATerminalThereIsNoBar() throws Exception {
    assertThat(run(0).strip()).isEqualTo("epoch 2 is done");
  }
}
