package org.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.autodiff.operators.scan.CumulativeProduct;
import org.autodiff.operators.scan.CumulativeSum;
import org.autodiff.operators.scan.LinearRecurrence;
import org.autodiff.operators.scan.Shift;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScansTest {
  private static final double NAN = Double.NaN;
  private static final double INF = Double.POSITIVE_INFINITY;

  /** An operator along an axis, and the same over one run of numbers. */
  record Case(String name, Along tensor, UnaryOperator<double[]> array) {
    @Override
    public String toString() {
      return name;
    }
  }

  interface Along {
    Tensor apply(Tensor x, int axis);
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case("cumsum", Tensor::cumsum, v -> running(v, 0, (a, b) -> a + b, false)),
        new Case(
            "cumsum from the end",
            (x, axis) -> new CumulativeSum(axis, true).apply(x),
            v -> reverse(running(reverse(v), 0, (a, b) -> a + b, false))),
        new Case("cumprod", Tensor::cumprod, v -> running(v, 1, (a, b) -> a * b, false)),
        new Case(
            "cumprod of the elements before",
            (x, axis) -> new CumulativeProduct(axis, true).apply(x),
            v -> running(v, 1, (a, b) -> a * b, true)),
        new Case("softmax", Tensor::softmax, ScansTest::softmax),
        new Case(
            "log-softmax",
            Tensor::logSoftmax,
            v -> java.util.Arrays.stream(softmax(v)).map(Math::log).toArray()),
        new Case(
            "sort",
            (x, axis) -> x.sort(axis).values(),
            v -> java.util.Arrays.stream(v).sorted().toArray()),
        new Case("shift", (x, axis) -> new Shift(axis, 1).apply(x), v -> shifted(v, 1)),
        new Case("shift back", (x, axis) -> new Shift(axis, -2).apply(x), v -> shifted(v, -2)));
  }

  private static double[] running(
      double[] v, double start, java.util.function.DoubleBinaryOperator op, boolean exclusive) {
    double[] out = new double[v.length];
    double value = start;
    for (int i = 0; i < v.length; i++) {
      double before = value;
      value = op.applyAsDouble(value, v[i]);
      out[i] = exclusive ? before : value;
    }
    return out;
  }

  private static double[] reverse(double[] v) {
    double[] out = new double[v.length];
    for (int i = 0; i < v.length; i++) {
      out[i] = v[v.length - 1 - i];
    }
    return out;
  }

  private static double[] softmax(double[] v) {
    double sum = 0;
    for (double each : v) {
      sum += Math.exp(each);
    }
    double[] out = new double[v.length];
    for (int i = 0; i < v.length; i++) {
      out[i] = Math.exp(v[i]) / sum;
    }
    return out;
  }

  private static double[] shifted(double[] v, int steps) {
    double[] out = new double[v.length];
    for (int i = 0; i < v.length; i++) {
      out[i] = i - steps >= 0 && i - steps < v.length ? v[i - steps] : 0;
    }
    return out;
  }

  /** Applies a function to each run along an axis. */
  private static Tensor naive(Tensor x, UnaryOperator<double[]> f, int axis) {
    int[] strides = x.shape().rowMajorStrides();
    int n = x.shape().dim(axis);
    double[] elements = x.toDoubles();
    double[] out = new double[elements.length];
    for (int at = 0; at < elements.length; at++) {
      if (at / strides[axis] % n != 0) {
        continue;
      }
      double[] run = new double[n];
      for (int i = 0; i < n; i++) {
        run[i] = elements[at + i * strides[axis]];
      }
      double[] mapped = f.apply(run);
      for (int i = 0; i < n; i++) {
        out[at + i * strides[axis]] = mapped[i];
      }
    }
    return Tensor.of(out, x.shape().dims());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithLoops(Case c) {
    for (int[] dims : new int[][] {{1}, {7}, {3, 4}, {2, 5, 3}, {4, 1, 2}, {0}, {2, 0}, {0, 3}}) {
      Tensor x = FunctionCheck.random(Shape.of(dims), 1);
      for (int axis = 0; axis < dims.length; axis++) {
        Tensor expected = naive(x, c.array, axis);
        FunctionCheck.close(c.tensor.apply(x, axis), expected, 1e-14);
        int along = axis;
        FunctionCheck.layouts(v -> c.tensor.apply(v, along), x);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void derivativesAgreeWithDifferences(Case c) {
    Tensor x = FunctionCheck.random(Shape.of(2, 4, 3), 3);
    for (int axis = 0; axis < 3; axis++) {
      int along = axis;
      FunctionCheck.all(v -> c.tensor.apply(v, along), x);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void takesRepeatedElements(Case c) {
    Tensor x = FunctionCheck.random(Shape.of(3, 1), 2).broadcastTo(Shape.of(2, 3, 4));
    for (int axis = 0; axis < 3; axis++) {
      assertThat(c.tensor.apply(x, axis)).isEqualTo(c.tensor.apply(x.dense().copy(), axis));
    }
  }

  @Test
  void refusesAnAxisThatIsNotThere() {
    Tensor x = Tensor.zeros(2, 3);
    assertThat(x.cumsum(-1).shape()).isEqualTo(x.shape());
    String rest =
        ": the axis must be from -2 to 1, got axis 2 for shape [2, 3]; choose an existing axis";
    assertThatThrownBy(() -> x.cumsum(2))
        .isInstanceOf(ShapeException.class)
        .hasMessage("cumsum" + rest);
    assertThatThrownBy(() -> x.cumprod(2)).hasMessage("cumprod" + rest);
    assertThatThrownBy(() -> x.softmax(2)).hasMessage("softmax" + rest);
    assertThatThrownBy(() -> x.logSoftmax(2)).hasMessage("log-softmax" + rest);
    assertThatThrownBy(() -> x.sort(2)).hasMessage("sort" + rest);
    assertThatThrownBy(() -> x.argsort(2)).hasMessage("argsort" + rest);
    assertThatThrownBy(() -> x.argmax(2)).hasMessage("argmax" + rest);
    assertThatThrownBy(() -> x.argmin(2)).hasMessage("argmin" + rest);
    assertThatThrownBy(() -> Tensor.scalar(1).cumsum(0))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("a scalar has no axes");
  }

  @Test
  void runningProductsThroughZeros() {
    for (double[] v : new double[][] {{2, 0, 3, 4}, {0, 5, 0, 2}, {0, 0, 0, 1}, {1, 2, 3, 0}}) {
      FunctionCheck.all(x -> x.cumprod(0), Tensor.of(v));
      FunctionCheck.all(x -> new CumulativeProduct(0, true).apply(x), Tensor.of(v));
    }
    Tensor jacobian = Autodiff.jacrev((Tensor x) -> x.cumprod(0)).apply(Tensor.of(2, 0, 3));
    assertThat(jacobian).isEqualTo(Tensor.of(new double[][] {{1, 0, 0}, {0, 2, 0}, {0, 6, 0}}));
  }

  @Test
  void linearRecurrences() {
    Tensor f = FunctionCheck.random(Shape.of(2, 4), 4);
    Tensor b = FunctionCheck.random(Shape.of(2, 4), 5);
    LinearRecurrence forward = new LinearRecurrence(1, false);
    LinearRecurrence backward = new LinearRecurrence(1, true);
    double[] h = forward.apply(f, b).toDoubles();
    double[] d = backward.apply(f, b).toDoubles();
    for (int row = 0; row < 8; row += 4) {
      for (int i = 0; i < 4; i++) {
        double fore = i == 0 ? 0 : f.dense().flat(row + i) * h[row + i - 1];
        double aft = i == 3 ? 0 : f.dense().flat(row + i + 1) * d[row + i + 1];
        assertThat(h[row + i]).isEqualTo(fore + b.dense().flat(row + i));
        assertThat(d[row + i]).isEqualTo(aft + b.dense().flat(row + i));
      }
    }
    for (LinearRecurrence each : new LinearRecurrence[] {forward, backward}) {
      FunctionCheck.all(x -> each.apply(x, b.to(x.dtype())), f);
      FunctionCheck.derivatives(x -> each.apply(f, x), b);
      FunctionCheck.second(x -> each.apply(x, x), f);
      FunctionCheck.batching(x -> each.apply(f, x), b);
    }
    assertThatThrownBy(() -> forward.apply(f, Tensor.zeros(4)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "linear-recurrence: factors and inputs must have one shape, got [2, 4] and [4];"
                + " broadcastTo the larger");
    assertThatThrownBy(() -> forward.apply(f, b.to(DType.FLOAT32)))
        .isInstanceOf(DTypeException.class);
  }

  @Test
  void softmaxIsStable() {
    assertThat(Tensor.of(1e4, 1e4, -1e4).softmax(0)).isEqualTo(Tensor.of(.5, .5, 0));
    assertThat(Tensor.of(0, -INF).logSoftmax(0)).isEqualTo(Tensor.of(0, -INF));
    FunctionCheck.close(Tensor.of(1e4, 0).logSoftmax(0), Tensor.of(0, -1e4), 1e-15);
    Tensor masked = Tensor.of(1, -INF, 1);
    assertThat(
            Autodiff.jacrev((Tensor v) -> v.softmax(0))
                .apply(masked)
                .isClose(
                    Tensor.of(new double[][] {{.25, 0, -.25}, {0, 0, 0}, {-.25, 0, .25}}), 0, 0))
        .isTrue();
    assertThat(Tensor.of(-INF, -INF).softmax(0).toDoubles()).containsOnly(NAN);
    Tensor rows = Tensor.of(new double[][] {{NAN, 0}, {0, 0}});
    double[] s = rows.softmax(1).toDoubles();
    assertThat(s[0]).isNaN();
    assertThat(s[1]).isNaN();
    assertThat(s[2]).isEqualTo(.5);
  }

  @Test
  void sortsStablyWithNansLast() {
    Tensor x = Tensor.of(3, NAN, 1, 3, -INF, 1);
    Scans.Sorted sorted = x.sort(0);
    assertThat(sorted.values()).isEqualTo(Tensor.of(-INF, 1, 1, 3, 3, NAN));
    assertThat(sorted.positions()).isEqualTo(Tensor.of(4, 2, 5, 0, 3, 1));
    assertThat(x.argsort(-1)).isEqualTo(sorted.positions());
    assertThat(x.to(DType.FLOAT32).argsort(0)).isEqualTo(sorted.positions());
    assertThat(x.to(DType.FLOAT32).sort(0).values().dtype()).isEqualTo(DType.FLOAT32);
    assertThat(Tensor.of(0.0, -0.0).sort(0).values()).isEqualTo(Tensor.of(0.0, -0.0));
    Tensor weights = Tensor.of(1, 2, 3);
    assertThat(
            Autodiff.<Tensor>grad(v -> v.sort(0).values().mul(weights).sum())
                .apply(Tensor.of(5, 1, 3)))
        .isEqualTo(Tensor.of(3, 1, 2));
    assertThat(
            Autodiff.<Tensor>grad(v -> v.sort(0).values().mul(weights).sum())
                .apply(Tensor.of(5, 1, 5)))
        .isEqualTo(Tensor.of(2, 1, 3));
  }

  @Test
  void positionsOfExtrema() {
    Tensor x = Tensor.of(new double[][] {{1, 4, 4}, {NAN, 9, NAN}, {-2, -INF, -INF}});
    assertThat(x.argmax(1)).isEqualTo(Tensor.of(1, 0, 0));
    assertThat(x.argmin(-1)).isEqualTo(Tensor.of(0, 0, 1));
    assertThat(x.argmax(0)).isEqualTo(Tensor.of(1, 1, 1));
    assertThat(x.to(DType.FLOAT32).argmin(1)).isEqualTo(Tensor.of(0, 0, 1));
    assertThat(x.transpose().argmax(0)).isEqualTo(Tensor.of(1, 0, 0));
    assertThat(Autodiff.<Tensor, Tensor>vmap(v -> v.argmax(0)).apply(x))
        .isEqualTo(Tensor.of(1, 0, 0));
    assertThat(Autodiff.<Tensor>grad(v -> v.argmax(0).sum()).apply(x))
        .isEqualTo(Tensor.zeros(3, 3));
    assertThat(Autodiff.<Tensor>grad(v -> v.argsort(0).sum()).apply(x))
        .isEqualTo(Tensor.zeros(3, 3));
    assertThat(Tensor.zeros(0, 3).argmax(1)).isEqualTo(Tensor.zeros(0));
  }
}
