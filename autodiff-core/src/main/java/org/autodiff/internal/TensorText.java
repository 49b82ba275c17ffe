package org.autodiff.internal;

import org.autodiff.DType;
import org.autodiff.DenseTensor;

/**
 * The text of a tensor, as NumPy prints one: nested brackets, aligned columns, lines of at most 75
 * characters. Above 1000 elements only three at each edge of an axis are shown. A FLOAT32 tensor
 * ends in {@code , dtype=float32}, an empty one shows its shape, a scalar is a bare number.
 */
public final class TensorText {
  private static final int THRESHOLD = 1000;
  private static final int EDGE = 3;
  private static final int LINE_WIDTH = 75;

  /** Tensors of many axes would show too much even of their edges: then first elements only. */
  private static final int MAX_SHOWN = 10_000;

  private static final String DOTS = "...";

  private final DenseTensor x;

  /** How many elements of each axis are shown at its start, before dots, and after them. */
  private final int[] leading;

  private final int[] trailing;
  private final double[] shown;
  private final DecimalColumn column;
  private final StringBuilder text = new StringBuilder();
  private int next;

  private TensorText(DenseTensor x) {
    this.x = x;
    int rank = x.rank();
    this.leading = new int[rank];
    this.trailing = new int[rank];
    boolean summarised = x.size() > THRESHOLD;
    long count = 1;
    for (int axis = 0; axis < rank; axis++) {
      int extent = x.shape().dim(axis);
      boolean cut = summarised && extent > 2 * EDGE;
      leading[axis] = cut ? EDGE : extent;
      trailing[axis] = cut ? EDGE : 0;
      count = Math.min(Integer.MAX_VALUE, count * (leading[axis] + trailing[axis]));
    }
    for (int axis = 0; axis < rank && count > MAX_SHOWN; axis++) {
      leading[axis] = 1;
      trailing[axis] = 0;
      count = shownCount();
    }
    this.shown = new double[(int) count];
    collect(0, 0);
    next = 0;
    this.column = new DecimalColumn(shown, x.dtype() == DType.FLOAT32);
  }

  /**
   * {@return the text of a tensor}
   *
   * @param x the tensor
   */
  public static String format(DenseTensor x) {
    boolean single = x.dtype() == DType.FLOAT32;
    String suffix = single ? ", dtype=float32" : "";
    if (x.rank() == 0) {
      return DecimalColumn.alone(x.flat(0), single) + suffix;
    }
    if (x.shape().isEmpty()) {
      return "[]" + (x.rank() == 1 ? "" : ", shape=" + x.shape()) + suffix;
    }
    TensorText layout = new TensorText(x);
    layout.append(0, " ", LINE_WIDTH);
    return layout.text.append(suffix).toString();
  }

  private long shownCount() {
    long count = 1;
    for (int axis = 0; axis < leading.length; axis++) {
      count = Math.min(Integer.MAX_VALUE, count * (leading[axis] + trailing[axis]));
    }
    return count;
  }

  /** Reads the elements to be shown in row-major order. */
  private void collect(int axis, int position) {
    if (axis == leading.length) {
      shown[next++] = x.flat(position);
      return;
    }
    int extent = x.shape().dim(axis);
    for (int i = 0; i < leading[axis]; i++) {
      collect(axis + 1, position * extent + i);
    }
    for (int i = extent - trailing[axis]; i < extent; i++) {
      collect(axis + 1, position * extent + i);
    }
  }

  private boolean isCut(int axis) {
    return leading[axis] + trailing[axis] < x.shape().dim(axis);
  }

  /** Appends one bracket; its lines after the first one start with the indent. */
  private void append(int axis, String indent, int width) {
    text.append('[');
    if (axis == leading.length - 1) {
      appendRow(axis, indent, width - 1);
    } else {
      String separator = "\n".repeat(leading.length - 1 - axis) + indent;
      for (int i = 0; i < leading[axis] + trailing[axis]; i++) {
        if (i > 0) {
          text.append(separator);
        }
        if (i == leading[axis]) {
          text.append(DOTS).append(separator);
        }
        append(axis + 1, indent + " ", width - 1);
      }
      if (isCut(axis) && trailing[axis] == 0) {
        text.append(separator).append(DOTS);
      }
    }
    text.append(']');
  }

  private void appendRow(int axis, String indent, int width) {
    int lineLength = indent.length();
    int count = leading[axis] + trailing[axis];
    int words = count + (isCut(axis) ? 1 : 0);
    for (int i = 0; i < words; i++) {
      boolean dots = isCut(axis) && i == leading[axis];
      String word = dots ? DOTS : column.format(shown[next++]);
      if (i > 0) {
        if (lineLength + 1 + word.length() > width) {
          stripSpaces();
          text.append('\n').append(indent);
          lineLength = indent.length();
        } else {
          text.append(' ');
          lineLength++;
        }
      }
      text.append(word);
      lineLength += word.length();
    }
  }

  private void stripSpaces() {
    int end = text.length();
    while (text.charAt(end - 1) == ' ') {
      end--;
    }
    text.setLength(end);
  }
}
