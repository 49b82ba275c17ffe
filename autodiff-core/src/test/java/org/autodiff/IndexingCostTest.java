package org.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/** Loops over elements cost what the elements cost: bytes allocated grow linearly. */
class IndexingCostTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static void growsLinearly(IntConsumer work) {
    work.accept(10);
    long small = allocated(work, 1000);
    long large = allocated(work, 8000);
    // 8 times for linear growth, 64 times for quadratic
    assertThat((double) large / small).isBetween(4.0, 14.0);
  }

  private static long allocated(IntConsumer work, int n) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    work.accept(n);
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  private static Tensor loop(Tensor x) {
    Tensor sum = Tensor.scalar(0);
    for (int i = 0; i < x.size(); i++) {
      sum = sum.add(x.get(i).square());
    }
    return sum;
  }

  @Test
  void gradientOfALoopOverElements() {
    Tensor x = Tensor.arange(5);
    assertThat(Autodiff.grad(IndexingCostTest::loop).apply(x)).isEqualTo(x.mul(2));
    growsLinearly(n -> Autodiff.grad(IndexingCostTest::loop).apply(Tensor.arange(n)));
  }

  @Test
  void gradientOfALoopOverSlices() {
    growsLinearly(
        n ->
            Autodiff.grad(
                    (Tensor x) -> {
                      Tensor sum = Tensor.scalar(0);
                      for (int i = 1; i < n; i++) {
                        Tensor pair = x.slice(Slice.of(i - 1, i + 1));
                        sum = sum.add(pair.get(0).mul(pair.get(1)));
                      }
                      return sum;
                    })
                .apply(Tensor.arange(n)));
  }

  @Test
  void gradientOfALoopOfGathers() {
    Tensor x = Tensor.arange(5);
    Tensor picks = Tensor.of(2, 2, 4);
    Function<Tensor, Tensor> gathers =
        v -> v.gather(picks, 0).square().sum().add(v.sum()).add(v.gather(picks, 0).sum());
    assertThat(Autodiff.grad(gathers).apply(x)).isEqualTo(Tensor.of(1, 1, 11, 1, 10));
    growsLinearly(n -> Autodiff.grad((Tensor v) -> gatherLoop(v, n)).apply(Tensor.arange(n)));
  }

  private static Tensor gatherLoop(Tensor x, int n) {
    Tensor sum = Tensor.scalar(0);
    for (int i = 0; i < n; i++) {
      sum = sum.add(x.gather(Tensor.of(i, n - 1 - i), 0).square().sum());
    }
    return sum;
  }

  @Test
  void gradientOfALoopAlongAnAxis() {
    growsLinearly(
        n ->
            Autodiff.grad((Tensor x) -> alongAxis(x, n)).apply(Tensor.arange(2 * n).reshape(2, n)));
    Tensor x = Tensor.arange(6).reshape(2, 3);
    Tensor at = Tensor.of(new double[][] {{1, 1}, {0, 2}});
    Function<Tensor, Tensor> takes =
        v -> v.takeAlongAxis(at, 1).square().sum().add(v.sum()).add(v.takeAlongAxis(at, 1).sum());
    assertThat(Autodiff.grad(takes).apply(x))
        .isEqualTo(Tensor.of(new double[][] {{1, 7, 1}, {8, 1, 12}}));
  }

  private static Tensor alongAxis(Tensor x, int n) {
    Tensor sum = Tensor.scalar(0);
    for (int i = 0; i < n; i++) {
      Tensor at = Tensor.of(new double[][] {{i}, {n - 1 - i}});
      sum = sum.add(x.takeAlongAxis(at, 1).square().sum());
    }
    return sum;
  }

  @Test
  void stackingScalars() {
    growsLinearly(n -> stacked(Tensor.arange(n)));
    growsLinearly(
        n -> Autodiff.vjp(IndexingCostTest::stacked, Tensor.arange(n)).pullback(Tensor.arange(n)));
    growsLinearly(
        n -> Autodiff.jvp((Tensor x) -> repeated(x, n), Tensor.scalar(2), Tensor.scalar(1)));
    growsLinearly(
        n ->
            Autodiff.linearize((Tensor x) -> repeated(x, n), Tensor.scalar(2))
                .push(Tensor.scalar(1)));
  }

  private static Tensor stacked(Tensor x) {
    Tensor[] parts = new Tensor[x.size()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = x.get(parts.length - 1 - i);
    }
    return Shaping.stack(0, parts);
  }

  private static Tensor repeated(Tensor x, int n) {
    Tensor[] parts = new Tensor[n];
    for (int i = 0; i < n; i++) {
      parts[i] = x.mul(i);
    }
    return Shaping.stack(0, parts);
  }
}
