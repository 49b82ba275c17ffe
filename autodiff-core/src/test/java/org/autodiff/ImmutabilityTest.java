package org.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Nothing that a caller can reach writes into a tensor. */
class ImmutabilityTest {
  private static List<Tensor> tensors() {
    Tensor matrix = Tensor.linspace(1, 6, 6).reshape(2, 3);
    List<Tensor> all = new ArrayList<>();
    for (DType dtype : DType.values()) {
      for (Tensor x : List.of(matrix, matrix.transpose(), Tensor.zeros(2, 3), Tensor.scalar(3))) {
        all.add(x.to(dtype));
      }
    }
    return all;
  }

  /** Every public method without arguments that gives an array gives a copy. */
  @TestFactory
  Stream<DynamicTest> arraysThatAreGivenAwayAreCopies() {
    return Stream.of(DenseTensor.class.getMethods())
        .filter(
            method -> method.getParameterCount() == 0 && !Modifier.isStatic(method.getModifiers()))
        .filter(
            method -> method.getReturnType().isArray() || method.getReturnType() == Object.class)
        .map(method -> DynamicTest.dynamicTest(method.getName(), () -> assertCopies(method)));
  }

  private static void assertCopies(Method method) throws IllegalAccessException {
    for (Tensor tensor : tensors()) {
      DenseTensor dense = tensor.dense();
      String before = dense.toString();
      int[] strides = dense.strides();
      try {
        overwrite(method.invoke(dense));
      } catch (java.lang.reflect.InvocationTargetException e) {
        continue; // toMatrix of a vector, toFloats of FLOAT64: refused, so nothing is given away
      }
      assertThat(dense.toString()).as(method + " of " + dense.type()).isEqualTo(before);
      assertThat(dense.strides()).isEqualTo(strides);
    }
  }

  private static void overwrite(Object array) {
    if (!array.getClass().isArray()) {
      return;
    }
    for (int i = 0; i < Array.getLength(array); i++) {
      Object element = Array.get(array, i);
      if (element.getClass().isArray()) {
        overwrite(element);
      } else {
        Array.setByte(array, i, (byte) 77);
      }
    }
  }

  @Test
  void tensorsKeepTheirElementsWhenTheArrayTheyWereMadeFromChanges() {
    double[] doubles = {1, 2, 3};
    float[] floats = {1, 2, 3};
    double[][] rows = {{1, 2}, {3, 4}};
    Tensor[] made = {
      Tensor.of(doubles),
      Tensor.of(doubles, 3),
      Tensor.of(floats, 3),
      Tensor.of(rows),
      Tensor.fromArray(doubles),
      Tensor.fromArray(floats),
      Tensor.fromArray(rows)
    };
    String before = Arrays.toString(made);
    Arrays.fill(doubles, 9);
    Arrays.fill(floats, 9);
    Arrays.fill(rows[0], 9);
    assertThat(Arrays.toString(made)).isEqualTo(before);
  }

  @Test
  void aViewKeepsItsStridesAndItsBounds() {
    DenseTensor x = Tensor.of(1, 2, 3).dense();
    int[] strides = {-1};
    DenseTensor reversed = x.view(Shape.of(3), 2, strides);
    strides[0] = 0;
    assertThat(reversed).isEqualTo(Tensor.of(3, 2, 1));
    assertThat(x.view(Shape.of(0), 3, new int[] {1}).size()).isZero();
    assertOutside(x, Shape.of(3), 1, 1);
    assertOutside(x, Shape.of(3), 1, -1);
    assertOutside(x, Shape.of(2), -1, 1);
    assertOutside(x, Shape.of(3), 0, Integer.MAX_VALUE);
    assertOutside(x, Shape.of(3), 0, 1, 1);
  }

  private static void assertOutside(DenseTensor x, Shape shape, int offset, int... strides) {
    assertThatThrownBy(() -> x.view(shape, offset, strides))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "view: there must be one stride for each axis, and all elements must lie in the array"
                + " of 3, got shape "
                + shape
                + ", offset "
                + offset
                + " and strides "
                + Arrays.toString(strides)
                + "; correct one of them");
  }
}
