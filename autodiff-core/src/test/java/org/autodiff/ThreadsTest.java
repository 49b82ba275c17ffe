package org.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.autodiff.Autodiff.checkpoint;
import static org.autodiff.Autodiff.customVjp;
import static org.autodiff.Autodiff.grad;
import static org.autodiff.Autodiff.hessian;
import static org.autodiff.Autodiff.jvp;
import static org.autodiff.Autodiff.linearize;
import static org.autodiff.Autodiff.vjp;
import static org.autodiff.Autodiff.vmap;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.autodiff.graph.Graph;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Several threads: transforms run side by side, and what they give may be used by all; one
 * transformed function computes on one thread, and another that records is told so at once.
 */
class ThreadsTest {
  private static final int TASKS = 200;
  private static final ExecutorService POOL = Executors.newFixedThreadPool(8);
  private static final Tensor X = Tensor.linspace(-1, 1, 7);

  @AfterAll
  static void shutDown() {
    POOL.shutdownNow();
  }

  /** Runs a task many times at once, and requires the same bits each time. */
  private static void assertAlways(Tensor expected, Callable<Tensor> task) throws Exception {
    List<Callable<Tensor>> tasks = new ArrayList<>();
    for (int i = 0; i < TASKS; i++) {
      tasks.add(task);
    }
    for (Future<Tensor> result : POOL.invokeAll(tasks)) {
      assertThat(result.get()).isEqualTo(expected);
    }
  }

  private static <T> T onAnotherThread(Callable<T> task) {
    try {
      return POOL.submit(task).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** A function with indexing, several results, a checkpoint that captures, and a custom rule. */
  private static Tensor mixed(Tensor x) {
    Tensor scale = x.square().mean();
    Tensor a = checkpoint((Tensor y) -> y.sin().mul(scale)).apply(x);
    Tensor b =
        customVjp(
                (Tensor y) -> new WithResiduals<>(y.tanh(), y.tanh()),
                (Tensor t, Tensor g) -> g.mul(t.square().neg().add(1)))
            .apply(a);
    Tensor c = Shaping.concatenate(0, b, x.exp());
    return c.gather(Tensor.of(0, 5, 5, 9), 0).sum().add(c.get(2)).mul(a.sum());
  }

  @Test
  void aPullbackIsCalledByManyThreads() throws Exception {
    Vjp<Tensor, Tensor> vjp = vjp(ThreadsTest::mixed, X);
    assertAlways(vjp.pullback(Tensor.scalar(2)), () -> vjp.pullback(Tensor.scalar(2)));
    LinearizedFunction<Tensor, Tensor> linear = linearize(ThreadsTest::mixed, X);
    assertAlways(linear.push(X), () -> linear.push(X));
  }

  @Test
  void differentTransformsRunSideBySide() throws Exception {
    assertAlways(grad(ThreadsTest::mixed).apply(X), () -> grad(ThreadsTest::mixed).apply(X));
    assertAlways(hessian(ThreadsTest::mixed).apply(X), () -> hessian(ThreadsTest::mixed).apply(X));
    Tensor batch = Shaping.stack(0, X, X.mul(2));
    Function<Tensor, Tensor> perExample = vmap(grad(ThreadsTest::mixed));
    assertAlways(perExample.apply(batch), () -> perExample.apply(batch));
  }

  /** Sums x² over its elements in a parallel stream: what a user may think of inside grad. */
  private static Tensor parallelSum(Tensor x) {
    List<Tensor> squares =
        IntStream.range(0, x.size()).parallel().mapToObj(i -> x.get(i).square()).toList();
    return squares.stream().reduce(Tensor.scalar(0), Tensor::add);
  }

  @Test
  void aParallelStreamInsideATapeIsRightOrAnErrorAndNeverSilent() {
    Tensor x = Tensor.linspace(-1, 1, 64);
    Tensor expected = x.mul(2);
    int refused = 0;
    for (int i = 0; i < TASKS; i++) {
      Throwable thrown = catchThrowable(() -> checkGradient(x, expected));
      if (thrown != null) {
        refused++;
        assertThat(thrown)
            .isInstanceOf(TraceException.class)
            .hasMessageContainingAll("inside grad", "thread", "vmap");
      }
    }
    // the common pool has threads wherever there are two processors
    assertThat(refused).isGreaterThan(Runtime.getRuntime().availableProcessors() > 1 ? 0 : -1);
  }

  private static void checkGradient(Tensor x, Tensor expected) {
    assertThat(grad(ThreadsTest::parallelSum).apply(x)).isEqualTo(expected);
  }

  @Test
  void anotherThreadInsideATapeIsNamed() {
    assertThatThrownBy(() -> grad((Tensor x) -> onAnotherThread(() -> x.sin().sum())).apply(X))
        .isInstanceOf(TraceException.class)
        .hasMessageContainingAll(
            "sin: operands inside grad must be used on the thread that runs it (",
            Thread.currentThread().getName(),
            "float64[7] on thread pool-",
            "vmap");
    assertThatThrownBy(
            () -> Graph.of((Tensor x) -> onAnotherThread(() -> Shaping.stack(0, x, x)), X))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining("operands inside graph must be used on the thread");
  }

  @Test
  void outerTracersCapturedInAnotherThreadsTransform() {
    // the vmap on the other thread would record on the tape of this one
    assertThatThrownBy(
            () ->
                grad((Tensor w) ->
                        onAnotherThread(() -> vmap((Tensor x) -> x.mul(w.sum())).apply(X)).sum())
                    .apply(X))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining("inside grad must be used on the thread");
    // a pullback on another thread, of a function that depends on an outer tape
    assertThatThrownBy(
            () ->
                grad((Tensor w) -> {
                      Vjp<Tensor, Tensor> inner = vjp((Tensor x) -> x.mul(w), X);
                      return onAnotherThread(() -> inner.pullback(X)).sum();
                    })
                    .apply(X))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining("inside grad must be used on the thread");
    // a checkpoint on another thread, which captures a value of this one's tape
    assertThatThrownBy(
            () ->
                grad((Tensor w) ->
                        onAnotherThread(() -> checkpoint((Tensor x) -> x.mul(w)).apply(X)).sum())
                    .apply(X))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining("inside grad must be used on the thread");
  }

  @Test
  void jvpAndVmapRecordNothingAndMayComputeOnMoreThreads() throws Exception {
    Tensor x = Tensor.linspace(-1, 1, 64);
    Tensor v = Tensor.linspace(0, 1, 64);
    Tensor slope = x.mul(v).mul(2).sum();
    for (int i = 0; i < TASKS; i++) {
      assertThat(jvp(ThreadsTest::parallelSum, x, v).tangent().isClose(slope, 1e-13, 0)).isTrue();
    }
    Tensor batch = Shaping.stack(0, x, v);
    Tensor sums = batch.square().sum(1);
    for (int i = 0; i < TASKS; i++) {
      assertThat(vmap(ThreadsTest::parallelSum).apply(batch).isClose(sums, 1e-13, 0)).isTrue();
    }
  }

  @Test
  void aGradientInEachTaskOfAParallelStream() {
    Tensor x = Tensor.linspace(-1, 1, 64);
    List<Tensor> slopes =
        IntStream.range(0, 64)
            .parallel()
            .mapToObj(i -> grad((Tensor t) -> t.square()).apply(x.get(i)))
            .toList();
    assertThat(Shaping.stack(0, slopes.toArray(new Tensor[0]))).isEqualTo(x.mul(2));
  }
}
