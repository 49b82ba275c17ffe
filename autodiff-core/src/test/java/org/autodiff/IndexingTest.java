package org.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Values of indexing, against values written out and plain loops. */
class IndexingTest {
  private static final Tensor X = Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}});

  private static void equal(Tensor actual, double[][] expected) {
    assertThat(actual).isEqualTo(Tensor.of(expected));
  }

  @Test
  void getTakesLeadingIndices() {
    assertThat(X.get(1)).isEqualTo(Tensor.of(4, 5, 6));
    assertThat(X.get(-2)).isEqualTo(Tensor.of(1, 2, 3));
    assertThat(X.get(1, -1)).isEqualTo(Tensor.scalar(6));
    assertThat(X.get()).isEqualTo(X);
    assertThat(X.transpose().get(2)).isEqualTo(Tensor.of(3, 6));
    assertThat(X.flip(0).get(0, 1).item()).isEqualTo(5);
    assertThat(Tensor.zeros(2, 0).get(1).shape()).isEqualTo(Shape.of(0));
    assertThat(X.to(DType.FLOAT32).get(0).toFloats()).containsExactly(1, 2, 3);
  }

  @Test
  void sliceTakesSteps() {
    Tensor v = Tensor.arange(10);
    assertThat(v.slice(Slice.of(2, 5))).isEqualTo(Tensor.of(2, 3, 4));
    assertThat(v.slice(Slice.of(-3, -1))).isEqualTo(Tensor.of(7, 8));
    assertThat(v.slice(Slice.of(1, 8, 3))).isEqualTo(Tensor.of(1, 4, 7));
    assertThat(v.slice(Slice.of(8, 1, -3))).isEqualTo(Tensor.of(8, 5, 2));
    assertThat(v.slice(Slice.of(2, Slice.OPEN, -1))).isEqualTo(Tensor.of(2, 1, 0));
    assertThat(v.slice(Slice.of(Slice.OPEN, 7, -1))).isEqualTo(Tensor.of(9, 8));
    assertThat(v.slice(Slice.every(4))).isEqualTo(Tensor.of(0, 4, 8));
    assertThat(v.slice(Slice.every(-4))).isEqualTo(Tensor.of(9, 5, 1));
    assertThat(v.slice(Slice.every(Integer.MIN_VALUE))).isEqualTo(Tensor.of(9));
    assertThat(v.slice(Slice.every(Integer.MAX_VALUE))).isEqualTo(Tensor.of(0));
    assertThat(v.slice(Slice.from(8))).isEqualTo(Tensor.of(8, 9));
    assertThat(v.slice(Slice.from(10)).size()).isZero();
    assertThat(v.slice(Slice.to(2))).isEqualTo(Tensor.of(0, 1));
    assertThat(v.slice(Slice.to(-8))).isEqualTo(Tensor.of(0, 1));
    assertThat(v.slice(Slice.of(5, 2)).size()).isZero();
    assertThat(v.slice(Slice.of(2, 5, -1)).size()).isZero();
    assertThat(v.slice(Slice.at(-1))).isEqualTo(Tensor.scalar(9));
    assertThat(Tensor.zeros(0).slice(Slice.every(-1)).size()).isZero();
    equal(X.slice(Slice.all(), Slice.from(1)), new double[][] {{2, 3}, {5, 6}});
    assertThat(X.slice(Slice.all(), Slice.at(0))).isEqualTo(Tensor.of(1, 4));
    assertThat(X.slice()).isEqualTo(X);
  }

  @Test
  void sliceAgreesWithALoopForAllBounds() {
    for (int n = 0; n <= 4; n++) {
      Tensor v = Tensor.arange(n);
      for (int start = 0; start <= n; start++) {
        for (int stop = 0; stop <= n; stop++) {
          for (int step = 1; step <= 3; step++) {
            assertThat(v.slice(Slice.of(start, stop, step)).toDoubles())
                .containsExactly(counted(start, stop, step));
            if (start < n && stop < n) {
              assertThat(v.slice(Slice.of(start, stop, -step)).toDoubles())
                  .containsExactly(counted(start, stop, -step));
            }
          }
        }
      }
    }
  }

  private static double[] counted(int start, int stop, int step) {
    double[] found = new double[10];
    int count = 0;
    for (int i = start; step > 0 ? i < stop : i > stop; i += step) {
      found[count++] = i;
    }
    return Arrays.copyOf(found, count);
  }

  @Test
  void slicesPrintAsInNumPy() {
    assertThat(Slice.of(1, 5, 2)).hasToString("1:5:2");
    assertThat(Slice.all()).hasToString(":");
    assertThat(Slice.from(-3)).hasToString("-3:");
    assertThat(Slice.every(-1)).hasToString("::-1");
    assertThat(Slice.at(4)).hasToString("4");
  }

  @Test
  void gatherAgreesWithALoop() {
    Random random = new Random(5);
    Tensor x = LinearLaws.numbers(1, 3, 4, 5);
    for (int axis = 0; axis < 3; axis++) {
      double[] index = new double[6];
      for (int i = 0; i < 6; i++) {
        index[i] = random.nextInt(x.shape().dim(axis));
      }
      Tensor y = x.gather(Tensor.of(index, 2, 3), axis - 3).moveAxis(axis, 0).moveAxis(axis + 1, 1);
      Tensor rows = x.moveAxis(axis, 0);
      for (int i = 0; i < 2; i++) {
        for (int j = 0; j < 3; j++) {
          assertThat(y.get(i, j)).isEqualTo(rows.get((int) index[3 * i + j]));
        }
      }
    }
    assertThat(Tensor.of(5, 6, 7).gather(Tensor.scalar(2), 0)).isEqualTo(Tensor.scalar(7));
    assertThat(Tensor.of(5, 6).gather(Tensor.of(new float[] {1, 1}, 2), 0))
        .isEqualTo(Tensor.of(6, 6));
    assertThat(Tensor.zeros(0, 2).gather(Tensor.zeros(0), 0).shape()).isEqualTo(Shape.of(0, 2));
    assertThat(Tensor.of(5, 6).gather(Tensor.zeros(2, 0), 0).shape()).isEqualTo(Shape.of(2, 0));
    // an infinity is taken, not multiplied
    assertThat(Tensor.of(1, Double.POSITIVE_INFINITY).gather(Tensor.of(0), 0))
        .isEqualTo(Tensor.of(1));
  }

  @Test
  void scatterAddAddsUp() {
    Tensor target = Tensor.of(10, 20, 30);
    Tensor added = target.scatterAdd(0, Tensor.of(2, 0, 2), Tensor.of(1, 2, 3));
    assertThat(added).isEqualTo(Tensor.of(12, 20, 34));
    assertThat(target).isEqualTo(Tensor.of(10, 20, 30));
    equal(
        X.scatterAdd(1, Tensor.scalar(1), Tensor.of(100, 200)),
        new double[][] {{1, 102, 3}, {4, 205, 6}});
    equal(
        Tensor.full(0, X.type()).scatterAdd(0, Tensor.of(1, 1, 1), Tensor.ones(3, 3)),
        new double[][] {{0, 0, 0}, {3, 3, 3}});
  }

  @Test
  void takeAndAddAlongAxisAgreeWithLoops() {
    Random random = new Random(7);
    Tensor x = LinearLaws.numbers(2, 3, 4, 2);
    for (int axis = 0; axis < 3; axis++) {
      int[] dims = x.shape().dims();
      dims[axis] = 5;
      Tensor updates = LinearLaws.numbers(3, dims);
      double[] index = new double[updates.size()];
      for (int i = 0; i < index.length; i++) {
        index[i] = random.nextInt(x.shape().dim(axis));
      }
      Tensor indices = Tensor.of(index, dims);
      double[] taken = new double[index.length];
      double[] added = x.toDoubles();
      for (int i = 0; i < index.length; i++) {
        int[] at = {
          i / (dims[1] * dims[2]), i / dims[2] % dims[1], i % dims[2],
        };
        at[axis] = (int) index[i];
        int flat = (at[0] * 4 + at[1]) * 2 + at[2];
        taken[i] = x.dense().flat(flat);
        added[flat] += updates.dense().flat(i);
      }
      assertThat(x.takeAlongAxis(indices, axis)).isEqualTo(Tensor.of(taken, dims));
      assertThat(x.addAlongAxis(axis, indices, updates)).isEqualTo(Tensor.of(added, 3, 4, 2));
    }
  }

  @Test
  void diagonalsAgreeWithLoops() {
    for (int rows = 0; rows <= 4; rows++) {
      for (int columns = 0; columns <= 4; columns++) {
        Tensor x = LinearLaws.numbers(4, rows, columns);
        for (int k = -5; k <= 5; k++) {
          double[] low = new double[rows * columns];
          double[] high = new double[rows * columns];
          double[] diagonal = new double[rows + columns];
          int count = 0;
          for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
              double value = x.dense().flat(i * columns + j);
              low[i * columns + j] = j - i <= k ? value : 0;
              high[i * columns + j] = j - i >= k ? value : 0;
              if (j - i == k) {
                diagonal[count++] = value;
              }
            }
          }
          assertThat(x.tril(k)).isEqualTo(Tensor.of(low, rows, columns));
          assertThat(x.triu(k)).isEqualTo(Tensor.of(high, rows, columns));
          assertThat(x.diagonal(k).toDoubles()).containsExactly(Arrays.copyOf(diagonal, count));
        }
      }
    }
  }

  @Test
  void extremeOffsetsAreHandled() {
    assertThat(X.diagonal(Integer.MIN_VALUE).size()).isZero();
    assertThat(X.diagonal(Integer.MAX_VALUE).size()).isZero();
    assertThat(X.tril(Integer.MAX_VALUE)).isEqualTo(X);
    assertThat(X.triu(Integer.MIN_VALUE)).isEqualTo(X);
    assertThat(X.tril(Integer.MIN_VALUE)).isEqualTo(Tensor.zeros(2, 3));
  }

  @Test
  void diagEmbeds() {
    equal(Tensor.of(1, 2).diag(), new double[][] {{1, 0}, {0, 2}});
    equal(Tensor.of(1, 2).diag(1), new double[][] {{0, 1, 0}, {0, 0, 2}, {0, 0, 0}});
    equal(Tensor.of(1).diag(-1), new double[][] {{0, 0}, {1, 0}});
    assertThat(X.diag().get(1)).isEqualTo(Tensor.of(4, 5, 6).diag());
    assertThat(Tensor.zeros(0).diag(2)).isEqualTo(Tensor.zeros(2, 2));
    for (int k = -2; k <= 2; k++) {
      assertThat(X.diag(k).diagonal(k)).isEqualTo(X);
    }
  }

  @Test
  void trianglesDropNaN() {
    Tensor x = Tensor.full(Double.NaN, X.type()).triu(9);
    assertThat(x).isEqualTo(Tensor.zeros(2, 3));
  }
}
