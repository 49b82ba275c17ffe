package org.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.autodiff.Autodiff.customVjp;
import static org.autodiff.Autodiff.grad;

import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A million steps: no stack overflow, and a heap that the residuals bound. */
class LongLoopsTest {
  private static final int STEPS = 1_000_000;

  private long peak;
  private int pulled;

  private static long liveBytes() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 2; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  /** The identity, whose backward half looks at the heap now and then. */
  private Function<Tensor, Tensor> probe(int every) {
    return customVjp(
        (Tensor x) -> new WithResiduals<>(x, Tensor.scalar(0)),
        (Tensor none, Tensor g) -> {
          if (pulled++ % every == 0) {
            peak = Math.max(peak, liveBytes());
          }
          return g;
        });
  }

  private static double slope(Residuals residuals, int steps) {
    record State(Tensor x, Tensor step) {}
    return grad((Tensor x) ->
            ControlFlow.whileLoop(
                    (State s) -> s.step().lt(steps),
                    (State s) -> new State(s.x().mul(0.999999), s.step().add(1)),
                    new State(x, Tensor.scalar(0)),
                    LoopOptions.DEFAULT.withResiduals(residuals))
                .x())
        .apply(Tensor.scalar(1))
        .item();
  }

  @Test
  void aMillionStepsDoNotOverflowTheStack() {
    double expected = 1;
    for (int i = 0; i < STEPS; i++) {
      expected *= 0.999999;
    }
    assertThat(slope(Residuals.all(), STEPS)).isEqualTo(expected);
    assertThat(slope(Residuals.snapshots(1000), STEPS)).isEqualTo(expected);
    Tensor sum =
        ControlFlow.fold((Tensor c, Tensor x) -> c.add(x), Tensor.scalar(0), Tensor.ones(STEPS));
    assertThat(sum.item()).isEqualTo(STEPS);
  }

  @Test
  void snapshotsBoundTheHeap() {
    int elements = 1000; // 8 kB a carry, 8 GB for all
    int steps = 100_000;
    int places = 100;
    Function<Tensor, Tensor> probe = probe(steps / 8);
    Tensor x = Tensor.linspace(0, 1, elements);
    peak = 0;
    long before = liveBytes();
    Tensor gradient =
        grad((Tensor v) ->
                ControlFlow.repeat(
                        steps,
                        (Tensor c) -> probe.apply(c.mul(0.999999).add(v)),
                        v,
                        LoopOptions.DEFAULT.withResiduals(Residuals.snapshots(places)))
                    .sum())
            .apply(x);
    assertThat(gradient.get(0).item()).isGreaterThan(1);
    long carry = 8L * elements;
    assertThat(peak - before).isLessThan(2L * places * carry + 3_000_000);
  }
}
