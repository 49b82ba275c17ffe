package org.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.autodiff.Autodiff.compile;
import static org.autodiff.Autodiff.customJvp;
import static org.autodiff.Autodiff.grad;
import static org.autodiff.Autodiff.vjp;
import static org.autodiff.Autodiff.vmap;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.SingleResultOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message that docs/errors.md quotes is one that the library gives. */
class ErrorsPageTest {
  private static final Tensor X = Tensor.of(1, 2, 3);

  private static Tensor released() {
    Vjp<Tensor, Tensor> vjp = vjp(Tensor::sin, X);
    vjp.release();
    return vjp.pullback(X);
  }

  private static Tensor escaped() {
    Tensor[] kept = new Tensor[1];
    Tensor gradient =
        grad((Tensor x) -> {
              kept[0] = x;
              return x.sum();
            })
            .apply(X);
    return gradient.add(kept[0]);
  }

  /** Takes the sine on a thread that is not the one of the transform. */
  private static Tensor sineOnAnotherThread(Tensor x) {
    RuntimeException[] thrown = new RuntimeException[1];
    Runnable sine =
        () -> {
          try {
            x.sin();
          } catch (RuntimeException e) {
            thrown[0] = e;
          }
        };
    Thread thread = new Thread(sine, "worker");
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    if (thrown[0] != null) {
      throw thrown[0];
    }
    return x.sum();
  }

  /** The identity, whose derivative rule gives another shape. */
  private record Scaled() implements SingleResultOperator {
    @Override
    public String name() {
      return "scaled";
    }

    @Override
    public TensorType inferResult(TensorType[] operands) {
      return operands[0];
    }

    @Override
    public void computeInto(DenseTensor[] operands, DenseTensor result) {
      TensorArrays.copy(operands[0], result);
    }

    @Override
    public LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
      return new LinearMap[] {LinearMap.of(t -> t, g -> g.broadcastTo(2, 3))};
    }
  }

  static Stream<ThrowingCallable> mistakes() {
    return Stream.of(
        () -> X.add(Tensor.of(1, 2)),
        () -> X.sum(1),
        () -> grad((Tensor x) -> x.sin()).apply(X),
        () -> vmap((Tensor a, Tensor b) -> a.add(b), 0, 0, 0).apply(X, Tensor.of(1, 2)),
        () -> X.add(X.to(DType.FLOAT32)),
        () -> X.clip(2, 1),
        () -> X.gather(Tensor.of(0, 7), 0),
        () -> grad((Tensor x) -> Tensor.scalar(x.get(0).item())).apply(X),
        () -> compile((Tensor x) -> x.get(0).item() > 0 ? x : x.neg()).apply(X),
        () -> escaped(),
        () -> released(),
        () ->
            grad((Tensor w) ->
                    customJvp((Tensor x) -> x.mul(w), (Tensor x, Tensor v) -> v.mul(w))
                        .apply(X)
                        .sum())
                .apply(X),
        () -> grad((Tensor x) -> sineOnAnotherThread(x)).apply(X),
        () -> grad((Tensor x) -> new Scaled().apply(x).sum()).apply(X),
        () -> grad((Tensor x) -> x.equals(X) ? x.sum() : x.mean()).apply(X),
        () -> Tree.leaves(List.of(X, 1.5)),
        () -> grad((Unit unit) -> unit.w().sum()).apply(new Unit(X)));
  }

  private record Unit(Tensor w) {
    Unit {
      w = w.div(w.square().sum().sqrt());
    }
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void theMessageIsOnThePage(ThrowingCallable mistake) throws Exception {
    Throwable thrown = catchThrowable(mistake);
    assertThat(thrown).isInstanceOf(AutodiffException.class);
    String message = // the runner's thread has a name of its own, and this class its lines
        thrown
            .getMessage()
            .replace("(" + Thread.currentThread().getName() + ")", "(main)")
            .replaceFirst(
                " at \\S*ErrorsPageTest.*\\(ErrorsPageTest.java:\\d+\\);",
                " at Model.loss(Model.java:12);");
    assertThat(Files.readString(Path.of("../docs/errors.md")))
        .contains(thrown.getClass().getSimpleName())
        .contains("\n" + message + "\n");
  }
}
