package org.autodiff;

import java.util.ArrayList;
import java.util.List;

/**
 * A source of random tensors without state: the same key and the same call give the same numbers,
 * on every machine. For other numbers, make other keys with {@link #split(int)} or {@link #fold}.
 *
 * {@snippet :
 * RandomKey.Pair keys = RandomKey.of(42).split();
 * Tensor weights = keys.first().normal(20, 10);
 * Tensor inputs = keys.second().uniform(-1, 1, 100, 20);
 * }
 *
 * <p>Element i of a draw (in row-major order) depends only on the key and i, not on the shape: the
 * first elements of a longer draw are those of a shorter one, and computing a draw in parts, in
 * parallel or batched gives the same numbers. Draws of FLOAT32 are those of FLOAT64, rounded (to
 * the nearest; for {@code uniform} down). Only {@link #permutation} is not made element by element.
 *
 * <p>Two draws of one key are not independent of each other, so use a key for one draw only. Keys
 * made by {@code split} and {@code fold} are independent of one another and of the draws of the key
 * they come from.
 *
 * <p>The generator is Threefry-2x32 with 20 rounds (Salmon, Moraes, Dror, Shaw: <i>Parallel random
 * numbers: as easy as 1, 2, 3</i>, SC 2011), which JAX uses too. It is not meant for cryptography.
 *
 * @param bits the key itself, of 64 bits
 */
public record RandomKey(long bits) {
  /**
   * The upper half of a counter says what it is for, the lower half which element or key. Draws
   * have the numbers of their attempts there, from 0 on.
   */
  private static final long SPLIT = 0x8000_0000L << 32;

  private static final long FOLD = 0x8000_0001L << 32;

  private static final double ULP_BELOW_1 = 0x1p-53;

  /**
   * Two keys.
   *
   * @param first the first
   * @param second the second
   */
  public record Pair(RandomKey first, RandomKey second) {}

  /**
   * {@return the key of a seed}
   *
   * @param seed any number
   */
  public static RandomKey of(long seed) {
    return new RandomKey(seed);
  }

  /** {@return two new keys, those of {@code split(2)}} */
  public Pair split() {
    return new Pair(child(0), child(1));
  }

  /**
   * {@return new keys, all different; the first ones do not depend on how many there are}
   *
   * @param n how many, 0 or more
   * @throws ValueException if n is negative
   */
  public List<RandomKey> split(int n) {
    requireCount("split", n);
    List<RandomKey> keys = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      keys.add(child(i));
    }
    return List.copyOf(keys);
  }

  private RandomKey child(int i) {
    return new RandomKey(Threefry.block(bits, SPLIT | i));
  }

  /**
   * {@return a new key for a number, such as the number of a training step}
   *
   * @param data any number; different ones give different keys
   */
  public RandomKey fold(long data) {
    // Through a key of its own, as data may have all values of a counter.
    return new RandomKey(Threefry.block(Threefry.block(bits, FOLD), data));
  }

  /** The bits of element i; for draws that reject some, of its n-th attempt. */
  private long block(int i, long attempt) {
    return Threefry.block(bits, attempt << 32 | i);
  }

  /** In steps of 2^-53 from 0 to 1 - 2^-53. */
  private double unit(int i) {
    return (block(i, 0) >>> 11) * ULP_BELOW_1;
  }

  /** The point in the middle of one of 2^52 equal parts of (0, 1), so that no tail is infinite. */
  private double gaussian(int i) {
    return NormalQuantile.at(((block(i, 0) >>> 12) + 0.5) * 0x1p-52);
  }

  /**
   * {@return numbers evenly distributed from 0 to 1, without 1}
   *
   * @param type shape and element type; FLOAT64 has steps of 2⁻⁵³, FLOAT32 of 2⁻²⁴
   */
  public Tensor uniform(TensorType type) {
    DenseTensor out = DenseTensor.zeros(type);
    int n = type.shape().size();
    switch (type.dtype()) {
      case FLOAT64 -> {
        double[] elements = out.doubles();
        for (int i = 0; i < n; i++) {
          elements[i] = unit(i);
        }
      }
      case FLOAT32 -> {
        float[] elements = out.floats();
        for (int i = 0; i < n; i++) {
          elements[i] = (block(i, 0) >>> 40) * 0x1p-24f; // rounded down, never up to 1
        }
      }
    }
    return out;
  }

  /**
   * {@return FLOAT64 numbers evenly distributed from low to high, without high}
   *
   * @param low the least possible number
   * @param high the bound above
   * @param shape the extents
   * @throws ValueException unless both are finite, low is less than high and their distance finite
   */
  public Tensor uniform(double low, double high, int... shape) {
    double range = high - low;
    if (!(range > 0 && range < Double.POSITIVE_INFINITY)) {
      throw new ValueException(
          "uniform: low must be less than high, both finite, got low "
              + low
              + " and high "
              + high
              + "; for whole numbers use integers, for one number Tensor.full");
    }
    DenseTensor out = zeros(shape);
    double[] elements = out.doubles();
    double last = Math.nextDown(high); // the sum may round up to high
    for (int i = 0; i < elements.length; i++) {
      elements[i] = Math.min(low + range * unit(i), last);
    }
    return out;
  }

  /**
   * {@return FLOAT64 numbers of the standard normal distribution}
   *
   * @param shape the extents
   */
  public Tensor normal(int... shape) {
    return normal(new TensorType(Shape.of(shape), DType.FLOAT64));
  }

  /**
   * {@return numbers of the standard normal distribution (mean 0, variance 1), by the inverse of
   * its distribution function; at most 8.2 in size}
   *
   * @param type shape and element type
   */
  public Tensor normal(TensorType type) {
    DenseTensor out = DenseTensor.zeros(type);
    fillNormal(out, 0, type.shape().size());
    return out;
  }

  private void fillNormal(DenseTensor out, int start, int n) {
    switch (out.dtype()) {
      case FLOAT64 -> {
        double[] elements = out.doubles();
        for (int i = 0; i < n; i++) {
          elements[start + i] = gaussian(i);
        }
      }
      case FLOAT32 -> {
        float[] elements = out.floats();
        for (int i = 0; i < n; i++) {
          elements[start + i] = (float) gaussian(i);
        }
      }
    }
  }

  /**
   * {@return draws of several keys at once, stacked at a new leading axis: part j equals {@code
   * keys.get(j).normal(type)}}
   *
   * @param keys the keys
   * @param type shape and element type of each draw
   */
  public static Tensor stackedNormal(List<RandomKey> keys, TensorType type) {
    int n = type.shape().size();
    DenseTensor out = DenseTensor.zeros(type.withShape(type.shape().insert(0, keys.size())));
    for (int j = 0; j < keys.size(); j++) {
      keys.get(j).fillNormal(out, j * n, n);
    }
    return out;
  }

  /**
   * {@return FLOAT64 numbers that are 1 with a probability, and otherwise 0}
   *
   * @param probability the probability, from 0 to 1
   * @param shape the extents
   * @throws ValueException if the probability is not from 0 to 1
   */
  public Tensor bernoulli(double probability, int... shape) {
    return bernoulli(probability, new TensorType(Shape.of(shape), DType.FLOAT64));
  }

  /**
   * {@return numbers that are 1 with a probability, and otherwise 0}
   *
   * @param probability the probability, from 0 to 1
   * @param type shape and element type
   * @throws ValueException if the probability is not from 0 to 1
   */
  public Tensor bernoulli(double probability, TensorType type) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new ValueException(
          "bernoulli: the probability must be from 0 to 1, got "
              + probability
              + "; clip it, or apply sigmoid if it is a logit");
    }
    DenseTensor out = DenseTensor.zeros(type);
    int n = type.shape().size();
    for (int i = 0; i < n; i++) {
      if (unit(i) < probability) {
        switch (type.dtype()) {
          case FLOAT64 -> out.doubles()[i] = 1;
          case FLOAT32 -> out.floats()[i] = 1;
        }
      }
    }
    return out;
  }

  /**
   * {@return whole FLOAT64 numbers from low to high − 1, all equally likely}
   *
   * @param low the least possible number
   * @param high the bound above, not reached
   * @param shape the extents
   * @throws ValueException if low is not less than high, or one is outside ±2⁵³, beyond which
   *     FLOAT64 does not have all whole numbers
   */
  public Tensor integers(long low, long high, int... shape) {
    if (low >= high || low < -(1L << 53) || high > 1L << 53) {
      throw new ValueException(
          "integers: low must be less than high, both within 2^53, got low "
              + low
              + " and high "
              + high
              + "; high itself is never drawn");
    }
    DenseTensor out = zeros(shape);
    double[] elements = out.doubles();
    for (int i = 0; i < elements.length; i++) {
      elements[i] = low + below(high - low, i);
    }
    return out;
  }

  /**
   * A number from 0 to n - 1: the upper half of bits times n, where products are rejected whose
   * lower half is below 2^64 mod n, so that all numbers have the same share of the bits (D. Lemire:
   * Fast random integer generation in an interval, ACM TOMACS 29, 2019, algorithm 5).
   */
  private long below(long n, int i) {
    long bits = block(i, 0);
    if (Long.compareUnsigned(bits * n, n) < 0) {
      long threshold = Long.remainderUnsigned(-n, n);
      for (long attempt = 1; Long.compareUnsigned(bits * n, threshold) < 0; attempt++) {
        bits = block(i, attempt);
      }
    }
    return Math.unsignedMultiplyHigh(bits, n);
  }

  /**
   * {@return the numbers 0, …, n − 1 in random order, all orders equally likely, as a FLOAT64
   * vector of indices}
   *
   * @param n how many, 0 or more
   * @throws ValueException if n is negative
   */
  public Tensor permutation(int n) {
    requireCount("permutation", n);
    DenseTensor out = zeros(n);
    double[] elements = out.doubles();
    for (int i = 0; i < n; i++) {
      int j = (int) below(i + 1L, i);
      elements[i] = elements[j];
      elements[j] = i;
    }
    return out;
  }

  private static DenseTensor zeros(int... shape) {
    return DenseTensor.zeros(new TensorType(Shape.of(shape), DType.FLOAT64));
  }

  private static void requireCount(String operator, int n) {
    if (n < 0) {
      throw new ValueException(
          operator + ": the count must not be negative, got " + n + "; use 0 or more");
    }
  }
}
