package org.autodiff.internal;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * One format for a set of numbers, so that they stand in aligned columns: NumPy's rules for {@code
 * print(array)}. Each number has the shortest digits that tell it from its neighbours of the same
 * element type, and at most 8 after the point. All are scientific when one is 1e8 or more or less
 * than 1e-4, or when the largest is more than 1000 times the smallest. Independent of the locale.
 */
final class DecimalColumn {
  private static final int PRECISION = 8;

  private final boolean single;
  private final boolean scientific;

  /** The digits before the point with the sign, those after it, and those of the exponent. */
  private int left;

  private int right;
  private int exponentDigits;

  /**
   * Chooses the format.
   *
   * @param values the numbers to be printed
   * @param single whether they are FLOAT32
   */
  DecimalColumn(double[] values, boolean single) {
    this.single = single;
    this.scientific = needsExponent(values, single);
    boolean allFinite = true;
    boolean negativeInfinity = false;
    for (double v : values) {
      if (Double.isFinite(v)) {
        measure(v);
      } else {
        allFinite = false;
        negativeInfinity |= v == Double.NEGATIVE_INFINITY;
      }
    }
    if (!allFinite) {
      // room for nan, inf or -inf in the columns of the digits and the point
      left = Math.max(left, (negativeInfinity ? 4 : 3) - width(0));
    }
  }

  private static boolean needsExponent(double[] values, boolean single) {
    double largest = 0;
    double smallest = Double.POSITIVE_INFINITY;
    for (double v : values) {
      double size = Math.abs(v);
      if (size != 0 && size < Double.POSITIVE_INFINITY) {
        largest = Math.max(largest, size);
        smallest = Math.min(smallest, size);
      }
    }
    if (largest == 0) {
      return false;
    }
    boolean tiny = single ? (float) smallest < 0.0001f : smallest < 0.0001;
    boolean spread =
        single ? (float) largest / (float) smallest > 1000f : largest / smallest > 1000;
    return largest >= 1e8 || tiny || spread;
  }

  private void measure(double v) {
    BigDecimal digits = scientific ? significant(v) : fractional(v);
    int sign = isNegative(v) ? 1 : 0;
    if (scientific) {
      left = Math.max(left, sign + 1);
      right = Math.max(right, digits.precision() - 1);
      String exponent = Integer.toString(Math.abs(exponent(digits)));
      exponentDigits = Math.max(exponentDigits, Math.max(2, exponent.length()));
    } else {
      left = Math.max(left, sign + Math.max(1, digits.precision() - digits.scale()));
      right = Math.max(right, digits.scale());
    }
  }

  private int width(int leftDigits) {
    return leftDigits + 1 + right + (exponentDigits > 0 ? 2 + exponentDigits : 0);
  }

  /**
   * {@return a number in this format, padded with spaces to the width of the column}
   *
   * @param v one of the numbers the format was chosen for
   */
  String format(double v) {
    int width = width(left);
    if (!Double.isFinite(v)) {
      return padLeft(nonFinite(v), width);
    }
    String sign = isNegative(v) ? "-" : "";
    if (!scientific) {
      String digits = fractional(v).toPlainString();
      int point = digits.indexOf('.');
      String whole = padLeft(sign + (point < 0 ? digits : digits.substring(0, point)), left);
      String text = whole + "." + (point < 0 ? "" : digits.substring(point + 1));
      return text + " ".repeat(width - text.length());
    }
    // Here NumPy fills the column with the number's exact digits, not with zeros.
    BigDecimal digits = exact(v).round(new MathContext(right + 1, RoundingMode.HALF_EVEN));
    return padLeft(sign + mantissa(digits, right), left + 1 + right)
        + exponentText(exponent(digits), exponentDigits);
  }

  /**
   * {@return a number by itself, with all the digits that tell it from its neighbours; scientific
   * below 1e-4 and from 1e16 (FLOAT64) or 1e8 (FLOAT32) on}
   *
   * @param v the number
   * @param single whether it is FLOAT32
   */
  static String alone(double v, boolean single) {
    if (!Double.isFinite(v)) {
      return nonFinite(v);
    }
    String sign = isNegative(v) ? "-" : "";
    double size = Math.abs(v);
    BigDecimal digits = shortest(size, single);
    if (size == 0 || (size >= 1e-4 && size < (single ? 1e8 : 1e16))) {
      String text = digits.toPlainString();
      return sign + text + (text.indexOf('.') < 0 ? ".0" : "");
    }
    int fraction = digits.precision() - 1;
    String mantissa = mantissa(digits, fraction);
    return sign
        + (fraction == 0 ? mantissa.substring(0, 1) : mantissa)
        + exponentText(exponent(digits), 2);
  }

  private static String nonFinite(double v) {
    return Double.isNaN(v) ? "nan" : v < 0 ? "-inf" : "inf";
  }

  private static boolean isNegative(double v) {
    return Double.doubleToRawLongBits(v) < 0;
  }

  private static BigDecimal exact(double v) {
    return new BigDecimal(Math.abs(v));
  }

  /** The shortest digits that identify the number, without zeros at the end. */
  private static BigDecimal shortest(double v, boolean single) {
    double size = Math.abs(v);
    BigDecimal digits =
        new BigDecimal(single ? Float.toString((float) size) : Double.toString(size))
            .stripTrailingZeros();
    if (digits.precision() == 2) {
      // Java gives two digits where one would do, for a few of the smallest numbers.
      BigDecimal one = digits.round(new MathContext(1, RoundingMode.HALF_EVEN));
      if ((single ? one.floatValue() : one.doubleValue()) == size) {
        return one;
      }
    }
    return digits;
  }

  /** At most {@link #PRECISION} digits after the point. */
  private BigDecimal fractional(double v) {
    BigDecimal digits = shortest(v, single);
    BigDecimal cut =
        digits.scale() <= PRECISION
            ? digits
            : exact(v).setScale(PRECISION, RoundingMode.HALF_EVEN).stripTrailingZeros();
    return cut.scale() < 0 ? cut.setScale(0) : cut;
  }

  /** At most {@link #PRECISION} digits after the first one. */
  private BigDecimal significant(double v) {
    BigDecimal digits = shortest(v, single);
    return digits.precision() <= PRECISION + 1
        ? digits
        : exact(v)
            .round(new MathContext(PRECISION + 1, RoundingMode.HALF_EVEN))
            .stripTrailingZeros();
  }

  private static int exponent(BigDecimal digits) {
    return digits.signum() == 0 ? 0 : digits.precision() - digits.scale() - 1;
  }

  private static String mantissa(BigDecimal digits, int fraction) {
    String text = digits.unscaledValue().toString();
    String padded = text + "0".repeat(Math.max(0, fraction + 1 - text.length()));
    return padded.charAt(0) + "." + padded.substring(1, fraction + 1);
  }

  private static String exponentText(int exponent, int minDigits) {
    String digits = Integer.toString(Math.abs(exponent));
    return (exponent < 0 ? "e-" : "e+")
        + "0".repeat(Math.max(0, minDigits - digits.length()))
        + digits;
  }

  private static String padLeft(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }
}
