package org.autodiff.examples;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;

/**
 * What one axis of a plot shows, and how its ticks read: limits that fit the data, whole numbers
 * where all data are whole, and decades where the axis is logarithmic.
 *
 * @param low where it begins; on a logarithmic axis of very many decades, as an exponent
 * @param high where it ends, likewise
 * @param scale how numbers become places
 */
record Axis(double low, double high, Scale scale) {
  private static final double MARGIN = 0.04; // of the range
  private static final double MOST_DECADES = 12; // beyond them nine minor ticks each are a grey
  private static final double FEWEST_DECADES = 0.7; // fewer have not two ticks to read
  private static final double LABELLED_DECADES =
      3; // with fewer the digits 2 and 5 are labelled too

  /** How numbers become places. */
  enum Scale {
    LINEAR,
    WHOLE,
    DECADES,
    /** Logarithmic over so many decades that only their exponents are shown. */
    EXPONENTS
  }

  /** The axis that fits some numbers. */
  static Axis fitting(List<double[]> numbers, boolean logarithmic) {
    double[] shown =
        numbers.stream()
            .flatMapToDouble(Arrays::stream)
            .filter(x -> Double.isFinite(x) && (!logarithmic || x > 0))
            .map(x -> logarithmic ? Math.log10(x) : x)
            .toArray();
    double low = Arrays.stream(shown).min().orElse(0);
    double high = Arrays.stream(shown).max().orElse(low);
    if (!logarithmic) {
      double margin = high > low ? MARGIN * (high - low) : Math.max(1, MARGIN * Math.abs(high));
      boolean whole = Arrays.stream(shown).allMatch(x -> x == Math.rint(x));
      return new Axis(low - margin, high + margin, whole ? Scale.WHOLE : Scale.LINEAR);
    }
    double margin = Math.max(MARGIN * (high - low), (FEWEST_DECADES - (high - low)) / 2);
    if (high - low > MOST_DECADES) {
      return new Axis(low - margin, high + margin, Scale.EXPONENTS);
    }
    return new Axis(Math.pow(10, low - margin), Math.pow(10, high + margin), Scale.DECADES);
  }

  /** A linear axis from one number to another, as they are. */
  static Axis between(double low, double high) {
    return new Axis(low, high, Scale.LINEAR);
  }

  /** Whether the ticks are those of decades. */
  boolean isOfDecades() {
    return scale == Scale.DECADES;
  }

  /** Whether there are so few decades that other ticks need labels, too. */
  boolean isShort() {
    return Math.log10(high / low) < LABELLED_DECADES;
  }

  /** Where a number is on the axis; NaN, which is a gap, if it is nowhere. */
  double place(double x) {
    double place =
        switch (scale) {
          case LINEAR, WHOLE -> x;
          case DECADES -> x > 0 ? x : Double.NaN;
          case EXPONENTS -> Math.log10(x);
        };
    return Double.isFinite(place) ? place : Double.NaN;
  }

  /** How far along the axis a number is: 0 at its beginning, 1 at its end. */
  double share(double x) {
    return isOfDecades()
        ? Math.log(x / low) / Math.log(high / low)
        : (place(x) - low) / (high - low);
  }

  /** What stands at a tick; nothing where the axis would be crowded. */
  String label(double tick) {
    return switch (scale) {
      case LINEAR -> Table.number(Math.rint(tick * 1e9) / 1e9);
      case WHOLE -> whole(tick);
      case EXPONENTS -> power(Math.round(tick));
      case DECADES -> decade(tick);
    };
  }

  /** XChart asks for the ends, too, and draws no tick at all where the two read the same. */
  private String whole(double tick) {
    boolean shown = Math.abs(tick - Math.rint(tick)) < 1e-6 || tick == low || tick == high;
    return shown ? Table.number(Math.rint(tick * 1e6) / 1e6) : "";
  }

  private String decade(double tick) {
    long exponent = (long) Math.floor(Math.log10(tick) + 1e-9);
    long digit = Math.round(tick / Math.pow(10, (double) exponent));
    boolean labelled = digit == 1 || isShort() && (digit == 2 || digit == 5);
    if (!labelled) {
      return "";
    }
    if (low < 1e-4 || high > 1e5) {
      return digit == 1 ? power(exponent) : digit + "·" + power(exponent);
    }
    return Table.number(new BigDecimal(tick).round(new MathContext(2)).doubleValue());
  }

  private static String power(long exponent) {
    StringBuilder text = new StringBuilder("10");
    for (char digit : Long.toString(exponent).toCharArray()) {
      text.append(digit == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(digit - '0'));
    }
    return text.toString();
  }
}
