package org.autodiff.check;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The random numbers that the parts of a case are drawn from; every call starts the same numbers
 * anew.
 */
interface Source {
  /** {@return the source of shapes, axes and other parameters} */
  RandomGenerator structure();

  /**
   * {@return the source of elements}
   *
   * @param variant 0 for those of the case, others for other elements in the same shapes
   */
  RandomGenerator elements(int variant);

  /** {@return the source of tangents, cotangents and layouts} */
  RandomGenerator directions();

  /** {@return how to repeat the case, for messages} */
  String name();

  /** All from one seed. */
  record Seeded(long seed) implements Source {
    @Override
    public RandomGenerator structure() {
      return new SplittableRandom(seed);
    }

    @Override
    public RandomGenerator elements(int variant) {
      return new SplittableRandom(seed * 31 + 17L * variant + 1);
    }

    @Override
    public RandomGenerator directions() {
      return new SplittableRandom(seed ^ 0x5bf03635L);
    }

    @Override
    public String name() {
      return "seed " + seed;
    }
  }
}
