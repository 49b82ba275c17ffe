package org.autodiff.check.entries;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.autodiff.Shape;
import org.autodiff.check.NumberArray;
import org.autodiff.check.Parameters;
import org.autodiff.check.Reference;

/**
 * What random draws and new keys must be: Threefry-2x32 with 20 rounds in the words of its
 * publication (see {@link org.autodiff.kernels.Threefry}), and what is made of its bits.
 */
final class RandomReferences {
  private static final long WORD = 1L << 32;

  /** Table 3 of the publication: by how many bits the second word is rotated, in each round. */
  private static final int[] ROTATIONS = {13, 15, 26, 6, 17, 29, 16, 24};

  private static final BigInteger BLOCKS = BigInteger.TWO.pow(64);

  private RandomReferences() {}

  /** The two words of a block. */
  private static long[] threefry(long[] key, long[] counter) {
    long[] schedule = {key[0], key[1], 0x1BD11BDAL ^ key[0] ^ key[1]};
    long x = (counter[0] + key[0]) % WORD;
    long y = (counter[1] + key[1]) % WORD;
    for (int round = 0; round < 20; round++) {
      x = (x + y) % WORD;
      long shifted = y << ROTATIONS[round % ROTATIONS.length];
      y = (shifted % WORD + shifted / WORD) ^ x;
      if (round % 4 == 3) {
        int injection = round / 4 + 1;
        x = (x + schedule[injection % 3]) % WORD;
        y = (y + schedule[(injection + 1) % 3] + injection) % WORD;
      }
    }
    return new long[] {x, y};
  }

  /** The words of element i of a draw, at its n-th attempt, as one number. */
  private static BigInteger bits(long[] key, long attempt, long i) {
    long[] block = threefry(key, new long[] {attempt, i});
    return BigInteger.valueOf(block[0]).shiftLeft(32).add(BigInteger.valueOf(block[1]));
  }

  /** The bits as a fraction, to a number of digits, and half of the last one on top if asked. */
  private static double fraction(long[] key, long i, int digits, double more) {
    BigInteger upper = bits(key, 0, i).shiftRight(64 - digits);
    return (upper.doubleValue() + more) * Math.pow(2, -digits);
  }

  /** The upper part of bits times n, unless the lower one has too many chances. */
  private static int below(int n, long[] key, long i) {
    BigInteger factor = BigInteger.valueOf(n);
    for (long attempt = 0; ; attempt++) {
      BigInteger[] parts = bits(key, attempt, i).multiply(factor).divideAndRemainder(BLOCKS);
      if (parts[1].compareTo(BLOCKS.mod(factor)) >= 0) {
        return parts[0].intValue();
      }
    }
  }

  private interface Element {
    double of(long[] key, int i, Parameters parameters);
  }

  private interface Line {
    double[] of(long[] key, Parameters parameters);
  }

  private static Reference draw(Element element) {
    return lines(
        p -> Shape.of(p.integers("shape")),
        (key, p) -> {
          double[] line = new double[Shape.of(p.integers("shape")).size()];
          Arrays.setAll(line, i -> element.of(key, i, p));
          return line;
        });
  }

  private interface ShapeOf {
    Shape of(Parameters parameters);
  }

  private static Reference lines(ShapeOf shapeOf, Line line) {
    return Reference.of(
        (x, p) -> {
          Shape one = shapeOf.of(p);
          int[] keys = Arrays.copyOf(x[0].shape().dims(), x[0].rank() - 1);
          int[] dims = Arrays.copyOf(keys, keys.length + one.rank());
          System.arraycopy(one.dims(), 0, dims, keys.length, one.rank());
          List<Double> all = new ArrayList<>();
          NumberArray.forEachIndex(
              Shape.of(keys),
              index -> {
                for (double value : line.of(key(x[0], index), p)) {
                  all.add(value);
                }
              });
          return NumberArray.of(
              Shape.of(dims), all.stream().mapToDouble(Double::doubleValue).toArray());
        });
  }

  private static long[] key(NumberArray words, int[] index) {
    int[] at = Arrays.copyOf(index, index.length + 1);
    long first = (long) words.at(at);
    at[index.length] = 1;
    return new long[] {first, (long) words.at(at)};
  }

  static Reference uniform() {
    return draw((key, i, p) -> fraction(key, i, p.flag("single") ? 24 : 53, 0));
  }

  static Reference uniformBetween(double low, double high) {
    return draw((key, i, p) -> low + (high - low) * fraction(key, i, 53, 0));
  }

  static Reference normal() {
    return draw((key, i, p) -> Series.normalQuantile(fraction(key, i, 52, 0.5)));
  }

  static Reference bernoulli(double probability) {
    return draw((key, i, p) -> fraction(key, i, 53, 0) < probability ? 1 : 0);
  }

  static Reference integers(int low, int high) {
    return draw((key, i, p) -> low + below(high - low, key, i));
  }

  /** Each number is put at the end, and changes places with one up to there. */
  static Reference permutation() {
    return lines(
        p -> Shape.of(p.integer("n")),
        (key, p) -> {
          List<Integer> order = new ArrayList<>();
          for (int i = 0; i < p.integer("n"); i++) {
            order.add(i);
            Collections.swap(order, i, below(i + 1, key, i));
          }
          return order.stream().mapToDouble(Integer::intValue).toArray();
        });
  }

  private interface NewKey {
    long[] of(long[] key, int[] index);
  }

  private static NumberArray keys(NumberArray words, NewKey made) {
    return NumberArray.of(
        words.shape(),
        index -> {
          int[] at = Arrays.copyOf(index, index.length - 1);
          return made.of(key(words, at), at)[index[at.length]];
        });
  }

  static Reference split() {
    return Reference.ofAll(
        (x, p) -> {
          NumberArray[] all = new NumberArray[p.integer("count")];
          for (int i = 0; i < all.length; i++) {
            long[] counter = {0x8000_0000L, i};
            all[i] = keys(x[0], (key, index) -> threefry(key, counter));
          }
          return all;
        });
  }

  static Reference fold() {
    return Reference.of((x, p) -> keys(x[0], (key, index) -> folded(key, p.integer("data"))));
  }

  static Reference foldNumber() {
    return Reference.of((x, p) -> keys(x[0], (key, index) -> folded(key, x[1].at(index))));
  }

  /** Of a whole number, which stands in two words, as what is left modulo 2⁶⁴. */
  private static long[] folded(long[] key, double number) {
    double upper = Math.floor(number / WORD);
    long[] words = {Math.floorMod((long) upper, WORD), (long) (number - upper * WORD)};
    return threefry(threefry(key, new long[] {0x8000_0001L, 0}), words);
  }
}
