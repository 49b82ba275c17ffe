package org.autodiff.operators.reduction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.autodiff.DType;
import org.autodiff.RandomKey;
import org.autodiff.Shape;
import org.autodiff.Slice;
import org.autodiff.Tensor;
import org.autodiff.kernels.OrderedSum;
import org.junit.jupiter.api.Test;

/**
 * What is reduced has one order, that of logical indices, at extents where the law of purity, which
 * tries small ones, sees no second block.
 */
class ReductionOrderTest {
  private static final int[][] AXES = {{0}, {1}, {2}, {0, 1}, {1, 2}, {0, 2}, {0, 1, 2}};

  private static Tensor random(DType type, int... dims) {
    return RandomKey.of(dims[0]).normal(dims).to(type);
  }

  /** Tensors of shape [40, 37, 9] in many layouts. */
  private static Map<String, Tensor> views(DType type) {
    Map<String, Tensor> views = new LinkedHashMap<>();
    views.put("turned", random(type, 9, 37, 40).transpose());
    views.put("permuted", random(type, 37, 9, 40).transpose(2, 0, 1));
    views.put("swapped at the end", random(type, 40, 9, 37).transpose(0, 2, 1));
    views.put("reversed", random(type, 40, 37, 9).flip(0).flip(2));
    views.put(
        "sliced", random(type, 80, 40, 11).slice(Slice.every(2), Slice.of(2, 39), Slice.of(1, 10)));
    views.put("swapped in front", random(type, 37, 40, 9).transpose(1, 0, 2));
    views.put("broadcast in front", random(type, 37, 9).broadcastTo(40, 37, 9));
    views.put("broadcast inside", random(type, 40, 1, 9).broadcastTo(40, 37, 9));
    views.put("broadcast behind", random(type, 40, 37, 1).broadcastTo(40, 37, 9));
    views.put("one element", random(type, 1).broadcastTo(40, 37, 9));
    views.put("turned broadcast", random(type, 37, 40).broadcastTo(9, 37, 40).transpose());
    return views;
  }

  private static Tensor packed(Tensor x) {
    return x.dense().copy();
  }

  private static void same(String what, Tensor actual, Tensor expected) {
    assertThat(actual.shape()).as(what).isEqualTo(expected.shape());
    assertThat(actual.toDoubles()).as(what).containsExactly(expected.toDoubles());
  }

  @Test
  void viewsAreReducedAsTheirCopies() {
    Map<String, BinaryAxes> reductions = new LinkedHashMap<>();
    reductions.put("sum", Tensor::sum);
    reductions.put("mean", Tensor::mean);
    reductions.put("prod", Tensor::prod);
    reductions.put("max", Tensor::max);
    reductions.put("min", Tensor::min);
    reductions.put("norm", Tensor::norm);
    reductions.put("logsumexp", Tensor::logsumexp);
    for (DType type : DType.values()) {
      views(type)
          .forEach(
              (layout, x) ->
                  reductions.forEach(
                      (name, reduction) -> {
                        for (int[] axes : AXES) {
                          String what = name + " of " + layout + " over " + axes.length + " axes";
                          same(what, reduction.of(x, axes), reduction.of(packed(x), axes));
                        }
                      }));
    }
  }

  private interface BinaryAxes {
    Tensor of(Tensor x, int... axes);
  }

  @Test
  void viewsHaveTheScansAndSoftmaxesOfTheirCopies() {
    Map<String, UnaryOperator<Tensor>> functions = new LinkedHashMap<>();
    for (int axis = 0; axis < 3; axis++) {
      int along = axis;
      functions.put("softmax " + axis, x -> x.softmax(along));
      functions.put("logSoftmax " + axis, x -> x.logSoftmax(along));
      functions.put("cumsum " + axis, x -> x.cumsum(along));
      functions.put("cumprod " + axis, x -> x.cumprod(along));
    }
    functions.put("sumTo", x -> x.sumTo(Shape.of(37, 1)));
    for (DType type : DType.values()) {
      views(type)
          .forEach(
              (layout, x) ->
                  functions.forEach(
                      (name, f) -> same(name + " of " + layout, f.apply(x), f.apply(packed(x)))));
    }
  }

  @Test
  void productsOfViewsAreThoseOfTheirCopies() {
    Map<String, BinaryOperator<Tensor>> products = new LinkedHashMap<>();
    Tensor row = RandomKey.of(1).normal(40);
    products.put(
        "row times matrix", (x, v) -> v.matmul(x.slice(Slice.all(), Slice.all(), Slice.at(3))));
    products.put(
        "matrix times column", (x, v) -> x.slice(Slice.all(), Slice.at(5)).transpose().matmul(v));
    products.put("batch times row", (x, v) -> x.transpose(2, 1, 0).matmul(v));
    products.put("row times batch", (x, v) -> v.reshape(1, 40).matmul(x.transpose(2, 0, 1)));
    products.put(
        "batch of rows times matrix",
        (x, v) -> x.reshape(40, 37, 1, 9).matmul(x.slice(Slice.at(0), Slice.to(9))));
    products.put(
        "matrix times batch of columns",
        (x, v) -> x.slice(Slice.at(0)).matmul(x.reshape(40, 37, 9, 1)));
    products.put("batch", (x, v) -> x.transpose(0, 2, 1).matmul(x));
    products.put("dot", (x, v) -> x.slice(Slice.all(), Slice.at(1), Slice.at(2)).dot(v));
    for (DType type : DType.values()) {
      Tensor v = row.to(type);
      views(type)
          .forEach(
              (layout, x) ->
                  products.forEach(
                      (name, f) ->
                          same(name + " of " + layout, f.apply(x, v), f.apply(packed(x), v))));
    }
  }

  @Test
  void theTermsOfASumAreNumberedByTheReducedAxes() {
    Tensor x = random(DType.FLOAT64, 40, 37, 9);
    double[] elements = x.toDoubles();
    OrderedSum sum = new OrderedSum(1);
    sum.add(elements, 0, elements.length);
    assertThat(x.sum().item()).isEqualTo(sum.result());
    Tensor overTwo = x.sum(0, 2);
    for (int j = 0; j < 37; j++) {
      for (int i = 0; i < 40; i++) {
        sum.add(elements, (i * 37 + j) * 9, 9);
      }
      assertThat(overTwo.get(j).item()).isEqualTo(sum.result());
    }
  }

  @Test
  void longRunsAreAddedAsTheirCopies() {
    for (DType type : DType.values()) {
      Tensor whole = random(type, 6, 5, 70, 3);
      for (Tensor x :
          new Tensor[] {
            whole.transpose(3, 0, 1, 2),
            whole.transpose(0, 3, 1, 2).flip(1),
            random(type, 6, 5, 140)
                .slice(Slice.all(), Slice.all(), Slice.to(70))
                .reshape(6, 5, 1, 70),
            random(type, 6, 5, 2, 70).transpose(1, 2, 0, 3),
            random(type, 1, 5, 1, 70).broadcastTo(6, 5, 2, 70)
          }) {
        for (int[] axes :
            new int[][] {{3}, {0, 3}, {1, 3}, {0, 1, 3}, {0, 2, 3}, {0, 1, 2, 3}, {2}}) {
          same("sum over " + axes.length, x.sum(axes), packed(x).sum(axes));
        }
      }
    }
  }

  @Test
  void aScalarProductIsTheSumOfTheProducts() {
    for (DType type : DType.values()) {
      Tensor x = random(type, 3001);
      Tensor y = x.flip(0);
      assertThat(x.dot(y)).isEqualTo(x.mul(y).sum());
    }
  }

  @Test
  void oneElementStaysAsItIs() {
    for (Tensor zero : new Tensor[] {Tensor.of(-0.0), Tensor.of(-0.0, 1).slice(Slice.to(1))}) {
      assertThat(1 / zero.sum().item()).isEqualTo(Double.NEGATIVE_INFINITY);
      assertThat(1 / zero.mean().item()).isEqualTo(Double.NEGATIVE_INFINITY);
      assertThat(1 / zero.logsumexp().item()).isEqualTo(Double.NEGATIVE_INFINITY);
      assertThat(1 / zero.max(0).item()).isEqualTo(Double.NEGATIVE_INFINITY);
    }
  }
}
