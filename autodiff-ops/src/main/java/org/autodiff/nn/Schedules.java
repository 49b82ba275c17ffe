package org.autodiff.nn;

/** The schedules of {@link Schedule}, as values that compare and print. */
final class Schedules {
  private Schedules() {}

  /** The same always. */
  record Constant(double value) implements Schedule {
    @Override
    public double at(long step) {
      return value;
    }

    @Override
    public String toString() {
      return "" + value;
    }
  }

  /** Multiplied by a factor at equal distances. */
  record Steps(double value, double factor, long every) implements Schedule {
    @Override
    public double at(long step) {
      return value * Math.pow(factor, (double) Math.floorDiv(step, every));
    }

    @Override
    public String toString() {
      return "steps(" + value + ", times " + factor + " every " + every + ")";
    }
  }

  /** A linear warm-up, then half a wave of the cosine. */
  record Cosine(double value, long warmUp, long total) implements Schedule {
    @Override
    public double at(long step) {
      if (step < warmUp) {
        return value * (step + 1) / warmUp;
      }
      double share = Math.min(1, (double) (step - warmUp) / (total - warmUp));
      return value * 0.5 * (1 + Math.cos(Math.PI * share));
    }

    @Override
    public String toString() {
      return "cosine(" + value + ", warm-up " + warmUp + ", total " + total + ")";
    }
  }
}
