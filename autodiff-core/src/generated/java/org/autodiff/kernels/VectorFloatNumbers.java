// Generated from VectorDoubleNumbers.java; do not edit. To write it again, in autodiff-core:
// java src/test/java/org/autodiff/generate/Sources.java
package org.autodiff.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The four arithmetic kinds with one number in the place of an operand. A run is at least one
 * vector long, as in {@link VectorFloatArithmetic}.
 */
final class VectorFloatNumbers {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

  private VectorFloatNumbers() {}

  /** {@code a + c} */
  static void add(float[] a, int ao, float c, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector number = FloatVector.broadcast(FLOATS, c);
    FloatVector tail = FloatVector.fromArray(FLOATS, a, ao + last).add(number);
    for (int i = 0; i < last; i += FLOATS.length()) {
      FloatVector.fromArray(FLOATS, a, ao + i).add(number).intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  /** {@code a * c} */
  static void mul(float[] a, int ao, float c, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector number = FloatVector.broadcast(FLOATS, c);
    FloatVector tail = FloatVector.fromArray(FLOATS, a, ao + last).mul(number);
    for (int i = 0; i < last; i += FLOATS.length()) {
      FloatVector.fromArray(FLOATS, a, ao + i).mul(number).intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  /** {@code a / c} */
  static void divideBy(float[] a, int ao, float c, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector number = FloatVector.broadcast(FLOATS, c);
    FloatVector tail = FloatVector.fromArray(FLOATS, a, ao + last).div(number);
    for (int i = 0; i < last; i += FLOATS.length()) {
      FloatVector.fromArray(FLOATS, a, ao + i).div(number).intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  /** {@code c - a} */
  static void subtractFrom(float[] a, int ao, float c, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector number = FloatVector.broadcast(FLOATS, c);
    FloatVector tail = number.sub(FloatVector.fromArray(FLOATS, a, ao + last));
    for (int i = 0; i < last; i += FLOATS.length()) {
      number.sub(FloatVector.fromArray(FLOATS, a, ao + i)).intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  /** {@code c / a} */
  static void divide(float[] a, int ao, float c, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector number = FloatVector.broadcast(FLOATS, c);
    FloatVector tail = number.div(FloatVector.fromArray(FLOATS, a, ao + last));
    for (int i = 0; i < last; i += FLOATS.length()) {
      number.div(FloatVector.fromArray(FLOATS, a, ao + i)).intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  /**
   * Computes a kind with a number as second operand.
   *
   * @return whether there is a loop for the kind
   */
  static boolean second(BinaryKind kind, float[] a, int ao, float c, float[] y, int yo, int n) {
    switch (kind) {
      case ADD -> add(a, ao, c, y, yo, n);
      case SUB -> add(a, ao, -c, y, yo, n); // the same bits
      case MUL -> mul(a, ao, c, y, yo, n);
      case DIV -> divideBy(a, ao, c, y, yo, n);
      default -> {
        return false;
      }
    }
    return true;
  }

  /**
   * Computes a kind with a number as first operand.
   *
   * @return whether there is a loop for the kind
   */
  static boolean first(BinaryKind kind, float c, float[] b, int bo, float[] y, int yo, int n) {
    switch (kind) {
      case ADD -> add(b, bo, c, y, yo, n);
      case SUB -> subtractFrom(b, bo, c, y, yo, n);
      case MUL -> mul(b, bo, c, y, yo, n);
      case DIV -> divide(b, bo, c, y, yo, n);
      default -> {
        return false;
      }
    }
    return true;
  }
}
