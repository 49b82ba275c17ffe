package org.autodiff.ops.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.SplittableRandom;
import org.autodiff.kernels.Kernels;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vector and scalar sums give the same rows. */
class RowNormalizationTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 15, 16, 17, 31, 63, 64, 65, 127, 257, 1000})
  void vectorAndScalarAgree(int count) {
    assumeTrue(Kernels.get().name().equals("vector"));
    SplittableRandom random = new SplittableRandom(count);
    int rows = 3;
    double[] x = random.doubles(rows * count + 2, -2, 5).toArray();
    double[] u = random.doubles(rows * count + 1, -1, 1).toArray();
    double[] gain = random.doubles(count, -1, 1).toArray();
    for (boolean centred : new boolean[] {false, true}) {
      double[] scalar = new double[rows * count];
      double[] vector = new double[rows * count];
      new RowNormalization(rows, count, 1e-3, centred, false)
          .normalize(x, 2, gain, 0, null, 0, scalar);
      new RowNormalization(rows, count, 1e-3, centred, true)
          .normalize(x, 2, gain, 0, null, 0, vector);
      assertThat(vector).containsExactly(scalar, within(1e-13));
      new RowNormalization(rows, count, 1e-3, centred, false).derivative(x, 2, u, 1, scalar);
      new RowNormalization(rows, count, 1e-3, centred, true).derivative(x, 2, u, 1, vector);
      assertThat(vector).containsExactly(scalar, within(count == 1 && centred ? 1e-9 : 1e-12));
      float[] scalarF = new float[rows * count];
      float[] vectorF = new float[rows * count];
      new RowNormalization(rows, count, 1e-3, centred, false)
          .normalize(floats(x), 2, floats(gain), 0, null, 0, scalarF);
      new RowNormalization(rows, count, 1e-3, centred, true)
          .normalize(floats(x), 2, floats(gain), 0, null, 0, vectorF);
      assertThat(vectorF).containsExactly(scalarF, within(2e-6f));
      new RowNormalization(rows, count, 1e-3, centred, false)
          .derivative(floats(x), 2, floats(u), 1, scalarF);
      new RowNormalization(rows, count, 1e-3, centred, true)
          .derivative(floats(x), 2, floats(u), 1, vectorF);
      assertThat(vectorF).containsExactly(scalarF, within(2e-5f));
    }
  }

  private static float[] floats(double[] x) {
    float[] out = new float[x.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) x[i];
    }
    return out;
  }
}
