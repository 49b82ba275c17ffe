package org.autodiff.check;

/**
 * What a {@link GradientCheck} found.
 *
 * @param compared how many numbers were compared
 * @param worst the entry with the largest error
 */
public record GradientReport(int compared, GradientError worst) {
  /** {@return whether every derivative agrees with finite differences} */
  public boolean passed() {
    return worst.error() <= 1;
  }
}
