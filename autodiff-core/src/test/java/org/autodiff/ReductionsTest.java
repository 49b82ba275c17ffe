package org.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.autodiff.extend.Axes;
import org.autodiff.operators.reduction.UnitVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReductionsTest {
  private static final double NAN = Double.NaN;
  private static final double INF = Double.POSITIVE_INFINITY;

  /** A reduction, and the same over a plain array. */
  record Case(String name, Over tensor, ToDoubleFunction<double[]> array) {
    @Override
    public String toString() {
      return name;
    }
  }

  interface Over {
    Tensor apply(Tensor x, boolean keepDims, int... axes);
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case("sum", Tensor::sum, v -> Arrays.stream(v).sum()),
        new Case("mean", Tensor::mean, v -> Arrays.stream(v).sum() / v.length),
        new Case("prod", Tensor::prod, v -> Arrays.stream(v).reduce(1, (a, b) -> a * b)),
        new Case("max", Tensor::max, v -> Arrays.stream(v).max().orElse(NAN)),
        new Case("min", Tensor::min, v -> Arrays.stream(v).min().orElse(NAN)),
        new Case(
            "logsumexp", Tensor::logsumexp, v -> Math.log(Arrays.stream(v).map(Math::exp).sum())),
        new Case("norm", Tensor::norm, v -> Math.sqrt(Arrays.stream(v).map(a -> a * a).sum())));
  }

  /** All subsets of the axes, as bits. */
  private static int[] axes(int bits, int rank) {
    List<Integer> chosen = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      if ((bits >> axis & 1) == 1) {
        chosen.add(axis % 2 == 0 ? axis : axis - rank);
      }
    }
    return chosen.stream().mapToInt(i -> i).toArray();
  }

  /** Collects what falls together, element by element. */
  private static Tensor naive(Tensor x, ToDoubleFunction<double[]> f, boolean keep, int... axes) {
    int rank = x.rank();
    boolean[] reduced = new boolean[rank];
    for (int axis : axes) {
      reduced[axis < 0 ? axis + rank : axis] = true;
    }
    int[] kept = new int[rank];
    List<Integer> result = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      kept[i] = reduced[i] ? 1 : x.shape().dim(i);
      if (!reduced[i] || keep) {
        result.add(kept[i]);
      }
    }
    Shape frame = Shape.of(kept);
    List<List<Double>> groups = new ArrayList<>();
    for (int i = 0; i < frame.size(); i++) {
      groups.add(new ArrayList<>());
    }
    double[] elements = x.toDoubles();
    int[] strides = frame.rowMajorStrides();
    for (int flat = 0; flat < elements.length; flat++) {
      int rest = flat;
      int group = 0;
      for (int i = rank - 1; i >= 0; i--) {
        int at = rest % x.shape().dim(i);
        rest /= x.shape().dim(i);
        group += reduced[i] ? 0 : at * strides[i];
      }
      groups.get(group).add(elements[flat]);
    }
    double[] values = new double[frame.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = f.applyAsDouble(groups.get(i).stream().mapToDouble(d -> d).toArray());
    }
    return Tensor.of(values, result.stream().mapToInt(i -> i).toArray());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void reducesAnyAxesOfAnyLayout(Case c) {
    for (int[] dims : new int[][] {{5}, {1}, {2, 3}, {3, 1, 2}, {2, 3, 4}, {2, 1, 3, 2}}) {
      Tensor x = FunctionCheck.random(Shape.of(dims), 5);
      for (int bits = 1; bits < 1 << dims.length; bits++) {
        int[] axes = axes(bits, dims.length);
        for (boolean keep : new boolean[] {false, true}) {
          Tensor expected = naive(x, c.array, keep, axes);
          FunctionCheck.close(c.tensor.apply(x, keep, axes), expected, 1e-14);
          for (DenseTensor same : FunctionCheck.sameElements(x.dense())) {
            FunctionCheck.close(c.tensor.apply(same, keep, axes), expected, 1e-14);
          }
          Tensor narrow = c.tensor.apply(x.to(DType.FLOAT32), keep, axes);
          assertThat(narrow.dtype()).isEqualTo(DType.FLOAT32);
          FunctionCheck.close(narrow.to(DType.FLOAT64), expected, 1e-5);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void reducesRepeatedElementsAsIfTheyWereCopied(Case c) {
    Tensor base = FunctionCheck.random(Shape.of(3, 1, 2, 1), 6);
    Tensor view = base.broadcastTo(Shape.of(2, 3, 4, 2, 3));
    Tensor copy = view.dense().copy();
    for (int bits = 1; bits < 32; bits++) {
      int[] axes = axes(bits, 5);
      FunctionCheck.close(
          c.tensor.apply(view, false, axes), c.tensor.apply(copy, false, axes), 1e-13);
      FunctionCheck.close(
          c.tensor.apply(view.to(DType.FLOAT32), true, axes),
          c.tensor.apply(copy.to(DType.FLOAT32), true, axes),
          1e-5);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void ofAScalarIsTheScalar(Case c) {
    Tensor x = Tensor.scalar(1.75);
    assertThat(c.tensor.apply(x, false)).isEqualTo(x);
    assertThat(c.tensor.apply(x, true)).isEqualTo(x);
    assertThat(Autodiff.<Tensor>grad(v -> c.tensor.apply(v, false)).apply(x))
        .isEqualTo(Tensor.scalar(1));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void derivativesAgreeWithDifferences(Case c) {
    FunctionCheck.all(x -> c.tensor.apply(x, false), FunctionCheck.random(Shape.of(4), 7));
    Tensor x = FunctionCheck.random(Shape.of(2, 3, 2), 8);
    for (int bits = 1; bits < 8; bits++) {
      int[] axes = axes(bits, 3);
      FunctionCheck.all(v -> c.tensor.apply(v, false, axes), x);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void keptAxesHaveTheSameDerivatives(Case c) {
    Tensor x = FunctionCheck.random(Shape.of(2, 3, 2), 9);
    FunctionCheck.all(v -> c.tensor.apply(v, true, 0, 2), x);
    FunctionCheck.all(v -> c.tensor.apply(v, true), x);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aNanReachesItsOwnResultsOnly(Case c) {
    Tensor x = Tensor.of(new double[] {1, NAN, 2, 3, 4, 5}, 2, 3);
    double[] rows = c.tensor.apply(x, false, 1).toDoubles();
    assertThat(rows[0]).isNaN();
    assertThat(rows[1]).isFinite();
    double[] columns = c.tensor.apply(x, false, 0).toDoubles();
    assertThat(columns[0]).isFinite();
    assertThat(columns[1]).isNaN();
    assertThat(columns[2]).isFinite();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aNanNeverGivesAFiniteDerivative(Case c) {
    Tensor x = Tensor.of(1, NAN, 2);
    double[] g = Autodiff.<Tensor>grad(v -> c.tensor.apply(v, false)).apply(x).toDoubles();
    if (c.name.equals("sum") || c.name.equals("mean")) {
      return; // linear: the derivative does not depend on x
    }
    assertThat(g[0]).isNaN();
    assertThat(g[2]).isNaN();
    if (!c.name.equals("prod")) { // the product of the others is a number
      assertThat(g[1]).isNaN();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void refusesBadAxes(Case c) {
    Tensor x = Tensor.zeros(2, 3);
    assertThatThrownBy(() -> c.tensor.apply(x, false, 2))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            c.name
                + ": the axis must be from -2 to 1, got axis 2 for shape [2, 3]; choose an existing"
                + " axis");
    assertThatThrownBy(() -> c.tensor.apply(x, false, 1, -1))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            c.name
                + ": the axes must be distinct, got [1, -1] for shape [2, 3], which names axis 1"
                + " twice; name each axis once");
    assertThatThrownBy(() -> c.tensor.apply(Tensor.scalar(1), true, 0))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("a scalar has no axes");
  }

  @Test
  void ofNoElements() {
    Tensor x = Tensor.zeros(0, 3);
    assertThat(x.sum()).isEqualTo(Tensor.scalar(0));
    assertThat(x.sum(0)).isEqualTo(Tensor.zeros(3));
    assertThat(x.sum(1)).isEqualTo(Tensor.zeros(0));
    assertThat(x.prod(0)).isEqualTo(Tensor.ones(3));
    assertThat(x.norm(0)).isEqualTo(Tensor.zeros(3));
    assertThat(x.mean(0).toDoubles()).containsOnly(NAN);
    assertThat(x.logsumexp(0).toDoubles()).containsOnly(-INF);
    assertThat(x.max(1).shape()).isEqualTo(Shape.of(0));
    assertThat(Autodiff.<Tensor>grad(v -> v.prod()).apply(x)).isEqualTo(x);
    assertThat(Autodiff.<Tensor>grad(v -> v.norm()).apply(x)).isEqualTo(x);
    assertThatThrownBy(() -> x.max(0))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "max: the reduced axes must have at least one element, got shape [0, 3] over axes [0];"
                + " there is no max of nothing, so test for an empty tensor first");
    assertThatThrownBy(() -> x.min()).hasMessageStartingWith("min: the reduced axes must have");
    assertThatThrownBy(() -> x.argmax(0)).hasMessageStartingWith("argmax: the reduced axes");
    assertThatThrownBy(() -> x.argmin(0)).hasMessageStartingWith("argmin: the reduced axes");
  }

  @Test
  void copiesNothingWhereTheElementsLieTogether() {
    DenseTensor x = FunctionCheck.random(Shape.of(3, 4), 1).dense();
    Tensor same = x.sum(true, 0).sum(0); // over an axis of extent 1: a view
    assertThat(TensorArrays.doubles(same.dense())).hasSize(4);
    Tensor ones = Tensor.ones(1).broadcastTo(Shape.of(1000, 1000, 2000));
    assertThat(ones.sum()).isEqualTo(Tensor.scalar(2e9));
    assertThat(TensorArrays.doubles(ones.max(0, 1).dense())).hasSize(1);
    DenseTensor g = Autodiff.<Tensor>grad(v -> v.sum()).apply(x).dense();
    assertThat(g.strides()).containsOnly(0);
    assertThat(g).isEqualTo(Tensor.ones(3, 4));
  }

  @Test
  void productsWithZeros() {
    UnaryOperator<Tensor> g = x -> Autodiff.<Tensor>grad(v -> v.prod()).apply(x);
    assertThat(g.apply(Tensor.of(2, 0, 3))).isEqualTo(Tensor.of(0, 6, 0));
    assertThat(g.apply(Tensor.of(0, 5, 0))).isEqualTo(Tensor.of(0, 0, 0));
    assertThat(Autodiff.hessian((Tensor v) -> v.prod()).apply(Tensor.of(0, 5, 0)))
        .isEqualTo(Tensor.of(new double[][] {{0, 0, 5}, {0, 0, 0}, {5, 0, 0}}));
    FunctionCheck.all(v -> v.prod(0), Tensor.of(new double[] {0, 1, 2, 0, 0, 3}, 3, 2));
    FunctionCheck.all(v -> v.prod(0, 2), Tensor.of(new double[] {0, 1, 2, 0, 0, 3, 1, 2}, 2, 2, 2));
  }

  @Test
  void extremaShareAmongTies() {
    Tensor x = Tensor.of(3, 1, 3, 3, 1);
    Tensor third = Tensor.of(1, 0, 1, 1, 0).div(3);
    assertThat(Autodiff.<Tensor>grad(v -> v.max()).apply(x)).isEqualTo(third);
    assertThat(Autodiff.<Tensor>grad(v -> v.min()).apply(x)).isEqualTo(Tensor.of(0, .5, 0, 0, .5));
    Tensor rows = Tensor.of(new double[][] {{1, 2, 2}, {4, 3, 1}});
    assertThat(Autodiff.<Tensor>grad(v -> v.max(1).mul(Tensor.of(2, 5)).sum()).apply(rows))
        .isEqualTo(Tensor.of(new double[][] {{0, 1, 1}, {5, 0, 0}}));
    assertThat(Autodiff.<Tensor>grad(v -> v.max()).apply(Tensor.of(-INF, -INF)))
        .isEqualTo(Tensor.of(.5, .5));
  }

  @Test
  void logsumexpIsStable() {
    assertThat(Tensor.of(1e4, 1e4).logsumexp().item()).isEqualTo(1e4 + Math.log(2));
    assertThat(Tensor.of(-1e4, -INF).logsumexp().item()).isEqualTo(-1e4);
    assertThat(Autodiff.<Tensor>grad(v -> v.logsumexp()).apply(Tensor.of(-1e4, -INF)))
        .isEqualTo(Tensor.of(1, 0));
    assertThat(Tensor.of(-INF, -INF).logsumexp().item()).isEqualTo(-INF);
    assertThat(Autodiff.<Tensor>grad(v -> v.logsumexp()).apply(Tensor.of(-INF, -INF)).toDoubles())
        .containsOnly(NAN);
    assertThat(Tensor.of(INF, 0).logsumexp().item()).isEqualTo(INF);
    Tensor h = Autodiff.hessian((Tensor v) -> v.logsumexp()).apply(Tensor.of(0, -INF, 0));
    FunctionCheck.close(
        h, Tensor.of(new double[][] {{.25, 0, -.25}, {0, 0, 0}, {-.25, 0, .25}}), 0);
  }

  @Test
  void normsNeitherOverflowNorUnderflow() {
    FunctionCheck.close(Tensor.of(3e200, 4e200).norm().div(1e200), Tensor.scalar(5), 1e-15);
    FunctionCheck.close(Tensor.of(3e-200, 4e-200).norm().mul(1e200), Tensor.scalar(5), 1e-15);
    assertThat(Tensor.of(Double.MIN_VALUE).norm().item()).isEqualTo(Double.MIN_VALUE);
    assertThat(Tensor.of(-Double.MAX_VALUE).norm().item()).isEqualTo(Double.MAX_VALUE);
    assertThat(Tensor.of(new float[] {3e30f, 4e30f}, 2).norm().item()).isEqualTo(5e30f);
    assertThat(Tensor.of(1, -INF).norm().item()).isEqualTo(INF);
    assertThat(Tensor.of(NAN, INF).norm().item()).isNaN();
    FunctionCheck.close(
        Autodiff.<Tensor>grad(v -> v.norm()).apply(Tensor.of(3e200, 4e200)),
        Tensor.of(.6, .8),
        1e-15);
    Tensor mixed = Tensor.of(new double[][] {{3e200, 1, 3e-200}, {4e200, 0, 4e-200}});
    FunctionCheck.close(mixed.norm(0).mul(Tensor.of(1e-200, 1, 1e200)), Tensor.of(5, 1, 5), 1e-15);
  }

  @Test
  void theNormIsFlatAtZero() {
    Tensor x = Tensor.of(new double[][] {{0, 0}, {3, 4}});
    assertThat(Autodiff.<Tensor>grad(v -> v.norm(1).sum()).apply(x))
        .isEqualTo(Tensor.of(new double[][] {{0, 0}, {.6, .8}}));
    assertThat(Autodiff.jvp((Tensor v) -> v.norm(), Tensor.zeros(2), Tensor.ones(2)).tangent())
        .isEqualTo(Tensor.scalar(0));
    double[] h = Autodiff.hessian((Tensor v) -> v.norm()).apply(Tensor.zeros(2)).toDoubles();
    assertThat(Arrays.stream(h).noneMatch(Double::isFinite)).isTrue();
  }

  @Test
  void unitVectors() {
    UnitVector unit = new UnitVector(Axes.all(1));
    FunctionCheck.all(unit::apply, Tensor.of(1, -2, 0.5));
    assertThatThrownBy(() -> unit.apply(Tensor.scalar(1)))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("unit-vector: the axis must be");
  }

  @Test
  void variance() {
    Tensor x = Tensor.of(new double[][] {{1, 2, 4}, {0, 0, 9}});
    FunctionCheck.close(x.variance(0, 1), Tensor.of(14.0 / 9, 18), 1e-15);
    FunctionCheck.close(x.variance(1, -1), Tensor.of(7.0 / 3, 27), 1e-15);
    FunctionCheck.close(x.variance(1), Tensor.scalar(11.866666666666667), 1e-15);
    FunctionCheck.all(v -> v.variance(1, 1), x);
    FunctionCheck.all(v -> v.variance(0), x);
    assertThat(Tensor.of(1e9, 1e9 + 1).variance(0).item()).isEqualTo(0.25);
    assertThatThrownBy(() -> x.variance(3, 1))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            "variance: ddof must be from 0 to less than the number of elements, got ddof 3 for 3"
                + " elements (shape [2, 3] over axes [1]); use a smaller ddof or more elements");
    assertThatThrownBy(() -> x.variance(-1)).isInstanceOf(ValueException.class);
    assertThatThrownBy(() -> Tensor.zeros(0).variance(0)).isInstanceOf(ValueException.class);
  }

  @Test
  void sumToUndoesABroadcast() {
    Tensor x = FunctionCheck.random(Shape.of(2, 3, 4), 11);
    assertThat(x.sumTo(Shape.of(2, 3, 4))).isSameAs(x);
    FunctionCheck.close(x.sumTo(Shape.SCALAR), x.sum(), 1e-15);
    FunctionCheck.close(x.sumTo(Shape.of(4)), x.sum(0, 1), 1e-15);
    FunctionCheck.close(x.sumTo(Shape.of(3, 1)), x.sum(true, 0, 2).squeeze(0), 1e-15);
    FunctionCheck.close(x.sumTo(Shape.of(1, 3, 1)), x.sum(true, 0, 2), 1e-15);
    FunctionCheck.all(v -> v.sumTo(Shape.of(3, 1)), x);
    FunctionCheck.all(v -> v.sumTo(Shape.of(1, 3, 4)), x);
    assertThat(Tensor.zeros(0, 3).sumTo(Shape.of(1, 3))).isEqualTo(Tensor.zeros(1, 3));
    for (Shape bad : new Shape[] {Shape.of(2), Shape.of(1, 2, 3, 4), Shape.of(2, 3, 0)}) {
      assertThatThrownBy(() -> x.sumTo(bad))
          .isInstanceOf(ShapeException.class)
          .hasMessage(
              "sum-to: the target must broadcast to the operand's shape, got target "
                  + bad
                  + " for shape [2, 3, 4]; use sum with axes");
    }
  }

  @Test
  void float32IsAddedUpInDouble() {
    float[] x = new float[1 << 20];
    Arrays.fill(x, 0.1f);
    assertThat(Tensor.of(x, 1 << 20).sum().item()).isEqualTo((float) ((1 << 20) * (double) 0.1f));
  }
}
