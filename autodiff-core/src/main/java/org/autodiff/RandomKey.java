package org.autodiff;

import java.util.ArrayList;
import java.util.List;
import org.autodiff.operators.random.KeyFold;
import org.autodiff.operators.random.KeyFoldNumber;
import org.autodiff.operators.random.KeySplit;
import org.autodiff.operators.random.KeyWords;
import org.autodiff.operators.random.RandomDraw;

/**
 * A source of random tensors without state: the same key and the same call give the same numbers,
 * on every machine. For other numbers, make other keys with {@link #split(int)} or {@link #fold}.
 *
 * {@snippet :
 * RandomKey.Pair keys = RandomKey.of(42).split();
 * Tensor weights = keys.first().normal(20, 10);
 * Tensor inputs = keys.second().uniformBetween(-1, 1, 100, 20);
 * }
 *
 * <p>A key is data, like a tensor: it may be an argument, a result or part of a {@link Tree}
 * without a mark, and draws are operators of it. {@code vmap} maps over stacked keys, so that each
 * example has its own draw; to derivatives a key is a constant.
 *
 * {@snippet :
 * Function<RandomKey, Tensor> f = key -> key.normal(3).sum();
 * Tensor sums = Autodiff.vmap(f).apply(RandomKey.stack(RandomKey.of(42).split(100))); // [100]
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
 * @param words the 64 bits of the key, the upper and the lower 32 as whole numbers: FLOAT64 of
 *     shape [2], or [keys…, 2] where keys are stacked
 */
public record RandomKey(Tensor words) {
  /**
   * Two keys.
   *
   * @param first the first
   * @param second the second
   */
  public record Pair(RandomKey first, RandomKey second) {}

  /**
   * Checks the words: their type, and their values where they are known.
   *
   * @throws ShapeException if they are not FLOAT64 with two numbers on the last axis
   * @throws ValueException if one is not a whole number from 0 to 2³² − 1
   */
  public RandomKey {
    Shape shape = words.shape();
    if (words.dtype() != DType.FLOAT64 || shape.rank() == 0 || shape.dim(shape.rank() - 1) != 2) {
      throw new ShapeException(
          "random-key: the words of a key must be float64 with two numbers on the last axis, got "
              + words.type()
              + "; make keys with RandomKey.of, split and fold");
    }
    if (words instanceof DenseTensor known) {
      KeyWords.requireWords(known, "random-key");
    }
  }

  /**
   * {@return the key of a seed}
   *
   * @param seed any number
   */
  public static RandomKey of(long seed) {
    return new RandomKey(Tensor.of((double) (seed >>> 32), (double) (seed & 0xFFFF_FFFFL)));
  }

  /**
   * {@return several keys as one, for {@code vmap} to map over}
   *
   * @param keys the keys, of one shape
   */
  public static RandomKey stack(List<RandomKey> keys) {
    return new RandomKey(
        keys.isEmpty()
            ? Tensor.zeros(0, 2)
            : Shaping.stack(0, keys.stream().map(RandomKey::words).toArray(Tensor[]::new)));
  }

  /**
   * {@return the 64 bits of the key as a number: the seed of a key made by {@link #of}}
   *
   * @throws ShapeException if keys are stacked
   * @throws TraceException inside a transform that maps over the key
   */
  public long bits() {
    requireSingle("bits");
    double[] both = words.toDoubles();
    return (long) both[0] << 32 | (long) both[1];
  }

  private void requireSingle(String operator) {
    if (words.rank() != 1) {
      throw new ShapeException(
          operator
              + ": the key must be a single one, got keys stacked in shape "
              + words.shape().remove(words.rank() - 1)
              + "; map over them with vmap");
    }
  }

  private Tensor drawn(RandomDraw draw) {
    requireSingle(draw.name());
    return draw.apply(words);
  }

  /** {@return two new keys, those of {@code split(2)}} */
  public Pair split() {
    requireSingle("split");
    Tensor[] both = new KeySplit(2).applyAll(words);
    return new Pair(new RandomKey(both[0]), new RandomKey(both[1]));
  }

  /**
   * {@return new keys, all different; the first ones do not depend on how many there are}
   *
   * @param n how many, 0 or more
   * @throws ValueException if n is negative
   */
  public List<RandomKey> split(int n) {
    requireCount("split", n);
    requireSingle("split");
    List<RandomKey> keys = new ArrayList<>(n);
    for (Tensor key : new KeySplit(n).applyAll(words)) {
      keys.add(new RandomKey(key));
    }
    return List.copyOf(keys);
  }

  /**
   * {@return a new key for a number, such as the number of a training step}
   *
   * @param data any number; different ones give different keys
   */
  public RandomKey fold(long data) {
    requireSingle("fold");
    return new RandomKey(new KeyFold(data).apply(words));
  }

  /**
   * {@return a new key for a number in a tensor, the same as for that number: inside a transform,
   * one for each example}
   *
   * @param data a scalar with a whole number within ±2⁵³
   * @throws ShapeException if it is not a scalar
   * @throws ValueException if the number is not whole, or too large
   */
  public RandomKey fold(Tensor data) {
    if (data.rank() != 0) {
      throw new ShapeException(
          "fold: the number must be a scalar (rank 0), got "
              + data.type()
              + "; select one with get, or map over them with vmap");
    }
    requireSingle("fold");
    return new RandomKey(KeyFoldNumber.KEY_FOLD_NUMBER.apply(words, data));
  }

  /**
   * {@return FLOAT64 numbers evenly distributed from 0 to 1, without 1}
   *
   * @param shape the extents
   */
  public Tensor uniform(int... shape) {
    return uniform(TensorType.of(DType.FLOAT64, shape));
  }

  /**
   * {@return numbers evenly distributed from 0 to 1, without 1}
   *
   * @param type shape and element type; FLOAT64 has steps of 2⁻⁵³, FLOAT32 of 2⁻²⁴
   */
  public Tensor uniform(TensorType type) {
    return drawn(new RandomDraw.Uniform(type));
  }

  /**
   * {@return FLOAT64 numbers evenly distributed from low to high, without high}
   *
   * @param low the least possible number
   * @param high the bound above
   * @param shape the extents
   * @throws ValueException unless both are finite, low is less than high and their distance finite
   */
  public Tensor uniformBetween(double low, double high, int... shape) {
    double range = high - low;
    if (!(range > 0 && range < Double.POSITIVE_INFINITY)) {
      throw new ValueException(
          "uniform-between: low must be less than high, both finite, got low "
              + low
              + " and high "
              + high
              + "; for whole numbers use integers, for one number Tensor.full");
    }
    return drawn(new RandomDraw.UniformBetween(low, high, TensorType.of(DType.FLOAT64, shape)));
  }

  /**
   * {@return FLOAT64 numbers of the standard normal distribution}
   *
   * @param shape the extents
   */
  public Tensor normal(int... shape) {
    return normal(TensorType.of(DType.FLOAT64, shape));
  }

  /**
   * {@return numbers of the standard normal distribution (mean 0, variance 1), by the inverse of
   * its distribution function; at most 8.2 in size}
   *
   * @param type shape and element type
   */
  public Tensor normal(TensorType type) {
    return drawn(new RandomDraw.Normal(type));
  }

  /**
   * {@return FLOAT64 numbers that are 1 with a probability, and otherwise 0}
   *
   * @param probability the probability, from 0 to 1
   * @param shape the extents
   * @throws ValueException if the probability is not from 0 to 1
   */
  public Tensor bernoulli(double probability, int... shape) {
    return bernoulli(probability, TensorType.of(DType.FLOAT64, shape));
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
    return drawn(new RandomDraw.Bernoulli(probability, type));
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
    return drawn(new RandomDraw.Integers(low, high, TensorType.of(DType.FLOAT64, shape)));
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
    return drawn(new RandomDraw.Permutation(TensorType.of(DType.FLOAT64, n)));
  }

  private static void requireCount(String operator, int n) {
    if (n < 0) {
      throw new ValueException(
          operator + ": the count must not be negative, got " + n + "; use 0 or more");
    }
  }
}
