package org.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.autodiff.Autodiff.checkpoint;
import static org.autodiff.Autodiff.customVjp;
import static org.autodiff.Autodiff.grad;

import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * The largest live heap during a gradient, probed after a collection at many points of the backward
 * pass: with checkpoints it must be far lower, and so the gradient must be freed on the way.
 */
class CheckpointMemoryTest {
  private static final int ELEMENTS = 125_000; // 1 MB
  private static final int SEGMENTS = 8;
  private static final int STEPS = 8;

  private long peak;

  private static long liveBytes() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 2; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  /** The identity, whose backward half looks at the heap. */
  private Function<Tensor, Tensor> probe() {
    return customVjp(
        (Tensor x) -> new WithResiduals<>(x, Tensor.scalar(0)),
        (Tensor none, Tensor g) -> {
          peak = Math.max(peak, liveBytes());
          return g;
        });
  }

  private long peakOf(UnaryOperator<Function<Tensor, Tensor>> wrap) {
    Function<Tensor, Tensor> segment =
        x -> {
          Tensor y = x;
          for (int i = 0; i < STEPS; i++) {
            y = y.sin();
          }
          return probe().apply(y);
        };
    Tensor x = Tensor.linspace(0, 1, ELEMENTS);
    peak = 0;
    long before = liveBytes();
    Tensor gradient =
        grad((Tensor v) -> {
              Tensor y = v;
              for (int i = 0; i < SEGMENTS; i++) {
                y = wrap.apply(segment).apply(y);
              }
              return y.sum();
            })
            .apply(x);
    assertThat(gradient.get(0).item()).isEqualTo(1);
    return peak - before;
  }

  @Test
  void checkpointsLowerThePeak() {
    long megabyte = 8L * ELEMENTS;
    long plain = peakOf(f -> f);
    long checkpointed = peakOf(f -> checkpoint(f));
    // plain keeps the 64 operands of all sines; checkpointed 8 segment inputs and one segment
    assertThat(plain).isBetween(60 * megabyte, 75 * megabyte);
    assertThat(checkpointed).isBetween(8 * megabyte, 25 * megabyte);
  }
}
