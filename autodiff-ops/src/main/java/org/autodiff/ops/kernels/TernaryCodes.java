package org.autodiff.ops.kernels;

/**
 * How ternary weights T [inputs, outputs] are packed, 2 bits each: a word holds {@link #INPUTS}
 * weights of one output, and the words of all outputs for the same inputs lie side by side, padded
 * to a multiple of {@link #ALIGNMENT}. The bits are 0 for 0, 1 for 1 and 2 for -1.
 *
 * <p>In a product the weights are never unpacked. For each pair of inputs a table has the 16 sums
 * that two weights can make; the four bits of a weight pair are the index into it. With vectors of
 * 16 lanes the table is a register, and 16 outputs look into it at once; with fewer lanes the
 * tables are of one input.
 */
public final class TernaryCodes {
  /** Weights in a word. */
  public static final int INPUTS = 16;

  /** Outputs come in multiples of this. */
  public static final int ALIGNMENT = 16;

  /** Entries of a table for a pair of inputs. */
  static final int PAIR = 16;

  private TernaryCodes() {}

  /**
   * {@return how many words there are for the same inputs}
   *
   * @param outputs columns of T
   */
  public static int stride(int outputs) {
    return (outputs + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  /**
   * {@return how many words there are for one output}
   *
   * @param inputs rows of T
   */
  public static int words(int inputs) {
    return (inputs + INPUTS - 1) / INPUTS;
  }

  /**
   * {@return a word with one weight more}
   *
   * @param word the word
   * @param input the input; where it stands is its remainder by {@link #INPUTS}
   * @param weight -1, 0 or 1; the word has 0 there
   */
  public static int with(int word, int input, int weight) {
    int code = weight == 0 ? 0 : weight > 0 ? 1 : 2;
    return word | code << 2 * (input % INPUTS);
  }

  /**
   * {@return a weight of a word}
   *
   * @param word the word
   * @param input the input
   */
  public static int weight(int word, int input) {
    int code = word >>> 2 * (input % INPUTS) & 3;
    return code == 0 ? 0 : code == 1 ? 1 : -1;
  }
}
