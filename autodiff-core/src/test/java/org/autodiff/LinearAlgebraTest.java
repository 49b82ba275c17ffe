package org.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.BinaryOperator;
import org.autodiff.operators.linalg.Dot;
import org.autodiff.operators.linalg.MatMul;
import org.junit.jupiter.api.Test;

class LinearAlgebraTest {
  private static Tensor random(int seed, int... dims) {
    return FunctionCheck.random(Shape.of(dims), seed);
  }

  /** Products of matrices by loops, the batch already broadcast by hand. */
  private static Tensor naive(Tensor a, Tensor b) {
    Shape batch =
        Shape.broadcast(
            Shape.of(java.util.Arrays.copyOf(a.shape().dims(), a.rank() - 2)),
            Shape.of(java.util.Arrays.copyOf(b.shape().dims(), b.rank() - 2)),
            "test");
    int m = a.shape().dim(-2);
    int k = a.shape().dim(-1);
    int n = b.shape().dim(-1);
    double[] x = spread(a, batch, m, k);
    double[] w = spread(b, batch, k, n);
    double[] y = new double[batch.size() * m * n];
    for (int e = 0; e < batch.size(); e++) {
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          for (int p = 0; p < k; p++) {
            y[(e * m + i) * n + j] += x[(e * m + i) * k + p] * w[(e * k + p) * n + j];
          }
        }
      }
    }
    return Tensor.of(y, join(batch, m, n));
  }

  private static double[] spread(Tensor x, Shape batch, int rows, int columns) {
    return x.broadcastTo(Shape.of(join(batch, rows, columns))).toDoubles();
  }

  private static int[] join(Shape batch, int rows, int columns) {
    int[] dims = java.util.Arrays.copyOf(batch.dims(), batch.rank() + 2);
    dims[dims.length - 2] = rows;
    dims[dims.length - 1] = columns;
    return dims;
  }

  private static final int[][][] SHAPES = {
    {{2, 3}, {3, 4}},
    {{1, 3}, {3, 1}},
    {{5, 1}, {1, 2}},
    {{4, 2, 3}, {3, 5}},
    {{2, 3}, {4, 3, 2}},
    {{2, 3}, {4, 3, 1}},
    {{4, 1, 3}, {3, 2}},
    {{4, 2, 3}, {4, 3, 2}},
    {{2, 1, 2, 3}, {4, 3, 2}},
    {{1, 2, 3}, {4, 3, 2}},
    {{3, 0}, {0, 2}},
    {{0, 3}, {3, 2}},
    {{0, 2, 3}, {3, 2}},
    {{2, 3}, {0, 3, 2}},
    {{2, 2, 0}, {2, 0, 3}},
  };

  @Test
  void multipliesMatricesOfAnyLayout() {
    for (int[][] shapes : SHAPES) {
      Tensor a = random(1, shapes[0]);
      Tensor b = random(2, shapes[1]);
      Tensor expected = naive(a, b);
      FunctionCheck.close(a.matmul(b), expected, 1e-14);
      FunctionCheck.close(MatMul.MATMUL.apply(a, b), expected, 1e-14);
      FunctionCheck.layouts(v -> v.matmul(b.to(v.dtype())), a);
      FunctionCheck.layouts(v -> a.to(v.dtype()).matmul(v), b);
      for (DenseTensor left : FunctionCheck.sameElements(a.dense())) {
        for (DenseTensor right : FunctionCheck.sameElements(b.dense())) {
          FunctionCheck.close(MatMul.MATMUL.apply(left, right), expected, 1e-14);
        }
      }
      for (int flags = 0; flags < 4; flags++) {
        boolean ta = (flags & 1) != 0;
        boolean tb = (flags & 2) != 0;
        Tensor heldA = ta ? a.swapAxes(-1, -2).dense().copy() : a;
        Tensor heldB = tb ? b.swapAxes(-1, -2).dense().copy() : b;
        FunctionCheck.close(new MatMul(ta, tb).apply(heldA, heldB), expected, 1e-14);
      }
    }
  }

  @Test
  void repeatedOperandsAreNotCopied() {
    Tensor a = random(1, 2, 3).broadcastTo(Shape.of(5, 2, 3));
    Tensor b = random(2, 3, 2).swapAxes(0, 1).dense().copy().swapAxes(0, 1);
    Tensor repeated = b.broadcastTo(Shape.of(5, 3, 2));
    FunctionCheck.close(a.matmul(repeated), naive(a, repeated), 1e-14);
    Tensor row = Tensor.of(0.5).broadcastTo(Shape.of(3, 4));
    FunctionCheck.close(row.matmul(row.transpose()), naive(row, row.transpose()), 1e-14);
  }

  @Test
  void derivativesAgreeWithDifferences() {
    for (int[][] shapes : SHAPES) {
      Tensor a = random(3, shapes[0]);
      Tensor b = random(4, shapes[1]);
      for (int flags = 0; flags < 4; flags++) {
        boolean ta = (flags & 1) != 0;
        boolean tb = (flags & 2) != 0;
        MatMul product = new MatMul(ta, tb);
        Tensor x = ta ? a.swapAxes(-1, -2).dense().copy() : a;
        Tensor w = tb ? b.swapAxes(-1, -2).dense().copy() : b;
        FunctionCheck.derivatives(v -> product.apply(v, w), x);
        FunctionCheck.derivatives(v -> product.apply(x, v), w);
        FunctionCheck.batching(v -> product.apply(v, w), x);
        FunctionCheck.batching(v -> product.apply(x, v), w);
        FunctionCheck.batching(v -> product.apply(v, w.mul(v.sum())), x);
      }
      FunctionCheck.derivatives(v -> v.matmul(b), a);
      FunctionCheck.derivatives(a::matmul, b);
    }
    FunctionCheck.all(v -> v.matmul(v).matmul(v), random(5, 2, 2));
    FunctionCheck.all(v -> v.matmul(v.swapAxes(-1, -2)), random(6, 2, 3, 2));
    FunctionCheck.all(v -> v.get(0).matmul(v), random(7, 3, 2, 2));
    FunctionCheck.all(v -> v.matmul(v.get(0)), random(8, 3, 2, 2));
  }

  @Test
  void vectorsAreRowsAndColumns() {
    Tensor m = random(1, 3, 4);
    Tensor batch = random(2, 2, 3, 4);
    Tensor three = random(3, 3);
    Tensor four = random(4, 4);
    FunctionCheck.close(m.matmul(four), m.matmul(four.reshape(4, 1)).reshape(3), 1e-15);
    FunctionCheck.close(three.matmul(m), three.reshape(1, 3).matmul(m).reshape(4), 1e-15);
    FunctionCheck.close(batch.matmul(four), naive(batch, four.reshape(4, 1)).reshape(2, 3), 1e-14);
    FunctionCheck.close(
        three.matmul(batch), naive(three.reshape(1, 3), batch).reshape(2, 4), 1e-14);
    assertThat(four.matmul(four)).isEqualTo(four.dot(four));
    FunctionCheck.all(v -> m.to(v.dtype()).matmul(v), four);
    FunctionCheck.all(v -> v.matmul(m.to(v.dtype())), three);
    FunctionCheck.all(v -> v.matmul(four.to(v.dtype())), batch);
    FunctionCheck.all(v -> three.to(v.dtype()).matmul(v), batch);
    FunctionCheck.all(v -> v.matmul(v.sum(0)), m);
  }

  @Test
  void isAssociativeWithVectors() {
    Tensor a = random(1, 3, 4);
    Tensor b = random(2, 4, 2);
    Tensor x = random(3, 2);
    FunctionCheck.close(a.matmul(b).matmul(x), a.matmul(b.matmul(x)), 1e-13);
  }

  @Test
  void theGradientOfAMatrixSharedByABatchIsOneProduct() {
    Tensor w = random(1, 3, 2);
    Tensor xs = random(2, 5, 4, 3);
    Tensor g = Autodiff.<Tensor>grad(v -> xs.matmul(v).square().sum()).apply(w);
    Tensor rows = xs.reshape(20, 3);
    FunctionCheck.close(g, rows.transpose().matmul(rows.matmul(w)).mul(2), 1e-13);
    Tensor left = random(3, 2, 4);
    Tensor h = Autodiff.<Tensor>grad(v -> v.matmul(xs).square().sum()).apply(left);
    Tensor sum = Tensor.zeros(2, 4);
    for (int i = 0; i < 5; i++) {
      sum = sum.add(left.matmul(xs.get(i)).matmul(xs.get(i).transpose()).mul(2));
    }
    FunctionCheck.close(h, sum, 1e-13);
  }

  @Test
  void nanStaysInItsRowAndColumn() {
    Tensor a = Tensor.of(new double[][] {{1, Double.NaN}, {1, 2}});
    double[] y = a.matmul(Tensor.ones(2, 2)).toDoubles();
    assertThat(y[0]).isNaN();
    assertThat(y[1]).isNaN();
    assertThat(y[2]).isEqualTo(3);
    double[] z = Tensor.zeros(2, 2).matmul(a).toDoubles(); // 0 times NaN
    assertThat(z[0]).isEqualTo(0);
    assertThat(z[1]).isNaN();
  }

  @Test
  void scalarProducts() {
    Tensor a = random(1, 3000);
    Tensor b = random(2, 3000);
    double expected = FunctionCheck.inner(a, b);
    FunctionCheck.close(a.dot(b), Tensor.scalar(expected), 1e-12);
    FunctionCheck.close(
        a.to(DType.FLOAT32).dot(b.to(DType.FLOAT32)).to(DType.FLOAT64),
        Tensor.scalar(expected),
        1e-4);
    assertThat(Tensor.zeros(0).dot(Tensor.zeros(0))).isEqualTo(Tensor.scalar(0));
    Tensor x = random(3, 4);
    Tensor y = random(4, 4);
    FunctionCheck.all(v -> v.dot(y.to(v.dtype())), x);
    FunctionCheck.all(v -> y.to(v.dtype()).dot(v), x);
    FunctionCheck.all(v -> v.dot(v.square()), x);
  }

  @Test
  void outerProducts() {
    assertThat(Tensor.of(1, 2).outer(Tensor.of(3, 4, 5)))
        .isEqualTo(Tensor.of(new double[][] {{3, 4, 5}, {6, 8, 10}}));
    assertThat(Tensor.zeros(0).outer(Tensor.of(1)).shape()).isEqualTo(Shape.of(0, 1));
    FunctionCheck.all(v -> v.outer(v), random(1, 3));
  }

  @Test
  void refusesWhatDoesNotFit() {
    Tensor a = Tensor.zeros(2, 3);
    refuses(
        Tensor::matmul,
        a,
        Tensor.zeros(4, 5),
        "matmul: the columns of the first operand must match the rows of the second, got shapes"
            + " [2, 3] and [4, 5] (3 and 4); transpose or reshape one of them");
    refuses(
        Tensor::matmul,
        a,
        Tensor.zeros(2),
        "matmul: the columns of the first operand must match the rows of the second, got shapes"
            + " [2, 3] and [2] (3 and 2); transpose or reshape one of them");
    refuses(
        Tensor::matmul,
        Tensor.zeros(2),
        Tensor.zeros(3),
        "matmul: the columns of the first operand must match the rows of the second, got shapes"
            + " [2] and [3] (2 and 3); transpose or reshape one of them");
    refuses(
        Tensor::matmul,
        a,
        Tensor.scalar(1),
        "matmul: the operands must be vectors, matrices or batches of matrices, got shapes [2, 3]"
            + " and []; use mul for a scalar");
    refuses(
        Tensor::matmul,
        Tensor.zeros(2, 2, 3),
        Tensor.zeros(3, 3, 2),
        "matmul: the axes in front of the matrices must broadcast (extents equal or 1), got"
            + " [2, 2, 3] and [3, 3, 2], which differ at axis -3; reshape or expandDims one of"
            + " them");
    refuses(
        (x, y) -> new MatMul(true, true).apply(x, y),
        a,
        a,
        "matmul: the columns of the first operand must match the rows of the second, got shapes"
            + " [2, 3] transposed and [2, 3] transposed (2 and 3); transpose or reshape one of"
            + " them");
    refuses(
        MatMul.MATMUL::apply,
        a,
        Tensor.zeros(3),
        "matmul: both operands must be matrices or batches of matrices, got shapes [2, 3] and [3];"
            + " reshape a vector to one row or one column");
    refuses(
        Tensor::dot,
        a,
        Tensor.zeros(3),
        "dot: both operands must be vectors, got shapes [2, 3] and [3]; use matmul for matrices,"
            + " mul for a scalar");
    refuses(
        Dot.DOT::apply,
        Tensor.zeros(2),
        Tensor.zeros(3),
        "dot: the vectors must have one length, got shapes [2] and [3]; slice the longer, or use"
            + " outer for all products");
    refuses(
        Tensor::outer,
        a,
        Tensor.zeros(3),
        "outer: both operands must be vectors, got shapes [2, 3] and [3]; flatten them with"
            + " reshape, or use einsum");
  }

  private static void refuses(BinaryOperator<Tensor> f, Tensor a, Tensor b, String message) {
    assertThatThrownBy(() -> f.apply(a, b)).isInstanceOf(ShapeException.class).hasMessage(message);
  }

  @Test
  void refusesToMixElementTypes() {
    Tensor a = Tensor.zeros(2, 2);
    Tensor v = Tensor.zeros(2);
    assertThatThrownBy(() -> a.matmul(a.to(DType.FLOAT32)))
        .isInstanceOf(DTypeException.class)
        .hasMessageStartingWith(
            "matmul: the operands must have one element type, got float64[2, 2] and float32[2, 2]");
    assertThatThrownBy(() -> v.dot(v.to(DType.FLOAT32))).isInstanceOf(DTypeException.class);
    assertThatThrownBy(() -> v.outer(v.to(DType.FLOAT32))).isInstanceOf(DTypeException.class);
  }
}
