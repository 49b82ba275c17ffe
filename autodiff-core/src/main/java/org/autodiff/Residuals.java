package org.autodiff;

/**
 * What a loop keeps for reverse mode. Each choice gives the same bits; they differ in memory and in
 * how often the body runs. For a loop of n steps:
 *
 * <table>
 * <caption>What is kept and what it costs</caption>
 * <tr><th>choice<th>kept until the backward pass<th>runs of the body
 * <tr><td>{@link #all()}<td>what every operation of every step needs<td>n
 * <tr><td>{@link #carries()}<td>n carries<td>2 n
 * <tr><td>{@link #snapshots(int)}<td>at most k carries<td>2 n and recomputation, see there
 * <tr><td>{@link #within(long)}<td>as many carries as fit into so many bytes<td>as snapshots
 * </table>
 *
 * <p>What a step needs for its own derivative is always kept for two steps at a time. Where two
 * tapes record the same loop (reverse mode over reverse mode), where a graph is recorded inside of
 * a tape, and where the condition of a {@code whileLoop} differs between the examples of a batch,
 * everything is kept, whatever was chosen.
 */
public sealed interface Residuals {
  /** {@return to keep what every operation needs: the fastest, and the default} */
  static Residuals all() {
    return All.ALL;
  }

  /**
   * {@return to keep the carry of each step, and run the body of a step again for its derivative}
   */
  static Residuals carries() {
    return Carries.CARRIES;
  }

  /**
   * To keep so many carries, of a loop of any length, which need not be known beforehand. Half of
   * them are spread evenly over the steps while the loop runs: where they are used up, every other
   * one is dropped. The rest serves to run forward again in the backward pass (Griewank's binomial
   * checkpointing within each gap). With k around the square root of n, the body runs about four
   * times as often as without; with fewer, the factor grows like a root of n.
   *
   * @param count k, the most carries that are kept at any time, 2 or more
   * @return that choice
   * @throws ValueException if count is less than 2
   */
  static Residuals snapshots(int count) {
    return new Snapshots(count);
  }

  /**
   * To keep as many carries as fit into a number of bytes, but at least two; otherwise as {@link
   * #snapshots}.
   *
   * @param bytes the memory for the elements of carries
   * @return that choice
   * @throws ValueException if bytes is less than 1
   */
  static Residuals within(long bytes) {
    return new Within(bytes);
  }

  /** Everything; see {@link Residuals#all()}. */
  record All() implements Residuals {
    private static final All ALL = new All();
  }

  /** Each step's carry; see {@link Residuals#carries()}. */
  record Carries() implements Residuals {
    private static final Carries CARRIES = new Carries();
  }

  /**
   * Some carries; see {@link Residuals#snapshots}.
   *
   * @param count how many
   */
  record Snapshots(int count) implements Residuals {
    /** Checks the count. */
    public Snapshots {
      if (count < 2) {
        throw new ValueException(
            "snapshots: at least 2 carries must be kept, the first one and one more, got "
                + count
                + "; give 2 or more, or use carries()");
      }
    }
  }

  /**
   * As many carries as fit; see {@link Residuals#within}.
   *
   * @param bytes the memory
   */
  record Within(long bytes) implements Residuals {
    /** Checks the bytes. */
    public Within {
      if (bytes < 1) {
        throw new ValueException(
            "within: the number of bytes must be positive, got " + bytes + "; give more memory");
      }
    }
  }
}
