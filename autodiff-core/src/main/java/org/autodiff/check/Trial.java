package org.autodiff.check;

import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.autodiff.DType;
import org.autodiff.Tensor;

/** One case of one law: a sample, a source of random numbers, and what was found. */
final class Trial {
  private final OperatorEntry entry;
  private final Source source;
  private final int number;
  private final DType dtype;
  private final boolean empty;
  private final RandomGenerator random;
  private final Sample sample;
  private double worst;

  /** How a law says that it does not hold. */
  static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Broken(String message) {
      super(message, null, false, false);
    }
  }

  Trial(OperatorEntry entry, Source source, int number, DType dtype, boolean empty) {
    this.entry = entry;
    this.source = source;
    this.number = number;
    this.dtype = dtype;
    this.empty = empty;
    this.random = source.directions();
    this.sample = drawn(0);
  }

  /** {@return the sample with the same shapes and parameters, and other elements} */
  Sample drawn(int variant) {
    Draw draw = new Draw(source.structure(), source.elements(variant), dtype, empty);
    return entry.samples().smooth(draw, number);
  }

  OperatorEntry entry() {
    return entry;
  }

  Sample sample() {
    return sample;
  }

  FunctionAtPoint point() {
    return FunctionAtPoint.of(entry, sample);
  }

  RandomGenerator random() {
    return random;
  }

  int number() {
    return number;
  }

  double worst() {
    return worst;
  }

  void require(boolean condition, Supplier<String> message) {
    if (!condition) {
      throw new Broken(message.get());
    }
  }

  /** Requires two numbers to be close. */
  void close(double actual, double expected, double tolerance, Supplier<String> what) {
    if (Double.compare(actual, expected) == 0 || actual == expected) {
      return;
    }
    double error = Math.abs(actual - expected);
    if (!(error <= tolerance)) {
      worst = Double.POSITIVE_INFINITY;
      throw new Broken(
          what.get()
              + ": got "
              + actual
              + " where "
              + expected
              + " was expected (tolerance "
              + tolerance
              + ")");
    }
    worst = Math.max(worst, error / tolerance);
  }

  /** Requires arrays to be close, with a tolerance for all elements. */
  void close(double[] actual, double[] expected, double tolerance, Supplier<String> what) {
    require(
        actual.length == expected.length,
        () -> what.get() + ": got " + actual.length + " elements for " + expected.length);
    for (int i = 0; i < actual.length; i++) {
      int at = i;
      close(actual[i], expected[i], tolerance, () -> what.get() + " at element " + at);
    }
  }

  /** Requires tensors to be close relative to the largest element, and of equal types. */
  void close(List<Tensor> actual, List<Tensor> expected, double rtol, Supplier<String> what) {
    sameTypes(actual, expected, what);
    double[] b = Elements.of(expected);
    double scale = 0;
    for (double x : b) {
      scale = Double.isFinite(x) ? Math.max(scale, Math.abs(x)) : scale;
    }
    close(Elements.of(actual), b, rtol * Math.max(scale, 1) + Double.MIN_NORMAL, what);
  }

  /** Requires tensors to have equal bits and types. */
  void equal(List<Tensor> actual, List<Tensor> expected, Supplier<String> what) {
    sameTypes(actual, expected, what);
    double[] a = Elements.of(actual);
    double[] b = Elements.of(expected);
    int at = Elements.firstDifference(a, b);
    require(
        at < 0,
        () ->
            what.get()
                + " at element "
                + at
                + ": got "
                + a[at]
                + " where "
                + b[at]
                + " was expected, bit for bit");
  }

  void sameTypes(List<Tensor> actual, List<Tensor> expected, Supplier<String> what) {
    require(
        actual.size() == expected.size(),
        () -> what.get() + ": got " + actual.size() + " tensors for " + expected.size());
    for (int i = 0; i < actual.size(); i++) {
      int at = i;
      require(
          actual.get(i).type().equals(expected.get(i).type()),
          () ->
              what.get()
                  + ": got type "
                  + actual.get(at).type()
                  + " where "
                  + expected.get(at).type()
                  + " was expected");
    }
  }

  /** {@return the case as messages print it} */
  String describe() {
    return "case "
        + number
        + ", "
        + source.name()
        + ", parameters "
        + sample.parameters()
        + ", operands "
        + Elements.describe(sample.operands());
  }
}
