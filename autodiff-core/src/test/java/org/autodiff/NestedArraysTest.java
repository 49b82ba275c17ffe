package org.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.autodiff.internal.NestedArrays;
import org.junit.jupiter.api.Test;

class NestedArraysTest {
  @Test
  void arraysOfAnyDepthKeepShapeAndOrder() {
    Tensor x = Tensor.fromArray(new double[][][] {{{1, 2}, {3, 4}, {5, 6}}});

    assertThat(x.type()).isEqualTo(new TensorType(Shape.of(1, 3, 2), DType.FLOAT64));
    assertThat(x.toDoubles()).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void floatsStayFloats() {
    Tensor x = Tensor.fromArray(new float[][] {{1, 2.5f}, {3, 4}});

    assertThat(x.type()).isEqualTo(new TensorType(Shape.of(2, 2), DType.FLOAT32));
    assertThat(x.toArray()).isEqualTo(new float[][] {{1, 2.5f}, {3, 4}});
  }

  @Test
  void scalarsHaveRankZero() {
    assertThat(Tensor.fromArray(2.5)).isEqualTo(Tensor.scalar(2.5));
    assertThat(Tensor.fromArray(2.5f)).isEqualTo(Tensor.scalar(2.5, DType.FLOAT32));
    assertThat(Tensor.fromArray(Float.POSITIVE_INFINITY).dtype()).isEqualTo(DType.FLOAT32);
    assertThat(Tensor.scalar(2.5).toArray()).isEqualTo(2.5);
    assertThat(Tensor.scalar(2.5, DType.FLOAT32).toArray()).isEqualTo(2.5f);
  }

  @Test
  void theInputIsCopied() {
    double[] elements = {1, 2};
    Tensor x = Tensor.fromArray(elements);
    elements[0] = 9;
    double[] out = (double[]) x.toArray();
    out[1] = 9;

    assertThat(x.toDoubles()).containsExactly(1, 2);
  }

  @Test
  void emptyArraysKeepWhatIsKnownOfTheShape() {
    assertThat(Tensor.fromArray(new double[0]).shape()).isEqualTo(Shape.of(0));
    assertThat(Tensor.fromArray(new double[0][]).shape()).isEqualTo(Shape.of(0, 0));
    assertThat(Tensor.fromArray(new double[3][0]).shape()).isEqualTo(Shape.of(3, 0));
    assertThat(Tensor.fromArray(new float[2][0][]).shape()).isEqualTo(Shape.of(2, 0, 0));
    assertThat(Tensor.zeros(3, 0).toArray()).isEqualTo(new double[3][0]);
    assertThat(Tensor.zeros(0, 3).toArray()).isEqualTo(new double[0][3]);
  }

  @Test
  void viewsAreReadThroughTheirStrides() {
    DenseTensor x = Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}}).dense();

    assertThat(x.view(Shape.of(3, 2), 0, new int[] {1, 3}).toArray())
        .isEqualTo(new double[][] {{1, 4}, {2, 5}, {3, 6}});
    assertThat(x.view(Shape.of(2, 2), 1, new int[] {0, 1}).toArray())
        .isEqualTo(new double[][] {{2, 3}, {2, 3}});
  }

  @Test
  void raggedRowsAreNamed() {
    assertThatThrownBy(() -> Tensor.fromArray(new double[][] {{1, 2}, {3}}))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "fromArray: the rows of one axis must have equal lengths, got length 1 at [1] and"
                + " length 2 at [0]; pad or cut the rows");
    assertThatThrownBy(
            () -> Tensor.fromArray(new float[][][] {{{1}, {2}}, {{3}, {4}}, {{5}, {6, 7}}}))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("length 2 at [2, 1] and length 1 at [0, 0]");
    assertThatThrownBy(() -> Tensor.fromArray(new double[][][] {{}, {{1}}}))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("length 1 at [1] and length 0 at [0]");
  }

  @Test
  void nullsAreNamed() {
    assertThatThrownBy(() -> NestedArrays.toTensor(null))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("got null");
    assertThatThrownBy(() -> Tensor.fromArray(new double[][] {{1}, null}))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("got null at [1] of an array of rank 2");
    assertThatThrownBy(() -> Tensor.fromArray(new double[][][] {{null}}))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("got null at [0, 0] of an array of rank 3");
  }

  @Test
  void otherElementTypesAreNamed() {
    for (Object wrong :
        List.of(1, "x", new int[] {1}, new Double[] {1.0}, new Object[] {new double[] {1}})) {
      assertThatThrownBy(() -> Tensor.fromArray(wrong))
          .isInstanceOf(DTypeException.class)
          .hasMessageContaining("got " + wrong.getClass().getTypeName());
    }
    assertThatThrownBy(() -> Tensor.fromArray(new int[0][0]))
        .hasMessageEndingWith("got int[][]; copy them into a double[][]");
  }

  @Test
  void aRankThatJavaArraysCannotHaveIsNamed() {
    int[] dims = new int[256];
    Arrays.fill(dims, 1);

    assertThatThrownBy(() -> Tensor.ones(dims).toArray())
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("got rank 256");
  }
}
