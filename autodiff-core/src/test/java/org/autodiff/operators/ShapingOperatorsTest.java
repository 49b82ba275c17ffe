package org.autodiff.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.autodiff.Autodiff;
import org.autodiff.Shape;
import org.autodiff.Shaping;
import org.autodiff.Tensor;
import org.autodiff.internal.AxisRange;
import org.autodiff.operators.indexing.Gather;
import org.autodiff.operators.shaping.Permute;
import org.autodiff.operators.shaping.Reshape;
import org.autodiff.operators.shaping.StridedSlice;
import org.junit.jupiter.api.Test;

class ShapingOperatorsTest {
  @Test
  void operatorsAreValues() {
    List<AxisRange> mutable = new ArrayList<>(List.of(AxisRange.at(1)));
    StridedSlice slice = new StridedSlice(mutable);
    mutable.clear();
    assertThat(slice).isEqualTo(new StridedSlice(List.of(AxisRange.at(1))));
    assertThat(new Permute(List.of(1, 0))).isEqualTo(new Permute(List.of(1, 0)));
    assertThat(new Reshape(Shape.of(2))).isEqualTo(new Reshape(Shape.of(2)));
    assertThat(new Gather(1, 0)).isEqualTo(new Gather(1, 0)).isNotEqualTo(new Gather(1, 1));
    // ranges of no or one position have one form
    assertThat(new AxisRange(4, 3, 0, false)).isEqualTo(AxisRange.of(0, 0));
    assertThat(new AxisRange(2, -5, 1, false)).isEqualTo(AxisRange.of(2, 1));
  }

  /** Operands batched at different levels: each pair meets its own example. */
  private static void nested(Tensor x, Tensor indices, BiFunction<Tensor, Tensor, Tensor> f) {
    // outer over both, inner over one: x [2, 3, …] or indices [2, 3, …]
    Tensor xs = Shaping.stack(0, x, x.add(1));
    Tensor is = Shaping.stack(0, indices, indices.flip(0));
    Tensor manyXs = Shaping.stack(1, xs, xs.mul(2), xs.mul(3));
    Tensor manyIs = Shaping.stack(1, is, is.flip(-1), is);
    Tensor byX =
        Autodiff.vmap(
                (Tensor a, Tensor i) -> Autodiff.vmap((Tensor b) -> f.apply(b, i)).apply(a),
                0,
                0,
                0)
            .apply(manyXs, is);
    Tensor byIndex =
        Autodiff.vmap(
                (Tensor a, Tensor i) -> Autodiff.vmap((Tensor j) -> f.apply(a, j)).apply(i),
                0,
                0,
                0)
            .apply(xs, manyIs);
    for (int outer = 0; outer < 2; outer++) {
      for (int inner = 0; inner < 3; inner++) {
        assertThat(byX.get(outer, inner))
            .isEqualTo(f.apply(manyXs.get(outer, inner), is.get(outer)));
        assertThat(byIndex.get(outer, inner))
            .isEqualTo(f.apply(xs.get(outer), manyIs.get(outer, inner)));
      }
    }
  }

  @Test
  void operandsMayBeBatchedAtDifferentLevels() {
    Tensor x = Tensor.arange(12).reshape(3, 4);
    Tensor indices = Tensor.of(new double[] {2, 0, 1, 1}, 2, 2);
    Tensor updates = Tensor.arange(16).reshape(2, 2, 4);
    nested(x, indices, (a, i) -> a.gather(i, 0));
    nested(x, indices, (a, i) -> a.gather(i, 1));
    nested(x, indices, (a, i) -> a.scatterAdd(0, i, updates));
    nested(x, Tensor.of(new double[] {2, 0, 1, 1}, 1, 4), (a, i) -> a.takeAlongAxis(i, 0));
    nested(
        x,
        Tensor.of(new double[] {2, 0, 1, 1}, 1, 4),
        (a, i) -> a.addAlongAxis(0, i, Tensor.ones(1, 4)));
    nested(x.get(0), indices, (a, i) -> a.takeAlongAxis(i.flatten(), 0));
  }
}
