package org.autodiff.operators.random;

import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.TensorType;
import org.autodiff.ValueException;

/** How a tensor holds 64 bits: on its last axis, the upper and the lower 32 as whole numbers. */
public final class KeyWords {
  private static final long LOWER = 0xFFFF_FFFFL;

  private KeyWords() {}

  static void require(TensorType type, String operator) {
    Shape shape = type.shape();
    if (shape.rank() == 0 || shape.dim(shape.rank() - 1) != 2) {
      throw new ShapeException(
          operator
              + ": the words of a key must be two numbers on the last axis, got "
              + type
              + "; make keys with RandomKey.of, split and fold");
    }
  }

  /** The type of the keys that are made of others. */
  static TensorType result(TensorType words, String operator) {
    require(words, operator);
    return words.dtype() == DType.FLOAT64 ? words : new TensorType(words.shape(), DType.FLOAT64);
  }

  /** The axes without the words: one key for each position. */
  static Shape keys(TensorType type) {
    return type.shape().remove(type.shape().rank() - 1);
  }

  /** Checks that all numbers are words of keys. */
  public static void requireWords(DenseTensor words, String operator) {
    for (int i = 0; i < words.size(); i++) {
      word(words, i, operator);
    }
  }

  /** The bits of a key, by its number among the keys in the tensor. */
  static long bits(DenseTensor words, int key, String operator) {
    return word(words, 2 * key, operator) << 32 | word(words, 2 * key + 1, operator);
  }

  /** Puts the bits of a key among others. */
  static void put(long bits, double[] words, int key) {
    words[2 * key] = bits >>> 32;
    words[2 * key + 1] = bits & LOWER;
  }

  private static long word(DenseTensor words, int position, String operator) {
    double word = words.flat(position);
    long bits = (long) word;
    if (bits != word || bits >>> 32 != 0) {
      throw notAWord(words, position, operator);
    }
    return bits;
  }

  private static ValueException notAWord(DenseTensor words, int position, String operator) {
    return new ValueException(
        operator
            + ": the words of a key must be whole numbers from 0 to 2^32 - 1, got "
            + words.flat(position)
            + " at flat position "
            + position
            + " of "
            + words.type()
            + "; make keys with RandomKey.of, split and fold");
  }
}
