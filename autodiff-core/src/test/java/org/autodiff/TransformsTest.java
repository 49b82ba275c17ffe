package org.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.autodiff.Autodiff.grad;
import static org.autodiff.Autodiff.hessian;
import static org.autodiff.Autodiff.hvp;
import static org.autodiff.Autodiff.jacfwd;
import static org.autodiff.Autodiff.jacrev;
import static org.autodiff.Autodiff.jvp;
import static org.autodiff.Autodiff.linearize;
import static org.autodiff.Autodiff.valueAndGrad;
import static org.autodiff.Autodiff.vjp;
import static org.autodiff.Autodiff.vmap;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The transforms, alone and composed, against derivatives known in closed form. */
class TransformsTest {
  private static final Function<Tensor, Tensor> SIN = Tensor::sin;

  private static void assertClose(Tensor actual, Tensor expected) {
    assertThat(actual.isClose(expected, 1e-12, 1e-12))
        .withFailMessage("expected %s but got %s", expected, actual)
        .isTrue();
  }

  private static Tensor scalar(double value) {
    return Tensor.scalar(value);
  }

  private static double at(Function<Tensor, Tensor> f, double x) {
    return f.apply(scalar(x)).item();
  }

  /** f(x) = (2·x1·x2, x3²). */
  private static Tensor exercise(Tensor x) {
    return Shaping.stack(0, x.get(0).mul(x.get(1)).mul(2), x.get(2).square());
  }

  private static final Tensor POINT = Tensor.of(2, 3, 2);

  @Test
  void jacobianOfTheExerciseByEveryWay() {
    Tensor expected = Tensor.of(new double[][] {{6, 4, 0}, {0, 0, 4}});
    assertThat(jacfwd(TransformsTest::exercise).apply(POINT)).isEqualTo(expected);
    assertThat(jacrev(TransformsTest::exercise).apply(POINT)).isEqualTo(expected);
    assertThat(jacfwd(TransformsTest::exercise, 2).apply(POINT)).isEqualTo(expected);
    assertThat(jacrev(TransformsTest::exercise, 1).apply(POINT)).isEqualTo(expected);
    Jvp<Tensor> column = jvp(TransformsTest::exercise, POINT, Tensor.of(0, 1, 0));
    assertThat(column.value()).isEqualTo(Tensor.of(12, 4));
    assertThat(column.tangent()).isEqualTo(Tensor.of(4, 0));
    Vjp<Tensor, Tensor> vjp = vjp(TransformsTest::exercise, POINT);
    assertThat(vjp.value()).isEqualTo(Tensor.of(12, 4));
    assertThat(vjp.pullback(Tensor.of(1, 0))).isEqualTo(Tensor.of(6, 4, 0));
    assertThat(vjp.pullback(Tensor.of(0, 1))).isEqualTo(Tensor.of(0, 0, 4));
    LinearizedFunction<Tensor, Tensor> linear = linearize(TransformsTest::exercise, POINT);
    assertThat(linear.push(Tensor.of(0, 1, 0))).isEqualTo(Tensor.of(4, 0));
    assertThat(linear.push(Tensor.of(0, 0, 1))).isEqualTo(Tensor.of(0, 4));
  }

  @Test
  void perturbationsAreNotConfused() {
    // d/dx [x · d/dy (x + y)] = 1, with every pair of modes
    Function<Tensor, Tensor> reverse =
        grad((Tensor x) -> x.mul(grad((Tensor y) -> x.add(y)).apply(scalar(1))));
    assertThat(at(reverse, 1)).isEqualTo(1);
    Function<Tensor, Tensor> forward =
        x -> x.mul(jvp((Tensor y) -> x.add(y), scalar(1), scalar(1)).tangent());
    assertThat(jvp(forward, scalar(1), scalar(1)).tangent().item()).isEqualTo(1);
    assertThat(at(grad(forward), 1)).isEqualTo(1);
    Function<Tensor, Tensor> inner = x -> x.mul(grad((Tensor y) -> x.add(y)).apply(scalar(1)));
    assertThat(jvp(inner, scalar(1), scalar(1)).tangent().item()).isEqualTo(1);
    // d/dx [x · d/dy (x · y)] = 2x
    assertThat(at(grad((Tensor x) -> x.mul(grad((Tensor y) -> x.mul(y)).apply(x))), 3))
        .isEqualTo(6);
  }

  @Test
  void derivativesOfHigherOrderAlternateForTheSine() {
    Function<Tensor, Tensor> f = SIN;
    double[] expected = {
      Math.cos(0.7), -Math.sin(0.7), -Math.cos(0.7), Math.sin(0.7), Math.cos(0.7)
    };
    for (double value : expected) {
      f = grad(f);
      assertThat(at(f, 0.7)).isCloseTo(value, within(1e-13));
    }
  }

  @Test
  void thirdDerivativesInAllMixesOfModes() {
    List<UnaryOperator<Function<Tensor, Tensor>>> modes =
        List.of(Autodiff::grad, f -> x -> jvp(f, x, scalar(1)).tangent());
    Function<Tensor, Tensor> f = x -> x.pow(5).mul(x.exp());
    double x = 0.6;
    double third =
        Math.exp(x) * (60 * x * x + 60 * x * x * x + 15 * Math.pow(x, 4) + Math.pow(x, 5));
    for (var a : modes) {
      for (var b : modes) {
        for (var c : modes) {
          assertThat(at(a.apply(b.apply(c.apply(f))), x)).isCloseTo(third, within(1e-11));
        }
      }
    }
  }

  @Test
  void hessianIsSymmetricAndAgreesInAllMixesOfModes() {
    Function<Tensor, Tensor> f =
        x ->
            x.get(0)
                .mul(x.get(1).sin())
                .add(x.get(2).exp().mul(x.get(0)))
                .add(x.square().sum().log());
    Tensor expected = hessian(f).apply(POINT);
    assertClose(expected.transpose(), expected);
    assertClose(jacrev(jacfwd(f)).apply(POINT), expected);
    assertClose(jacrev(jacrev(f)).apply(POINT), expected);
    assertClose(jacfwd(jacfwd(f)).apply(POINT), expected);
    Tensor v = Tensor.of(0.3, -1, 2);
    assertClose(hvp(f, POINT, v), expected.matmul(v));
    assertClose(grad((Tensor x) -> grad(f).apply(x).mul(v).sum()).apply(POINT), expected.matmul(v));
  }

  @Test
  void gradOfVmapAndVmapOfGrad() {
    Tensor xs = Tensor.of(0.1, 0.2, 0.3, 0.4);
    Function<Tensor, Tensor> f = x -> x.sin().mul(x);
    Tensor slopes = xs.sin().add(xs.mul(xs.cos()));
    assertClose(vmap(grad(f)).apply(xs), slopes);
    assertClose(grad((Tensor x) -> vmap(f).apply(x).sum()).apply(xs), slopes);
    assertClose(vmap(grad(grad(f))).apply(xs), xs.cos().mul(2).sub(xs.mul(xs.sin())));
    assertClose(vmap(valueAndGrad(f)).apply(xs).grad(), slopes);
    assertClose(vmap(valueAndGrad(f)).apply(xs).value(), f.apply(xs));
  }

  @Test
  void vmapOfVmapAndOfCapturedValues() {
    Tensor a = Tensor.of(1, 2, 3);
    Tensor b = Tensor.of(10, 20);
    Function<Tensor, Tensor> table = x -> vmap((Tensor y) -> x.mul(y)).apply(b);
    Tensor outer = Tensor.of(new double[][] {{10, 20}, {20, 40}, {30, 60}});
    assertThat(vmap(table).apply(a).dense().contiguous()).isEqualTo(outer);
    Function<Tensor, Tensor> vectorOut = x -> Shaping.stack(0, x, x.square());
    assertThat(vmap(vectorOut, 0, 1).apply(a).shape()).isEqualTo(Shape.of(2, 3));
    assertThat(vmap(vectorOut, 0, -1).apply(a).shape()).isEqualTo(Shape.of(2, 3));
    Tensor m = Tensor.arange(6).reshape(2, 3);
    assertThat(vmap((Tensor row) -> row.sum(), -1, 0).apply(m)).isEqualTo(Tensor.of(3, 5, 7));
    var shared = vmap((Tensor x, Tensor y) -> x.add(y.sum()), 0, Autodiff.UNBATCHED, 0);
    assertThat(shared.apply(a, b)).isEqualTo(Tensor.of(31, 32, 33));
    assertThat(vmap((Tensor x) -> scalar(5)).apply(a).toDoubles()).containsExactly(5, 5, 5);
  }

  @Test
  void jvpOfGradAndGradOfJvp() {
    Function<Tensor, Tensor> f = x -> x.pow(3).sum();
    Tensor x = Tensor.of(1, 2);
    Tensor v = Tensor.of(0.5, -1);
    Tensor hv = x.mul(6).mul(v);
    assertClose(jvp(grad(f), x, v).tangent(), hv);
    assertClose(grad((Tensor y) -> jvp(f, y, v).tangent()).apply(x), hv);
  }

  @Test
  void gradThroughInnerGradientDescent() {
    // the minimum of (w − a)² after n steps from 0 is a (1 − (1 − 2 rate)^n)
    int steps = 10;
    double rate = 0.1;
    Function<Tensor, Tensor> fitted =
        a -> {
          Tensor w = scalar(0);
          for (int i = 0; i < steps; i++) {
            w = w.sub(grad((Tensor u) -> u.sub(a).square()).apply(w).mul(rate));
          }
          return w;
        };
    double share = 1 - Math.pow(1 - 2 * rate, steps);
    assertThat(at(fitted, 3)).isCloseTo(3 * share, within(1e-14));
    assertThat(at(grad(fitted), 3)).isCloseTo(share, within(1e-14));
    assertThat(jvp(fitted, scalar(3), scalar(1)).tangent().item()).isCloseTo(share, within(1e-14));
  }

  private static Tensor power(Tensor x, int n) {
    return n == 0 ? scalar(1) : power(x, n - 1).mul(x);
  }

  @Test
  void gradientsThroughLoopsBranchesAndRecursion() {
    assertThat(at(grad((Tensor x) -> power(x, 6)), 2)).isEqualTo(6 * 32);
    Function<Tensor, Tensor> loop =
        x -> {
          Tensor sum = scalar(0);
          for (int i = 1; i <= 4; i++) {
            sum = sum.add(i % 2 == 0 ? x.mul(i) : x.square());
          }
          return sum;
        };
    assertThat(at(grad(loop), 3)).isEqualTo(2 * 2 * 3 + 2 + 4);
  }

  @Test
  void indexingInALoopSumsIntoOneBuffer() {
    int n = 300;
    Tensor x = Tensor.linspace(0, 1, n);
    Function<Tensor, Tensor> f =
        v -> {
          Tensor sum = scalar(0);
          for (int i = 0; i < n; i++) {
            sum = sum.add(v.get(i).square());
          }
          return sum.add(v.sum());
        };
    assertClose(grad(f).apply(x), x.mul(2).add(1));
    assertClose(hvp(f, x, x), x.mul(2));
  }

  @Test
  void transformsFromSeveralThreads() throws Exception {
    Function<Tensor, Tensor> f = x -> x.sin().mul(x.exp()).sum();
    Tensor x = Tensor.linspace(-1, 1, 50);
    Tensor expected = hessian(f).apply(x);
    List<Callable<Tensor>> tasks = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      tasks.add(() -> hessian(f).apply(x));
    }
    Vjp<Tensor, Tensor> shared = vjp(Tensor::sin, x);
    Tensor pulled = shared.pullback(x);
    List<Callable<Tensor>> pulls = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      pulls.add(() -> shared.pullback(x));
    }
    try (var pool = Executors.newFixedThreadPool(4)) {
      for (Future<Tensor> result : pool.invokeAll(tasks)) {
        assertClose(result.get(), expected);
      }
      for (Future<Tensor> result : pool.invokeAll(pulls)) {
        assertClose(result.get(), pulled);
      }
    }
  }

  @Test
  void float32StaysFloat32() {
    Tensor x = Tensor.of(new float[] {1, 2, 3}, 3);
    Function<Tensor, Tensor> f = v -> v.sin().mul(0.5).sum();
    assertThat(grad(f).apply(x).dtype()).isEqualTo(DType.FLOAT32);
    assertThat(hessian(f).apply(x).dtype()).isEqualTo(DType.FLOAT32);
    assertThat(jvp(f, x, x).tangent().dtype()).isEqualTo(DType.FLOAT32);
  }

  @Test
  void castsDifferentiateInBothDirections() {
    Tensor x = Tensor.of(1, 2);
    Tensor g = grad((Tensor v) -> v.to(DType.FLOAT32).square().sum().to(DType.FLOAT64)).apply(x);
    assertThat(g).isEqualTo(Tensor.of(2, 4));
  }

  @Test
  void stopGradientIsAConstantAtEveryLevel() {
    Function<Tensor, Tensor> f = x -> x.stopGradient().mul(x);
    assertThat(at(grad(f), 3)).isEqualTo(3);
    assertThat(at(grad(grad(f)), 3)).isEqualTo(0);
  }

  @Test
  void aResultThatDoesNotDependOnTheBatchMayStayAsItIs() {
    Tensor seven = Tensor.of(7);
    assertThat(vmap((Tensor x) -> seven, 0, Autodiff.UNBATCHED).apply(Tensor.of(1, 2, 3)))
        .isEqualTo(seven);
  }

  @Test
  void aCotangentOfAnotherElementTypeIsRefused() {
    Vjp<Tensor, Tensor> vjp = Autodiff.vjp((Tensor x) -> x.mul(2), Tensor.of(1, 2));
    assertThatThrownBy(() -> vjp.pullback(Tensor.of(1, 2).to(DType.FLOAT32)))
        .isInstanceOf(DTypeException.class)
        .hasMessageContaining("float32[2]");
    assertThatThrownBy(() -> vjp.pullback(Tensor.of(1, 2, 3)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("float64[3]");
  }
}
