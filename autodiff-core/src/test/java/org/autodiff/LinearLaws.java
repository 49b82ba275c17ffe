package org.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * The laws of a function that is linear in some of its operands, checked against the function's own
 * values: a linear function is its own derivative.
 *
 * @param name for the report
 * @param linear for each operand, whether the function is linear in it; others are indices
 * @param operands where the laws are checked, FLOAT64
 * @param function the function
 */
record LinearLaws(
    String name, boolean[] linear, List<Tensor> operands, Function<List<Tensor>, Tensor> function) {

  static LinearLaws of(String name, Tensor x, Function<Tensor, Tensor> function) {
    return new LinearLaws(name, new boolean[] {true}, List.of(x), xs -> function.apply(xs.get(0)));
  }

  @Override
  public String toString() {
    return name;
  }

  /** Numbers with a short decimal form, different for each salt. */
  static Tensor numbers(int salt, int... shape) {
    double[] values = new double[Shape.of(shape).size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = ((i * 37 + salt * 101) % 97 - 48) / 8.0;
    }
    return Tensor.of(values, shape);
  }

  private Tensor apply(List<Tensor> xs) {
    return function.apply(xs);
  }

  private List<Tensor> withLinear(List<Tensor> parts) {
    List<Tensor> all = new ArrayList<>(operands);
    int next = 0;
    for (int i = 0; i < linear.length; i++) {
      if (linear[i]) {
        all.set(i, parts.get(next++));
      }
    }
    return all;
  }

  private List<Tensor> linearOperands() {
    List<Tensor> parts = new ArrayList<>();
    for (int i = 0; i < linear.length; i++) {
      if (linear[i]) {
        parts.add(operands.get(i));
      }
    }
    return parts;
  }

  private static List<Tensor> like(int salt, List<Tensor> tensors) {
    List<Tensor> all = new ArrayList<>();
    for (Tensor t : tensors) {
      all.add(numbers(salt + 7 * all.size(), t.shape().dims()).to(t.dtype()));
    }
    return all;
  }

  private static double inner(Tensor a, Tensor b) {
    assertThat(a.type()).isEqualTo(b.type());
    double[] x = a.toDoubles();
    double[] y = b.toDoubles();
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  private static double inner(List<Tensor> a, List<Tensor> b) {
    double sum = 0;
    for (int i = 0; i < a.size(); i++) {
      sum += inner(a.get(i), b.get(i));
    }
    return sum;
  }

  /** The tangent is the function of the tangent, less its constant part. */
  void tangentIsTheFunction() {
    List<Tensor> x = linearOperands();
    List<Tensor> v = like(3, x);
    Jvp<Tensor> jvp = Autodiff.jvp((List<Tensor> t) -> apply(withLinear(t)), x, v);
    List<Tensor> zero = x.stream().map(t -> Tensor.full(0, t.type())).toList();
    assertThat(jvp.value()).isEqualTo(apply(operands));
    Tensor expected = apply(withLinear(v)).sub(apply(withLinear(zero)));
    assertThat(jvp.tangent().isClose(expected, 0, 1e-12))
        .as("%s: %s is %s", name, jvp.tangent(), expected)
        .isTrue();
    assertThat(Autodiff.linearize((List<Tensor> t) -> apply(withLinear(t)), x).push(v))
        .isEqualTo(jvp.tangent());
  }

  /** {@code <u, J v> = <J^T u, v>}, for all operands jointly and for each alone. */
  void transposeIsAdjoint() {
    List<Tensor> x = linearOperands();
    adjoint(x, t -> apply(withLinear(t)));
    for (int i = 0; i < x.size(); i++) {
      int at = i;
      adjoint(
          List.of(x.get(i)),
          t -> {
            List<Tensor> all = new ArrayList<>(x);
            all.set(at, t.get(0));
            return apply(withLinear(all));
          });
    }
  }

  private void adjoint(List<Tensor> x, Function<List<Tensor>, Tensor> f) {
    List<Tensor> v = like(5, x);
    Tensor jv = Autodiff.jvp(f, x, v).tangent();
    Tensor u = numbers(11, jv.shape().dims()).to(jv.dtype());
    Vjp<List<Tensor>, Tensor> vjp = Autodiff.vjp(f, x);
    List<Tensor> jtu = vjp.pullback(u);
    // all values are multiples of 1/64 and small: sums are exact
    assertThat(inner(u, jv)).as(name).isEqualTo(inner(jtu, v));
    assertThat(vjp.pullback(u)).as(name).isEqualTo(jtu);
    // the derivative of the pullback with respect to the cotangent is the map itself
    Tensor twice = Autodiff.vjp((Tensor g) -> Autodiff.vjp(f, x).pullback(g), u).pullback(v);
    assertThat(twice.isClose(jv, 0, 1e-12)).as("%s: twice %s, jvp %s", name, twice, jv).isTrue();
  }

  /** The result does not depend on how operands lie in memory. */
  void layoutDoesNotMatter() {
    Tensor expected = apply(operands);
    for (int kind = 0; kind < 4; kind++) {
      List<Tensor> moved = new ArrayList<>();
      for (Tensor x : operands) {
        Tensor y = relaid(x, kind);
        assertThat(y).isEqualTo(x);
        moved.add(y);
      }
      List<double[]> before = moved.stream().map(Tensor::toDoubles).toList();
      assertThat(apply(moved)).as("%s, layout %s", name, kind).isEqualTo(expected);
      for (int i = 0; i < moved.size(); i++) {
        assertThat(moved.get(i).toDoubles()).isEqualTo(before.get(i));
      }
    }
  }

  /** The same values as a transposed, reversed, strided or offset view. */
  private static Tensor relaid(Tensor x, int kind) {
    int[] dims = x.shape().dims();
    int rank = dims.length;
    int[] out = new int[rank];
    int[] strides = new int[rank];
    int offset = 0;
    int stride = 1;
    for (int k = 0; k < rank; k++) {
      int axis = kind == 0 ? k : rank - 1 - k;
      int gap = kind == 2 ? 2 : 1;
      strides[axis] = kind == 1 ? -stride * gap : stride * gap;
      offset += kind == 1 ? stride * gap * Math.max(0, dims[axis] - 1) : 0;
      stride *= gap * Math.max(1, dims[axis]);
      out[axis] = dims[axis];
    }
    offset += kind == 3 ? 5 : 0;
    double[] array = new double[stride + 5];
    Arrays.fill(array, Double.NaN);
    double[] values = x.toDoubles();
    int[] rowMajor = x.shape().rowMajorStrides();
    for (int i = 0; i < values.length; i++) {
      int at = offset;
      for (int axis = 0; axis < rank; axis++) {
        at += i / rowMajor[axis] % dims[axis] * strides[axis];
      }
      array[at] = values[i];
    }
    return TensorArrays.wrap(new TensorType(Shape.of(array.length), DType.FLOAT64), array)
        .view(Shape.of(out), offset, strides);
  }

  /** FLOAT32 gives the rounded result of FLOAT64; the values used are exact in both. */
  void float32IsTheSame() {
    List<Tensor> narrow = operands.stream().map(t -> t.to(DType.FLOAT32)).toList();
    Tensor result = apply(narrow);
    assertThat(result.dtype()).isEqualTo(DType.FLOAT32);
    assertThat(result).isEqualTo(apply(operands).to(DType.FLOAT32));
    new LinearLaws(name + " in float32", linear, narrow, function).transposeIsAdjoint();
  }

  /**
   * vmap is the stack over examples, whichever operands are batched; so is that of the pullback.
   */
  void vmapIsStack() {
    int n = operands.size();
    for (int size : new int[] {0, 1, 3}) {
      for (int subset = 1; subset < 1 << n; subset++) {
        batch(size, subset);
      }
    }
  }

  private void batch(int size, int subset) {
    List<Tensor> batched = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      Tensor x = operands.get(i);
      if ((subset >> i & 1) != 0) {
        batched.add(linear[i] ? examples(x, i, size) : rotations(x, size));
      }
    }
    Function<List<Tensor>, Tensor> f = t -> apply(inSubset(t, subset));
    List<Tensor> results = new ArrayList<>();
    for (int e = 0; e < size; e++) {
      int at = e;
      results.add(f.apply(batched.stream().map(t -> t.get(at)).toList()));
    }
    String what = name + ", batch of " + size + ", operands " + Integer.toBinaryString(subset);
    Tensor actual = Autodiff.vmap(f).apply(batched);
    Tensor expected =
        size == 0
            ? Tensor.full(0, actual.type().withShape(apply(operands).shape().insert(0, 0)))
            : Shaping.stack(0, results.toArray(Tensor[]::new));
    assertThat(actual).as(what).isEqualTo(expected);
    vmapOfPullback(what, size, batched, f);
    if (size == 3) {
      // a batch of batches, of which the inner axis is last
      List<Tensor> nested =
          batched.stream().map(t -> Shaping.stack(-1, t, t.flip(0)).moveAxis(0, -1)).toList();
      Tensor inner =
          Autodiff.vmap(Autodiff.vmap(f), -1, 0)
              .apply(nested.stream().map(t -> t.moveAxis(-2, 0)).toList());
      assertThat(inner)
          .as(what + ", nested")
          .isEqualTo(Shaping.stack(1, expected, expected.flip(0)));
    }
  }

  private void vmapOfPullback(
      String what, int size, List<Tensor> batched, Function<List<Tensor>, Tensor> f) {
    Tensor u = numbers(13, apply(operands).shape().insert(0, size).dims());
    Function<List<Tensor>, List<Tensor>> pullback =
        t -> Autodiff.vjp(f, t.subList(1, t.size())).pullback(t.get(0));
    List<Tensor> all = new ArrayList<>(List.of(u));
    all.addAll(batched);
    List<Tensor> actual = Autodiff.vmap(pullback).apply(all);
    for (int i = 0; i < actual.size(); i++) {
      for (int e = 0; e < size; e++) {
        int at = e;
        Tensor expected = pullback.apply(all.stream().map(t -> t.get(at)).toList()).get(i);
        assertThat(actual.get(i).get(e)).as(what + ", pullback").isEqualTo(expected);
      }
    }
  }

  private List<Tensor> inSubset(List<Tensor> given, int subset) {
    List<Tensor> all = new ArrayList<>(operands);
    int next = 0;
    for (int i = 0; i < all.size(); i++) {
      if ((subset >> i & 1) != 0) {
        all.set(i, given.get(next++));
      }
    }
    return all;
  }

  private static Tensor examples(Tensor x, int salt, int size) {
    return numbers(17 + salt, x.shape().insert(0, size).dims());
  }

  /** Different valid indices for each example: the given ones, in another order. */
  private static Tensor rotations(Tensor x, int size) {
    double[] values = x.toDoubles();
    double[] all = new double[values.length * size];
    for (int i = 0; i < all.length; i++) {
      all[i] = values[(i + i / values.length) % values.length];
    }
    return Tensor.of(all, x.shape().insert(0, size).dims());
  }
}
