package org.autodiff.examples;

import org.autodiff.RandomKey;
import picocli.CommandLine.Option;

/** Where a program's random numbers start: the option {@code --seed} of those that draw any. */
final class Seed {
  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "42",
      description = "Where the random numbers start (default: ${DEFAULT-VALUE}).")
  private long seed;

  /** The number itself. */
  long number() {
    return seed;
  }

  /** The key that all others of the program are made from. */
  RandomKey key() {
    return RandomKey.of(seed);
  }
}
