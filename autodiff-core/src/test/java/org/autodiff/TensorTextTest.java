package org.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The expected strings of the first part are what NumPy 1.24 prints for the same arrays. */
class TensorTextTest {
  @Test
  void wholeNumbers() {
    printsAs(Tensor.of(1, 2, 3), "[1. 2. 3.]");
  }

  @Test
  void shortFractions() {
    printsAs(Tensor.of(0.5, -1.25, 3), "[ 0.5  -1.25  3.  ]");
  }

  @Test
  void roundsToEightDigits() {
    printsAs(
        Tensor.of(0.1 + 0.2, 1.0 / 3, -2.0 / 3, 9.9999999996),
        "[ 0.3         0.33333333 -0.66666667 10.        ]");
  }

  @Test
  void scientificForLarge() {
    printsAs(Tensor.of(1e8, 1, -2.5), "[ 1.0e+08  1.0e+00 -2.5e+00]");
  }

  @Test
  void justNotScientific() {
    printsAs(Tensor.of(99999999.9, 1234567.0), "[99999999.9  1234567. ]");
  }

  @Test
  void scientificForSmall() {
    printsAs(Tensor.of(9.9e-5, 0), "[9.9e-05 0.0e+00]");
  }

  @Test
  void smallButPlain() {
    printsAs(Tensor.of(1e-4, 0.05), "[0.0001 0.05  ]");
  }

  @Test
  void spreadOfThousand() {
    printsAs(Tensor.of(1, 1000), "[   1. 1000.]");
  }

  @Test
  void spreadAboveThousand() {
    printsAs(Tensor.of(1, 1001), "[1.000e+00 1.001e+03]");
  }

  @Test
  void scientificMantissas() {
    printsAs(
        Tensor.of(1.0 / 3 * 1e10, -2.5e-7, 0, -0.0),
        "[ 3.33333333e+09 -2.50000000e-07  0.00000000e+00 -0.00000000e+00]");
  }

  @Test
  void threeDigitExponents() {
    printsAs(
        Tensor.of(5e-324, 1e-323, 1.7976931348623157e308, 1.5),
        "[4.94065646e-324 9.88131292e-324 1.79769313e+308 1.50000000e+000]");
  }

  @Test
  void nonFinite() {
    printsAs(
        Tensor.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1),
        "[ nan  inf -inf   1.]");
  }

  @Test
  void nonFiniteAlone() {
    printsAs(Tensor.of(Double.NaN, Double.POSITIVE_INFINITY), "[nan inf]");
  }

  @Test
  void nonFiniteWithLongNumbers() {
    printsAs(
        Tensor.of(Double.NaN, -1234.5678, Double.NEGATIVE_INFINITY),
        "[       nan -1234.5678       -inf]");
  }

  @Test
  void negativeZero() {
    printsAs(Tensor.of(-0.0, 0.0), "[-0.  0.]");
  }

  @Test
  void matrix() {
    printsAs(
        Tensor.of(new double[][] {{1, -2.5, 3}, {40, 5, 6.125}}),
        """
        [[ 1.    -2.5    3.   ]
         [40.     5.     6.125]]""");
  }

  @Test
  void rankThree() {
    printsAs(
        iota(2, 2, 3),
        """
        [[[ 0.  1.  2.]
          [ 3.  4.  5.]]

         [[ 6.  7.  8.]
          [ 9. 10. 11.]]]""");
  }

  @Test
  void rankFour() {
    printsAs(
        iota(2, 1, 2, 2),
        """
        [[[[0. 1.]
           [2. 3.]]]


         [[[4. 5.]
           [6. 7.]]]]""");
  }

  @Test
  void wrappedRow() {
    printsAs(
        scaled(30, 0.37),
        """
        [ 0.    0.37  0.74  1.11  1.48  1.85  2.22  2.59  2.96  3.33  3.7   4.07
          4.44  4.81  5.18  5.55  5.92  6.29  6.66  7.03  7.4   7.77  8.14  8.51
          8.88  9.25  9.62  9.99 10.36 10.73]""");
  }

  @Test
  void wrappedRows() {
    printsAs(
        Tensor.fromArray(rows(2, 20, 1.37)),
        """
        [[ 0.    1.37  2.74  4.11  5.48  6.85  8.22  9.59 10.96 12.33 13.7  15.07
          16.44 17.81 19.18 20.55 21.92 23.29 24.66 26.03]
         [27.4  28.77 30.14 31.51 32.88 34.25 35.62 36.99 38.36 39.73 41.1  42.47
          43.84 45.21 46.58 47.95 49.32 50.69 52.06 53.43]]""");
  }

  @Test
  void summarisedVector() {
    printsAs(Tensor.arange(1001), "[   0.    1.    2. ...  998.  999. 1000.]");
  }

  @Test
  void summarisedMatrix() {
    printsAs(
        iota(40, 50),
        """
        [[0.000e+00 1.000e+00 2.000e+00 ... 4.700e+01 4.800e+01 4.900e+01]
         [5.000e+01 5.100e+01 5.200e+01 ... 9.700e+01 9.800e+01 9.900e+01]
         [1.000e+02 1.010e+02 1.020e+02 ... 1.470e+02 1.480e+02 1.490e+02]
         ...
         [1.850e+03 1.851e+03 1.852e+03 ... 1.897e+03 1.898e+03 1.899e+03]
         [1.900e+03 1.901e+03 1.902e+03 ... 1.947e+03 1.948e+03 1.949e+03]
         [1.950e+03 1.951e+03 1.952e+03 ... 1.997e+03 1.998e+03 1.999e+03]]""");
  }

  @Test
  void summarisedRankThree() {
    printsAs(
        iota(7, 20, 10),
        """
        [[[0.000e+00 1.000e+00 2.000e+00 ... 7.000e+00 8.000e+00 9.000e+00]
          [1.000e+01 1.100e+01 1.200e+01 ... 1.700e+01 1.800e+01 1.900e+01]
          [2.000e+01 2.100e+01 2.200e+01 ... 2.700e+01 2.800e+01 2.900e+01]
          ...
          [1.700e+02 1.710e+02 1.720e+02 ... 1.770e+02 1.780e+02 1.790e+02]
          [1.800e+02 1.810e+02 1.820e+02 ... 1.870e+02 1.880e+02 1.890e+02]
          [1.900e+02 1.910e+02 1.920e+02 ... 1.970e+02 1.980e+02 1.990e+02]]

         [[2.000e+02 2.010e+02 2.020e+02 ... 2.070e+02 2.080e+02 2.090e+02]
          [2.100e+02 2.110e+02 2.120e+02 ... 2.170e+02 2.180e+02 2.190e+02]
          [2.200e+02 2.210e+02 2.220e+02 ... 2.270e+02 2.280e+02 2.290e+02]
          ...
          [3.700e+02 3.710e+02 3.720e+02 ... 3.770e+02 3.780e+02 3.790e+02]
          [3.800e+02 3.810e+02 3.820e+02 ... 3.870e+02 3.880e+02 3.890e+02]
          [3.900e+02 3.910e+02 3.920e+02 ... 3.970e+02 3.980e+02 3.990e+02]]

         [[4.000e+02 4.010e+02 4.020e+02 ... 4.070e+02 4.080e+02 4.090e+02]
          [4.100e+02 4.110e+02 4.120e+02 ... 4.170e+02 4.180e+02 4.190e+02]
          [4.200e+02 4.210e+02 4.220e+02 ... 4.270e+02 4.280e+02 4.290e+02]
          ...
          [5.700e+02 5.710e+02 5.720e+02 ... 5.770e+02 5.780e+02 5.790e+02]
          [5.800e+02 5.810e+02 5.820e+02 ... 5.870e+02 5.880e+02 5.890e+02]
          [5.900e+02 5.910e+02 5.920e+02 ... 5.970e+02 5.980e+02 5.990e+02]]

         ...

         [[8.000e+02 8.010e+02 8.020e+02 ... 8.070e+02 8.080e+02 8.090e+02]
          [8.100e+02 8.110e+02 8.120e+02 ... 8.170e+02 8.180e+02 8.190e+02]
          [8.200e+02 8.210e+02 8.220e+02 ... 8.270e+02 8.280e+02 8.290e+02]
          ...
          [9.700e+02 9.710e+02 9.720e+02 ... 9.770e+02 9.780e+02 9.790e+02]
          [9.800e+02 9.810e+02 9.820e+02 ... 9.870e+02 9.880e+02 9.890e+02]
          [9.900e+02 9.910e+02 9.920e+02 ... 9.970e+02 9.980e+02 9.990e+02]]

         [[1.000e+03 1.001e+03 1.002e+03 ... 1.007e+03 1.008e+03 1.009e+03]
          [1.010e+03 1.011e+03 1.012e+03 ... 1.017e+03 1.018e+03 1.019e+03]
          [1.020e+03 1.021e+03 1.022e+03 ... 1.027e+03 1.028e+03 1.029e+03]
          ...
          [1.170e+03 1.171e+03 1.172e+03 ... 1.177e+03 1.178e+03 1.179e+03]
          [1.180e+03 1.181e+03 1.182e+03 ... 1.187e+03 1.188e+03 1.189e+03]
          [1.190e+03 1.191e+03 1.192e+03 ... 1.197e+03 1.198e+03 1.199e+03]]

         [[1.200e+03 1.201e+03 1.202e+03 ... 1.207e+03 1.208e+03 1.209e+03]
          [1.210e+03 1.211e+03 1.212e+03 ... 1.217e+03 1.218e+03 1.219e+03]
          [1.220e+03 1.221e+03 1.222e+03 ... 1.227e+03 1.228e+03 1.229e+03]
          ...
          [1.370e+03 1.371e+03 1.372e+03 ... 1.377e+03 1.378e+03 1.379e+03]
          [1.380e+03 1.381e+03 1.382e+03 ... 1.387e+03 1.388e+03 1.389e+03]
          [1.390e+03 1.391e+03 1.392e+03 ... 1.397e+03 1.398e+03 1.399e+03]]]""");
  }

  @Test
  void summarisedLongAndThin() {
    printsAs(
        iota(600, 2),
        """
        [[0.000e+00 1.000e+00]
         [2.000e+00 3.000e+00]
         [4.000e+00 5.000e+00]
         ...
         [1.194e+03 1.195e+03]
         [1.196e+03 1.197e+03]
         [1.198e+03 1.199e+03]]""");
  }

  @Test
  void float32Shortest() {
    printsAs(
        Tensor.of(new float[] {0.1f, 0.3f, 16777216f / 1000}, 3),
        "[1.0000000e-01 3.0000001e-01 1.6777217e+04], dtype=float32");
  }

  @Test
  void float32Plain() {
    printsAs(
        Tensor.of(new float[] {0.1f, 0.3f, 1f / 3}, 3),
        "[0.1        0.3        0.33333334], dtype=float32");
  }

  @Test
  void float32Scientific() {
    printsAs(
        Tensor.of(new float[] {0.3f, 1.2345678e-5f, 3.4028235e38f}, 3),
        "[3.0000001e-01 1.2345678e-05 3.4028235e+38], dtype=float32");
  }

  @Test
  void scalar() {
    printsAs(Tensor.scalar(3), "3.0");
  }

  @Test
  void scalarWithAllDigits() {
    printsAs(Tensor.scalar(0.1 + 0.2), "0.30000000000000004");
  }

  @Test
  void scalarLarge() {
    printsAs(Tensor.scalar(1e16), "1e+16");
  }

  @Test
  void scalarBelowLarge() {
    printsAs(Tensor.scalar(1234567890123456.0), "1234567890123456.0");
  }

  @Test
  void scalarSmall() {
    printsAs(Tensor.scalar(-1.5e-5), "-1.5e-05");
  }

  @Test
  void scalarTiny() {
    printsAs(Tensor.scalar(5e-324), "5e-324");
  }

  @Test
  void scalarNegativeZero() {
    printsAs(Tensor.scalar(-0.0), "-0.0");
  }

  @Test
  void scalarNaN() {
    printsAs(Tensor.scalar(Double.NaN), "nan");
  }

  @Test
  void scalarFloat32() {
    printsAs(Tensor.scalar(0.1, DType.FLOAT32), "0.1, dtype=float32");
  }

  @Test
  void aScalarOfFloat32IsScientificWhereItsDigitsEnd() {
    printsAs(Tensor.scalar(123456789, DType.FLOAT32), "1.2345679e+08, dtype=float32");
  }

  @Test
  void emptyTensorsShowTheirShape() {
    printsAs(Tensor.zeros(0), "[]");
    printsAs(Tensor.zeros(3, 0), "[], shape=[3, 0]");
    printsAs(
        Tensor.full(0, new TensorType(Shape.of(0, 2), DType.FLOAT32)),
        "[], shape=[0, 2], dtype=float32");
  }

  @Test
  void viewsPrintWhatTheyShow() {
    DenseTensor x = iota(2, 3).dense();

    printsAs(x.view(Shape.of(3, 2), 0, new int[] {1, 3}), "[[0. 3.]\n [1. 4.]\n [2. 5.]]");
    printsAs(x.view(Shape.of(3), 5, new int[] {-2}), "[5. 3. 1.]");
  }

  @Test
  void aHugeBroadcastIsNotMaterialised() {
    printsAs(Tensor.ones(2_000_000_000), "[1. 1. 1. ... 1. 1. 1.]");
  }

  @Test
  void manyAxesShowFirstElementsOnly() {
    int[] dims = new int[30];
    Arrays.fill(dims, 2);

    String text = Tensor.ones(dims).toString();

    assertThat(text)
        .startsWith("[".repeat(30) + "1. 1.]")
        .contains("...")
        .hasSizeLessThan(1_000_000);
  }

  @Test
  void theLocaleDoesNotMatter() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      printsAs(Tensor.of(0.5, -1234), "[ 5.000e-01 -1.234e+03]");
      printsAs(Tensor.scalar(1e300), "1e+300");
    } finally {
      Locale.setDefault(before);
    }
  }

  private static void printsAs(Tensor x, String expected) {
    assertThat(x.toString()).isEqualTo(expected);
  }

  private static Tensor scaled(int n, double factor) {
    double[] elements = new double[n];
    for (int i = 0; i < n; i++) {
      elements[i] = i * factor;
    }
    return Tensor.of(elements, n);
  }

  private static Tensor iota(int... shape) {
    double[] elements = new double[Shape.of(shape).size()];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = i;
    }
    return Tensor.of(elements, shape);
  }

  private static double[][] rows(int rows, int columns, double factor) {
    double[][] out = new double[rows][columns];
    for (int i = 0; i < rows * columns; i++) {
      out[i / columns][i % columns] = i * factor;
    }
    return out;
  }
}
