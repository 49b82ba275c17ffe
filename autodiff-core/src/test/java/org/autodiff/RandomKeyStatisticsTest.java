package org.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Statistical tests of fixed keys, so each either always passes or always fails; the bounds are
 * such that a correct generator passes with a probability above 0.999.
 */
class RandomKeyStatisticsTest {
  private static final int N = 100_000;
  private static final double SIGMAS = 4;
  private static final List<RandomKey> KEYS =
      List.of(RandomKey.of(0), RandomKey.of(1), RandomKey.of(-1), RandomKey.of(7).fold(3));

  @Test
  void uniformHasTheMomentsAndDistributionOfTheUniformOne() {
    for (RandomKey key : KEYS) {
      double[] x = key.uniformBetween(-1, 3, N).toDoubles();

      assertThat(standardised(mean(x), 1, Math.sqrt(16.0 / 12 / N))).isBetween(-SIGMAS, SIGMAS);
      // The fourth central moment is range^4 / 80.
      double sd = Math.sqrt((256.0 / 80 - 256.0 / 144) / N);
      assertThat(standardised(variance(x), 16.0 / 12, sd)).isBetween(-SIGMAS, SIGMAS);
      assertThat(kolmogorovSmirnov(x, v -> (v + 1) / 4)).isLessThan(1.95);
    }
  }

  @Test
  void normalHasTheMomentsAndDistributionOfTheNormalOne() {
    for (RandomKey key : KEYS) {
      double[] x = key.normal(N).toDoubles();

      assertThat(standardised(mean(x), 0, 1 / Math.sqrt(N))).isBetween(-SIGMAS, SIGMAS);
      assertThat(standardised(variance(x), 1, Math.sqrt(2.0 / N))).isBetween(-SIGMAS, SIGMAS);
      double skewness = Arrays.stream(x).map(v -> v * v * v).average().orElseThrow();
      assertThat(standardised(skewness, 0, Math.sqrt(15.0 / N))).isBetween(-SIGMAS, SIGMAS);
      double kurtosis = Arrays.stream(x).map(v -> v * v * v * v).average().orElseThrow();
      assertThat(standardised(kurtosis, 3, Math.sqrt(96.0 / N))).isBetween(-SIGMAS, SIGMAS);
      assertThat(kolmogorovSmirnov(x, RandomKeyStatisticsTest::normalCdf)).isLessThan(1.95);
    }
  }

  @Test
  void neighboursInOneDrawAreUncorrelated() {
    for (RandomKey key : KEYS) {
      double[] x = key.normal(N + 10).toDoubles();
      for (int lag = 1; lag <= 10; lag++) {
        assertUncorrelated(Arrays.copyOf(x, N), Arrays.copyOfRange(x, lag, N + lag));
      }
    }
  }

  @Test
  void relatedKeysDrawUncorrelatedNumbers() {
    RandomKey parent = RandomKey.of(5);
    List<RandomKey> related =
        List.of(
            parent,
            RandomKey.of(4),
            parent.split().first(),
            parent.split().second(),
            parent.split(100).get(99),
            parent.fold(0),
            parent.fold(1),
            parent.fold(0).fold(0));
    double[][] draws = new double[related.size()][];
    for (int i = 0; i < draws.length; i++) {
      draws[i] = related.get(i).normal(N).toDoubles();
      for (int j = 0; j < i; j++) {
        assertUncorrelated(draws[i], draws[j]);
        assertUncorrelated(squares(draws[i]), squares(draws[j]));
      }
    }
  }

  @Test
  void firstElementsOfManyKeysAreNormal() {
    double[] split = new double[N];
    double[] folded = new double[N];
    double[] seeded = new double[N];
    List<RandomKey> keys = RandomKey.of(11).split(N);
    for (int i = 0; i < N; i++) {
      split[i] = keys.get(i).normal().item();
      folded[i] = RandomKey.of(11).fold(i).normal().item();
      seeded[i] = RandomKey.of(i).normal().item();
    }

    for (double[] x : List.of(split, folded, seeded)) {
      assertThat(kolmogorovSmirnov(x, RandomKeyStatisticsTest::normalCdf)).isLessThan(1.95);
    }
    assertUncorrelated(split, folded);
    assertUncorrelated(split, seeded);
    assertUncorrelated(folded, seeded);
  }

  @Test
  void bernoulliHasItsProbability() {
    for (double p : new double[] {0.001, 0.3, 0.5, 0.99}) {
      double mean = mean(RandomKey.of(3).bernoulli(p, N).toDoubles());
      assertThat(standardised(mean, p, Math.sqrt(p * (1 - p) / N))).isBetween(-SIGMAS, SIGMAS);
    }
  }

  @Test
  void integersAreEquallyLikely() {
    int[] counts = new int[7];
    for (double v : RandomKey.of(3).integers(-3, 4, N).toDoubles()) {
      counts[(int) v + 3]++;
    }

    assertThat(chiSquare(counts, N)).isLessThan(22.5); // 6 degrees of freedom
  }

  @Test
  void ordersAreEquallyLikely() {
    int[] counts = new int[24];
    for (RandomKey key : RandomKey.of(9).split(24_000)) {
      double[] p = key.permutation(4).toDoubles();
      int order = 0;
      for (int i = 0; i < 4; i++) {
        int smaller = 0;
        for (int j = i + 1; j < 4; j++) {
          smaller += p[j] < p[i] ? 1 : 0;
        }
        order = order * (4 - i) + smaller;
      }
      counts[order]++;
    }

    assertThat(chiSquare(counts, 24_000)).isLessThan(49.7); // 23 degrees of freedom
  }

  private static void assertUncorrelated(double[] x, double[] y) {
    double mx = mean(x);
    double my = mean(y);
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += (x[i] - mx) * (y[i] - my);
    }
    double correlation = sum / x.length / Math.sqrt(variance(x) * variance(y));
    assertThat(correlation * Math.sqrt(x.length)).isBetween(-SIGMAS, SIGMAS);
  }

  private static double[] squares(double[] x) {
    return Arrays.stream(x).map(v -> v * v).toArray();
  }

  private static double mean(double[] x) {
    return Arrays.stream(x).sum() / x.length;
  }

  private static double variance(double[] x) {
    double mean = mean(x);
    return Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum() / x.length;
  }

  private static double standardised(double value, double mean, double sd) {
    return (value - mean) / sd;
  }

  /** The largest distance of the empirical distribution from the given one, times the root of n. */
  private static double kolmogorovSmirnov(double[] x, DoubleUnaryOperator cdf) {
    double[] sorted = x.clone();
    Arrays.sort(sorted);
    double largest = 0;
    for (int i = 0; i < sorted.length; i++) {
      double p = cdf.applyAsDouble(sorted[i]);
      double below = Math.abs(p - (double) i / sorted.length);
      double above = Math.abs((i + 1.0) / sorted.length - p);
      largest = Math.max(largest, Math.max(below, above));
    }
    return largest * Math.sqrt(sorted.length);
  }

  /** By the series of G. Marsaglia: Evaluating the normal distribution, 2004. */
  private static double normalCdf(double x) {
    double sum = x;
    double term = x;
    for (int k = 3; Math.abs(term) > 1e-17 * Math.abs(sum); k += 2) {
      term *= x * x / k;
      sum += term;
    }
    return 0.5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }

  private static double chiSquare(int[] counts, int total) {
    double expected = (double) total / counts.length;
    return Arrays.stream(counts).mapToDouble(c -> (c - expected) * (c - expected) / expected).sum();
  }
}
