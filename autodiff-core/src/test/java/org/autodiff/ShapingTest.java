package org.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Values of shaping, against values written out. */
class ShapingTest {
  private static final Tensor X = Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}});

  private static void equal(Tensor actual, double[][] expected) {
    assertThat(actual).isEqualTo(Tensor.of(expected));
  }

  @Test
  void reshapeKeepsRowMajorOrder() {
    equal(X.reshape(3, 2), new double[][] {{1, 2}, {3, 4}, {5, 6}});
    equal(X.transpose().reshape(2, 3), new double[][] {{1, 4, 2}, {5, 3, 6}});
    assertThat(X.reshape(-1)).isEqualTo(Tensor.of(1, 2, 3, 4, 5, 6));
    assertThat(X.flatten()).isEqualTo(Tensor.of(1, 2, 3, 4, 5, 6));
    assertThat(X.reshape(1, -1, 3).shape()).isEqualTo(Shape.of(1, 2, 3));
    assertThat(X.reshape(Shape.of(6)).shape()).isEqualTo(Shape.of(6));
    assertThat(Tensor.of(7).reshape(new int[0])).isEqualTo(Tensor.scalar(7));
    assertThat(Tensor.zeros(0, 3).reshape(3, -1).shape()).isEqualTo(Shape.of(3, 0));
    assertThat(X.reshape(2, 3)).isSameAs(X);
  }

  @Test
  void transposeMovesAxes() {
    equal(X.transpose(), new double[][] {{1, 4}, {2, 5}, {3, 6}});
    Tensor x = Tensor.arange(24).reshape(2, 3, 4);
    assertThat(x.transpose(2, 0, -2).get(3, 1, 2).item()).isEqualTo(x.get(1, 2, 3).item());
    assertThat(x.transpose(2, 0, -2).shape()).isEqualTo(Shape.of(4, 2, 3));
    assertThat(x.swapAxes(0, 2)).isEqualTo(x.transpose(2, 1, 0));
    assertThat(x.swapAxes(1, 1)).isSameAs(x);
    assertThat(x.moveAxis(0, 2)).isEqualTo(x.transpose(1, 2, 0));
    assertThat(x.moveAxis(-1, 0)).isEqualTo(x.transpose(2, 0, 1));
    assertThat(x.moveAxis(1, 1)).isSameAs(x);
    assertThat(Tensor.scalar(3).transpose()).isEqualTo(Tensor.scalar(3));
  }

  @Test
  void axesOfExtentOneComeAndGo() {
    assertThat(X.expandDims(0).shape()).isEqualTo(Shape.of(1, 2, 3));
    assertThat(X.expandDims(1).shape()).isEqualTo(Shape.of(2, 1, 3));
    assertThat(X.expandDims(-1).shape()).isEqualTo(Shape.of(2, 3, 1));
    assertThat(X.expandDims(-3).shape()).isEqualTo(Shape.of(1, 2, 3));
    Tensor x = Tensor.ones(1, 3, 1);
    assertThat(x.squeeze().shape()).isEqualTo(Shape.of(3));
    assertThat(x.squeeze(0).shape()).isEqualTo(Shape.of(3, 1));
    assertThat(x.squeeze(-1, 0).shape()).isEqualTo(Shape.of(3));
    assertThat(X.squeeze()).isSameAs(X);
  }

  @Test
  void broadcastRepeats() {
    equal(Tensor.of(1, 2).broadcastTo(3, 2), new double[][] {{1, 2}, {1, 2}, {1, 2}});
    equal(Tensor.of(1, 2).expandDims(1).broadcastTo(2, 2), new double[][] {{1, 1}, {2, 2}});
    assertThat(Tensor.scalar(4).broadcastTo(Shape.of(2))).isEqualTo(Tensor.of(4, 4));
    assertThat(Tensor.ones(1, 0).broadcastTo(5, 0).shape()).isEqualTo(Shape.of(5, 0));
  }

  @Test
  void concatenateJoins() {
    Tensor row = Tensor.of(new double[][] {{7, 8, 9}});
    equal(Shaping.concatenate(0, X, row), new double[][] {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}});
    Tensor column = Tensor.of(new double[][] {{7}, {8}});
    equal(Shaping.concatenate(-1, column, X), new double[][] {{7, 1, 2, 3}, {8, 4, 5, 6}});
    equal(
        Shaping.concatenate(1, X.transpose(), row.transpose()),
        new double[][] {{1, 4, 7}, {2, 5, 8}, {3, 6, 9}});
    assertThat(Shaping.concatenate(0, Tensor.scalar(1), Tensor.of(2, 3), Tensor.scalar(4)))
        .isEqualTo(Tensor.of(1, 2, 3, 4));
    assertThat(Shaping.concatenate(1, X)).isEqualTo(X);
    // the sign of zero is kept
    assertThat(Shaping.concatenate(0, Tensor.of(-0.0), Tensor.of(1))).isEqualTo(Tensor.of(-0.0, 1));
  }

  @Test
  void stackAddsAnAxis() {
    Tensor a = Tensor.of(1, 2);
    Tensor b = Tensor.of(3, 4);
    equal(Shaping.stack(0, a, b), new double[][] {{1, 2}, {3, 4}});
    equal(Shaping.stack(1, a, b), new double[][] {{1, 3}, {2, 4}});
    equal(Shaping.stack(-1, a, b), new double[][] {{1, 3}, {2, 4}});
    equal(Shaping.stack(-2, a, b), new double[][] {{1, 2}, {3, 4}});
    Tensor y = X.mul(10);
    for (int axis = 0; axis < 3; axis++) {
      Tensor stacked = Shaping.stack(axis, X, y, X).moveAxis(axis, 0);
      assertThat(stacked.get(0)).isEqualTo(X);
      assertThat(stacked.get(1)).isEqualTo(y);
      assertThat(stacked.get(2)).isEqualTo(X);
    }
    assertThat(Shaping.stack(-1, Tensor.scalar(1), Tensor.scalar(2))).isEqualTo(Tensor.of(1, 2));
    assertThat(Shaping.stack(1, Tensor.zeros(0), Tensor.zeros(0)).shape())
        .isEqualTo(Shape.of(0, 2));
  }

  @Test
  void splitUndoesConcatenate() {
    List<Tensor> halves = X.transpose().split(1, 2);
    assertThat(halves).hasSize(2);
    equal(halves.get(1), new double[][] {{4}, {5}, {6}});
    List<Tensor> parts = X.split(-1, new int[] {1, 0, 2});
    assertThat(parts.get(1).shape()).isEqualTo(Shape.of(2, 0));
    equal(parts.get(2), new double[][] {{2, 3}, {5, 6}});
    assertThat(Shaping.concatenate(1, parts.toArray(Tensor[]::new))).isEqualTo(X);
  }

  @Test
  void flipReverses() {
    equal(X.flip(0), new double[][] {{4, 5, 6}, {1, 2, 3}});
    equal(X.flip(-1), new double[][] {{3, 2, 1}, {6, 5, 4}});
    equal(X.flip(), new double[][] {{6, 5, 4}, {3, 2, 1}});
    assertThat(X.flip(1).flip(1)).isEqualTo(X);
    assertThat(Tensor.zeros(2, 0).flip().shape()).isEqualTo(Shape.of(2, 0));
    assertThat(Tensor.scalar(2).flip()).isEqualTo(Tensor.scalar(2));
  }

  @Test
  void padSurrounds() {
    equal(
        X.pad(new int[] {0, 1}, new int[] {1, 0}, -1),
        new double[][] {{-1, 1, 2, 3}, {-1, 4, 5, 6}, {-1, -1, -1, -1}});
    assertThat(Tensor.zeros(0).pad(new int[] {1}, new int[] {1}, Double.NaN))
        .isEqualTo(Tensor.of(Double.NaN, Double.NaN));
    assertThat(Tensor.of(1).pad(new int[] {1}, new int[] {0}, -0.0)).isEqualTo(Tensor.of(-0.0, 1));
    assertThat(Tensor.scalar(5).pad(new int[0], new int[0], 1)).isEqualTo(Tensor.scalar(5));
    assertThat(X.to(DType.FLOAT32).pad(new int[] {0, 0}, new int[] {0, 1}, 0.1).toFloats())
        .containsExactly(1, 2, 3, 0.1f, 4, 5, 6, 0.1f);
  }

  @Test
  void tileRepeats() {
    equal(X.tile(1, 2), new double[][] {{1, 2, 3, 1, 2, 3}, {4, 5, 6, 4, 5, 6}});
    equal(X.tile(2, 1), new double[][] {{1, 2, 3}, {4, 5, 6}, {1, 2, 3}, {4, 5, 6}});
    equal(Tensor.of(1, 2).tile(2, 2), new double[][] {{1, 2, 1, 2}, {1, 2, 1, 2}});
    equal(X.tile(), new double[][] {{1, 2, 3}, {4, 5, 6}});
    assertThat(X.tile(2).shape()).isEqualTo(Shape.of(2, 6));
    assertThat(X.tile(0, 2).shape()).isEqualTo(Shape.of(0, 6));
    assertThat(Tensor.scalar(3).tile(2)).isEqualTo(Tensor.of(3, 3));
  }

  @Test
  void viewsShareTheElements() {
    double[] array = TensorArrays.doubles(X.dense());
    Tensor t = X.transpose();
    assertThat(TensorArrays.doubles(t.dense())).isSameAs(array);
    assertThat(TensorArrays.doubles(X.reshape(6).dense())).isSameAs(array);
    assertThat(TensorArrays.doubles(X.broadcastTo(4, 2, 3).dense())).isSameAs(array);
    assertThat(TensorArrays.doubles(X.flip().dense())).isSameAs(array);
    assertThat(TensorArrays.doubles(X.get(1).dense())).isSameAs(array);
    assertThat(TensorArrays.doubles(X.slice(Slice.all(), Slice.every(-2)).dense())).isSameAs(array);
    assertThat(TensorArrays.doubles(X.split(1, 3).get(2).dense())).isSameAs(array);
    // not row-major, but strides can still express these
    assertThat(TensorArrays.doubles(t.reshape(1, 3, 1, 2, 1).dense())).isSameAs(array);
    assertThat(TensorArrays.doubles(X.broadcastTo(4, 2, 3).reshape(2, 2, 6).dense()))
        .isSameAs(array);
    assertThat(X.broadcastTo(4, 2, 3).reshape(2, 2, 6).get(1, 1)).isEqualTo(X.flatten());
    assertThat(Tensor.scalar(1).broadcastTo(2, 3).reshape(3, 2).dense().isContiguous()).isFalse();
    assertThat(TensorArrays.doubles(t.reshape(6).dense())).isNotSameAs(array);
  }
}
