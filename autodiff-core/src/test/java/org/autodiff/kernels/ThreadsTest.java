package org.autodiff.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class ThreadsTest {
  @Test
  void readsTheNumberOfThreads() {
    assertThat(Threads.limit("3")).isEqualTo(3);
    assertThat(Threads.limit("0")).isZero();
    assertThat(Threads.limit("-2")).isZero();
    assertThat(Threads.limit("two")).isZero();
    assertThat(Threads.count()).isEqualTo(Runtime.getRuntime().availableProcessors());
  }

  @Test
  void refusesAPropertyThatIsNoPositiveNumber() {
    assertThatThrownBy(() -> Threads.requirePositive(0, "two"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("org.autodiff.threads: must be a whole number of at least 1, got \"two\"");
  }

  @Test
  void splitsOnlyWhatIsWorthIt() {
    assertThat(Threads.parts(2, 1000, 99)).isEqualTo(1);
    assertThat(Threads.parts(2, 1L << 40, 99)).isEqualTo(2);
    assertThat(Threads.parts(8, 1L << 40, 3)).isEqualTo(3);
    assertThat(Threads.parts(1, 1L << 40, 99)).isEqualTo(1);
  }

  @Test
  void runsEveryPartOnceAlsoFromWithinAPart() {
    AtomicIntegerArray runs = new AtomicIntegerArray(16);
    Threads.run(4, i -> Threads.run(4, j -> runs.incrementAndGet(4 * i + j)));
    for (int i = 0; i < 16; i++) {
      assertThat(runs.get(i)).isEqualTo(1);
    }
  }

  @Test
  void passesOnTheFailureOfAPart() {
    assertThatThrownBy(
            () ->
                Threads.run(
                    3,
                    i -> {
                      if (i == 2) {
                        throw new IllegalArgumentException("part " + i);
                      }
                    }))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
