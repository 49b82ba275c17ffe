package org.autodiff.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.autodiff.Autodiff;
import org.autodiff.DType;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.ValueException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Quantized products against hand values and naive loops. */
class QuantizedTest {
  private static final Offset<Double> EXACT = within(1e-12);

  private static Tensor random(long seed, int... shape) {
    int size = Shape.of(shape).size();
    return Tensor.of(new SplittableRandom(seed).doubles(size, -2, 3).toArray(), shape);
  }

  @Test
  void knownFigure() {
    Tensor x = Tensor.of(new double[][] {{1.23, 4.56}, {7.89, 0.12}});
    Tensor w = Tensor.of(new double[][] {{3.45}, {6.78}});
    assertThat(x.matmul(w).toDoubles()).containsExactly(new double[] {35.1603, 28.0341}, EXACT);
    double[] y = Quantized.matmul(x, w, 8).toDoubles();
    assertThat(y).containsExactly(new double[] {35.0603, 28.2213}, within(5e-5));
    // x: 20 73 / 127 2, w: 65 127; 20·65 + 73·127 = 10571, 127·65 + 2·127 = 8509
    double step = 7.89 / 127 * 6.78 / 127;
    assertThat(y).containsExactly(new double[] {10571 * step, 8509 * step}, EXACT);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8})
  void productIsThatOfCodes(int bits) {
    int limit = (1 << (bits - 1)) - 1;
    Tensor x = random(1, 3, 2, 37);
    Tensor w = random(2, 37, 19);
    for (boolean rows : new boolean[] {false, true}) {
      for (boolean columns : new boolean[] {false, true}) {
        double[] y = Quantized.matmul(x, w, bits, rows, columns).toDoubles();
        for (int r = 0; r < 6; r++) {
          for (int c = 0; c < 19; c++) {
            double sx = limit / maxOf(x, rows ? r * 37 : 0, rows ? 37 : 6 * 37, 1);
            double sw = limit / maxOf(w, columns ? c : 0, columns ? 37 : 37 * 19, columns ? 19 : 1);
            long sum = 0;
            for (int k = 0; k < 37; k++) {
              sum +=
                  (long) Math.rint(x.dense().flat(r * 37 + k) * sx)
                      * (long) Math.rint(w.dense().flat(k * 19 + c) * sw);
            }
            assertThat(y[r * 19 + c]).isCloseTo(sum / sx / sw, EXACT);
          }
        }
      }
    }
  }

  private static double maxOf(Tensor x, int from, int count, int stride) {
    double max = 0;
    for (int i = 0; i < count; i++) {
      max = Math.max(max, Math.abs(x.dense().flat(from + i * stride)));
    }
    return max;
  }

  @Test
  void gradientsAreStraightThrough() {
    Tensor x = random(3, 4, 5);
    Tensor w = random(4, 5, 3);
    Tensor g = random(5, 4, 3);
    Tensor quantizedX = Quantized.fakeQuantize(x, 4, ScaleSharing.ROW);
    Tensor quantizedW = Quantized.fakeQuantize(w, 4, ScaleSharing.COLUMN);
    Tensor byX =
        Autodiff.grad((Tensor y) -> Quantized.matmul(y, w, 4, true, true).mul(g).sum()).apply(x);
    Tensor byW =
        Autodiff.grad((Tensor y) -> Quantized.matmul(x, y, 4, true, true).mul(g).sum()).apply(w);
    assertThat(byX.toDoubles())
        .containsExactly(g.matmul(quantizedW.swapAxes(0, 1)).toDoubles(), EXACT);
    assertThat(byW.toDoubles())
        .containsExactly(quantizedX.swapAxes(0, 1).matmul(g).toDoubles(), EXACT);
    assertThat(Quantized.matmul(x, w, 4, true, true).toDoubles())
        .containsExactly(quantizedX.matmul(quantizedW).toDoubles(), EXACT);
  }

  @Test
  void sumsThatWouldOverflowAreRight() {
    int k = 140_000;
    double[] ones = new double[k];
    Arrays.fill(ones, 1);
    Tensor y = Quantized.matmul(Tensor.of(ones, 1, k), Tensor.of(ones, k, 1), 8);
    assertThat(y.item()).isCloseTo(k, within(1e-6));
  }

  @Test
  void tinyAndHugeValuesHaveFiniteScales() {
    for (double magnitude : new double[] {1e-300, 1e-150, 1e300}) {
      Tensor x = Tensor.of(new double[] {magnitude, -magnitude / 2}, 1, 2);
      double y = Quantized.matmul(x, Tensor.of(new double[] {1, 0}, 2, 1), 8).item();
      assertThat(y / magnitude).isCloseTo(1, within(1e-12));
    }
    // groups of their own, the subnormal ones beside others, and the smallest number of all
    Tensor rows =
        Tensor.of(new double[][] {{1e-310, -5e-311, 0}, {1, -0.5, 1e-310}, {4.9e-324, 0, 0}});
    double[] y = Quantized.fakeQuantize(rows, 8, ScaleSharing.ROW).toDoubles();
    assertThat(y[0]).isEqualTo(1e-310);
    assertThat(y[1]).isCloseTo(-5e-311, within(1e-310 / 254));
    assertThat(y[2]).isZero();
    assertThat(y[3]).isEqualTo(1);
    assertThat(y[5]).isZero();
    assertThat(y[6]).isEqualTo(Double.MIN_VALUE);
    double[] columns = Quantized.fakeQuantize(rows.transpose(), 8, ScaleSharing.COLUMN).toDoubles();
    assertThat(columns[0]).isEqualTo(1e-310);
    assertThat(columns[3]).isEqualTo(y[1]);
    assertThat(columns[2]).isEqualTo(Double.MIN_VALUE);
    Tensor subnormal = Tensor.of(new double[] {Double.MIN_VALUE}, 1, 1);
    assertThat(Quantized.matmul(subnormal, Tensor.ones(1, 1), 8).item()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 7, 8})
  void matrixPacksIntoItsBits(int bits) {
    Tensor w = random(6, 5, 7);
    for (ScaleSharing sharing : ScaleSharing.values()) {
      QuantizedMatrix q = QuantizedMatrix.quantize(w, bits, sharing);
      assertThat(q.packed()).hasSize((35 * bits + 7) / 8);
      assertThat(q.packedBytes()).isEqualTo((35 * bits + 7) / 8 + 8L * q.scales().length);
      QuantizedMatrix back =
          QuantizedMatrix.unpack(q.packed(), q.shape(), bits, sharing, q.scales());
      assertThat(back.values()).containsExactly(q.values());
      assertThat(back.dequantize(DType.FLOAT64)).isEqualTo(q.dequantize(DType.FLOAT64));
      double step = 1 / Arrays.stream(q.scales()).min().orElseThrow();
      assertThat(q.deviation(w).largest()).isLessThanOrEqualTo(step / 2 + 1e-12);
      assertThat(q.deviation(w).rootMeanSquare()).isLessThanOrEqualTo(q.deviation(w).largest());
      assertThat(q.saturated()).isZero();
    }
  }

  @Test
  void productWithQuantizedMatrixIsTheSame() {
    Tensor x = random(7, 2, 3, 5);
    Tensor w = random(8, 5, 6);
    QuantizedMatrix q = QuantizedMatrix.quantize(w, 8, ScaleSharing.COLUMN);
    assertThat(Quantized.matmul(x, q, 8, true)).isEqualTo(Quantized.matmul(x, w, 8, true, true));
    Tensor byX = Autodiff.grad((Tensor y) -> Quantized.matmul(y, q, 8, true).sum()).apply(x);
    Tensor expected =
        Autodiff.grad((Tensor y) -> Quantized.matmul(y, w, 8, true, true).sum()).apply(x);
    assertThat(byX.toDoubles()).containsExactly(expected.toDoubles(), EXACT);
    Tensor batched = Autodiff.vmap((Tensor y) -> Quantized.matmul(y, q, 8, false)).apply(x);
    assertThat(batched.get(1)).isEqualTo(Quantized.matmul(x.get(1), q, 8, false));
  }

  @Test
  void calibrationIsOfTheLargestOfAllBatches() {
    Calibrator calibrator = Calibrator.largest(8, ScaleSharing.TENSOR);
    calibrator.observe(Tensor.of(1, -2));
    calibrator.observe(Tensor.of(new float[] {0.5f}, 1));
    assertThat(calibrator.calibration().scales().item()).isEqualTo(127 / 2.0);
    Calibrator columns = Calibrator.largest(4, ScaleSharing.COLUMN);
    columns.observe(Tensor.of(new double[][] {{1, -2, 0}, {0.5, 1, 0}}));
    columns.observe(Tensor.of(3, 1, 0));
    assertThat(columns.calibration().scales().toDoubles()).containsExactly(7 / 3.0, 7 / 2.0, 1);
  }

  @Test
  void percentileLeavesOutliersBeyondTheRange() {
    Calibrator calibrator = Calibrator.percentile(8, ScaleSharing.TENSOR, 90);
    for (int batch = 0; batch < 10; batch++) {
      Tensor x = Tensor.arange(10).add(10 * batch + 1); // 1 to 100 in all
      calibrator.observe(batch % 2 == 0 ? x : x.neg());
    }
    Calibration calibration = calibrator.calibration();
    assertThat(calibration.scales().item()).isEqualTo(127 / 90.0);
    assertThat(calibration.saturated(Tensor.of(90, -90, 91, -1000))).isEqualTo(2);
  }

  @Test
  void valuesBeyondTheRangeAreAnErrorUnlessTheySaturate() {
    Calibration unit = new Calibration(8, Tensor.scalar(127), false);
    Tensor x = Tensor.of(new double[] {0.5, -3}, 1, 2);
    Tensor w = Tensor.of(new double[] {1, 1}, 2, 1);
    assertThatThrownBy(() -> Quantized.matmul(x, w, unit, unit))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            "quantized-matmul: values must lie within the calibrated range, got 1 of 2 values"
                + " beyond ±1.0 in float64[1, 2]; calibrate with data like this, or ask for"
                + " saturation with saturating()");
    Calibration cut = unit.saturating();
    assertThat(Quantized.matmul(x, w, cut, unit).item()).isCloseTo(64 / 127.0 - 1, EXACT);
    Tensor gradient = Autodiff.grad((Tensor y) -> Quantized.matmul(y, w, cut, unit).sum()).apply(x);
    assertThat(gradient.toDoubles()).containsExactly(1, 0);
    assertThat(
            Autodiff.jvp((Tensor y) -> Quantized.fakeQuantize(y, cut), x, Tensor.ones(1, 2))
                .tangent()
                .toDoubles())
        .containsExactly(1, 0);
    QuantizedMatrix q = QuantizedMatrix.quantize(x, cut);
    assertThat(q.saturated()).isEqualTo(1);
    assertThat(q.values()).containsExactly(64, -127);
    Tensor batched = Autodiff.vmap((Tensor y) -> Quantized.fakeQuantize(y, cut)).apply(x);
    assertThat(batched.toDoubles()).containsExactly(new double[] {64 / 127.0, -1}, EXACT);
  }

  @Test
  void badInputHasAClearError() {
    Tensor one = Tensor.ones(1, 1);
    assertThatThrownBy(() -> Quantized.matmul(one, one, 9))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            "quantized-matmul: bits must be from 2 to 8, got 9; choose 8, or fewer for less"
                + " memory");
    assertThatThrownBy(() -> Calibrator.largest(8, ScaleSharing.TENSOR).calibration())
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("got no batch");
    assertThatThrownBy(() -> Calibrator.largest(8, ScaleSharing.ROW))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("got ROW");
    assertThatThrownBy(() -> Calibrator.percentile(8, ScaleSharing.TENSOR, 0))
        .isInstanceOf(ValueException.class);
    assertThatThrownBy(
            () -> Calibrator.largest(8, ScaleSharing.TENSOR).observe(Tensor.of(Double.NaN)))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("got NaN at position 0");
    assertThatThrownBy(() -> new Calibration(8, Tensor.scalar(0), false))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("positive and finite");
    Calibration two = new Calibration(8, Tensor.of(1, 2), false);
    assertThatThrownBy(() -> Quantized.fakeQuantize(Tensor.ones(3), two))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("got 2 for float64[3]");
    assertThatThrownBy(() -> Quantized.matmul(one, one, two, two))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("x must have one scale");
    QuantizedMatrix rows = QuantizedMatrix.quantize(one, 8, ScaleSharing.ROW);
    assertThatThrownBy(() -> Quantized.matmul(one, rows, 8, false))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("got ROW");
    assertThatThrownBy(() -> QuantizedMatrix.quantize(Tensor.ones(2), 8, ScaleSharing.TENSOR))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(
            () ->
                QuantizedMatrix.unpack(
                    new byte[] {(byte) 0x80}, Shape.of(1, 1), 8, ScaleSharing.TENSOR, 1))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("got -128");
  }

  @Test
  void powersOfTwoAreNearestInLogarithm() {
    SplittableRandom random = new SplittableRandom(9);
    for (int i = 0; i < 2000; i++) {
      double w = (random.nextBoolean() ? 1 : -1) * Math.pow(2, random.nextDouble(-9, 9));
      double expected =
          Math.signum(w)
              * Math.pow(2, Math.clamp(Math.rint(Math.log(Math.abs(w)) / Math.log(2)), -6, 4));
      assertThat(PowersOfTwo.round(Tensor.scalar(w), -6, 4).item()).isEqualTo(expected);
    }
    assertThat(PowersOfTwo.round(Tensor.of(Double.MIN_VALUE, Double.MAX_VALUE), -1022, 1023))
        .isEqualTo(Tensor.of(Double.MIN_NORMAL, 0x1p1023));
  }

  @Test
  void bitLinearIsItsDefinition() {
    Tensor x = Tensor.of(new double[][] {{1, -2, 3}, {0.5, 0.25, 0}});
    Tensor gain = Tensor.of(1, 2, 0.5);
    Tensor w = Tensor.of(new double[][] {{0.9, -0.1}, {-0.4, 0.3}, {0.2, -1.1}});
    double[] y = BitLinear.apply(x, gain, w, 1e-3).toDoubles();
    double gamma = (0.9 + 0.1 + 0.4 + 0.3 + 0.2 + 1.1) / 6;
    int[][] t = {{1, 0}, {-1, 1}, {0, -1}}; // 0.9 / 0.5, −0.1 / 0.5, −0.4 / 0.5, ...
    for (int r = 0; r < 2; r++) {
      double squares = 0;
      for (int k = 0; k < 3; k++) {
        squares += x.get(r, k).item() * x.get(r, k).item();
      }
      double[] n = new double[3];
      double max = 0;
      for (int k = 0; k < 3; k++) {
        n[k] = x.get(r, k).item() / Math.sqrt(squares / 3 + 1e-3) * gain.get(k).item();
        max = Math.max(max, Math.abs(n[k]));
      }
      for (int c = 0; c < 2; c++) {
        double sum = 0;
        for (int k = 0; k < 3; k++) {
          sum += Math.rint(n[k] * 127 / max) * t[k][c];
        }
        assertThat(y[r * 2 + c]).isCloseTo(sum * max / 127 * gamma, EXACT);
      }
    }
  }
}
