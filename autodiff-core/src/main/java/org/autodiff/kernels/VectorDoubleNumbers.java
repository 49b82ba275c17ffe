package org.autodiff.kernels;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The four arithmetic kinds with one number in the place of an operand. A run is at least one
 * vector long, as in {@link VectorDoubleArithmetic}.
 */
final class VectorDoubleNumbers {
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;

  private VectorDoubleNumbers() {}

  /** {@code a + c} */
  static void add(double[] a, int ao, double c, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector number = DoubleVector.broadcast(DOUBLES, c);
    DoubleVector tail = DoubleVector.fromArray(DOUBLES, a, ao + last).add(number);
    for (int i = 0; i < last; i += DOUBLES.length()) {
      DoubleVector.fromArray(DOUBLES, a, ao + i).add(number).intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  /** {@code a * c} */
  static void mul(double[] a, int ao, double c, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector number = DoubleVector.broadcast(DOUBLES, c);
    DoubleVector tail = DoubleVector.fromArray(DOUBLES, a, ao + last).mul(number);
    for (int i = 0; i < last; i += DOUBLES.length()) {
      DoubleVector.fromArray(DOUBLES, a, ao + i).mul(number).intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  /** {@code a / c} */
  static void divideBy(double[] a, int ao, double c, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector number = DoubleVector.broadcast(DOUBLES, c);
    DoubleVector tail = DoubleVector.fromArray(DOUBLES, a, ao + last).div(number);
    for (int i = 0; i < last; i += DOUBLES.length()) {
      DoubleVector.fromArray(DOUBLES, a, ao + i).div(number).intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  /** {@code c - a} */
  static void subtractFrom(double[] a, int ao, double c, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector number = DoubleVector.broadcast(DOUBLES, c);
    DoubleVector tail = number.sub(DoubleVector.fromArray(DOUBLES, a, ao + last));
    for (int i = 0; i < last; i += DOUBLES.length()) {
      number.sub(DoubleVector.fromArray(DOUBLES, a, ao + i)).intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  /** {@code c / a} */
  static void divide(double[] a, int ao, double c, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector number = DoubleVector.broadcast(DOUBLES, c);
    DoubleVector tail = number.div(DoubleVector.fromArray(DOUBLES, a, ao + last));
    for (int i = 0; i < last; i += DOUBLES.length()) {
      number.div(DoubleVector.fromArray(DOUBLES, a, ao + i)).intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  /**
   * Computes a kind with a number as second operand.
   *
   * @return whether there is a loop for the kind
   */
  static boolean second(BinaryKind kind, double[] a, int ao, double c, double[] y, int yo, int n) {
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
  static boolean first(BinaryKind kind, double c, double[] b, int bo, double[] y, int yo, int n) {
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
