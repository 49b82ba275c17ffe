package org.autodiff.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.junit.jupiter.api.Test;

class NumberArrayTest {
  private static final NumberArray X = NumberArray.of(Shape.of(2, 3), 1, 2, 3, 4, 5, 6);

  private static double sum(double[] line) {
    double sum = 0;
    for (double value : line) {
      sum = 10 * sum + value; // which tells their order
    }
    return sum;
  }

  @Test
  void elementsAreReadByIndex() {
    assertThat(X.at(1, 0)).isEqualTo(4);
    assertThat(NumberArray.of(Shape.SCALAR, 7).at()).isEqualTo(7);
    assertThatThrownBy(() -> X.at(2, 0))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageContaining("[2, 0] in [2, 3]");
    assertThatThrownBy(() -> X.at(0)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> NumberArray.of(Shape.of(2), 1, 2, 3))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[2] and 3");
  }

  @Test
  void anExtentOfOneIsSpread() {
    NumberArray column = NumberArray.of(Shape.of(2, 1), 1, 2);
    assertThat(column.spread(9, 1, 5)).isEqualTo(2);
    assertThat(NumberArray.of(Shape.SCALAR, 3).spread(4, 4)).isEqualTo(3);
  }

  @Test
  void reductionsRunOverTheNamedAxes() {
    assertThat(X.reduce(new int[] {1}, false, NumberArrayTest::sum).elements())
        .containsExactly(123, 456);
    assertThat(X.reduce(new int[] {-2}, true, NumberArrayTest::sum))
        .hasToString("[1, 3] [14.0, 25.0, 36.0]");
    assertThat(X.reduce(new int[0], false, NumberArrayTest::sum)).hasToString("[] [123456.0]");
    NumberArray empty = NumberArray.of(Shape.of(2, 0));
    assertThat(empty.reduce(new int[] {1}, false, line -> line.length))
        .hasToString("[2] [0.0, 0.0]");
  }

  @Test
  void linesAreReplaced() {
    assertThat(X.along(-1, line -> new double[] {sum(line), line.length}))
        .hasToString("[2, 2] [123.0, 3.0, 456.0, 3.0]");
    assertThat(X.along(0, line -> new double[] {sum(line)}))
        .hasToString("[1, 3] [14.0, 25.0, 36.0]");
    assertThat(NumberArray.of(Shape.of(0, 2)).along(1, line -> line)).hasToString("[0, 2] []");
  }
}
