package org.autodiff.io;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.TensorType;
import org.autodiff.ValueException;

/**
 * What stands before the elements in an npy file: a Python dictionary with the keys {@code descr},
 * {@code fortran_order} and {@code shape}, as described in NumPy's documentation of {@code
 * numpy.lib.format}.
 *
 * @param type shape and element type of the tensor
 * @param stored the element type in the file
 * @param byteOrder the order of the bytes of an element
 * @param columnMajor whether the first axis varies fastest ("Fortran order")
 */
record NpyHeader(TensorType type, StoredType stored, ByteOrder byteOrder, boolean columnMajor) {
  /** NumPy's own limit. */
  private static final int MAX_RANK = 64;

  /** The elements start at a multiple of this. */
  private static final int ALIGNMENT = 64;

  /** The magic string, the version 1.0, and two bytes for the length of the dictionary. */
  private static final int PREFIX = 10;

  /** {@return the number of bytes that the elements take in the file} */
  long dataBytes() {
    return (long) type.shape().size() * stored.bytes();
  }

  /** {@return the number of bytes that the elements take in memory} */
  long tensorBytes() {
    return (long) type.shape().size() * type.dtype().bytes();
  }

  /**
   * {@return the start of a file of version 1.0 with elements in row-major order and little-endian,
   * as NumPy writes it}
   *
   * @param type shape and element type
   */
  static byte[] encode(TensorType type) {
    StringBuilder text = new StringBuilder("{'descr': '<f").append(type.dtype().bytes());
    text.append("', 'fortran_order': False, 'shape': (");
    int rank = type.shape().rank();
    if (rank > MAX_RANK) {
      throw new ShapeException(
          "npy: the rank must be at most 64 to be read by NumPy, got rank "
              + rank
              + "; reshape the tensor first");
    }
    for (int axis = 0; axis < rank; axis++) {
      text.append(axis == 0 ? "" : ", ").append(type.shape().dim(axis));
    }
    text.append(rank == 1 ? ",), }" : "), }");
    int unpadded = PREFIX + text.length() + 1;
    text.append(" ".repeat((ALIGNMENT - unpadded % ALIGNMENT) % ALIGNMENT)).append('\n');
    byte[] out = new byte[PREFIX + text.length()];
    byte[] magic = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    System.arraycopy(magic, 0, out, 0, magic.length);
    out[8] = (byte) text.length();
    out[9] = (byte) (text.length() >> 8);
    byte[] ascii = text.toString().getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(ascii, 0, out, PREFIX, ascii.length);
    return out;
  }

  /**
   * {@return the header with these entries}
   *
   * @param descr the element type as NumPy writes it
   * @param columnMajor whether the first axis varies fastest
   * @param extents the extents
   * @param source where they are from, for messages
   * @throws ValueException if the elements are neither real numbers nor bool, or too many
   */
  static NpyHeader of(String descr, boolean columnMajor, List<Long> extents, String source) {
    StoredType stored = descr.isEmpty() ? null : StoredType.ofNumpy(descr.substring(1));
    // Elements of one byte have no order: NumPy writes '|', others write '<'.
    if (stored == null || (stored.bytes() == 1 ? "|<>" : "<>").indexOf(descr.charAt(0)) < 0) {
      throw unsupported("'" + descr + "'", source);
    }
    ByteOrder order = descr.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    TensorType type = new TensorType(shape(extents, source), stored.dtype());
    return new NpyHeader(type, stored, order, columnMajor);
  }

  /** The error for a file of elements that no tensor can hold. */
  static ValueException unsupported(String descr, String source) {
    return new ValueException(
        "npy: the elements must be floats of 2, 4 or 8 bytes, integers or bool ('<f8', '>i4', '|b1'"
            + " and so on), got descr "
            + Quoted.text(descr)
            + " in "
            + source
            + "; convert in NumPy: "
            + (descr.startsWith("[")
                ? "numpy.save(file, a['field'].astype('<f8')) for each field"
                : descr.matches("'[<>=|]?c\\d+'")
                    ? "numpy.save(file, numpy.stack([a.real, a.imag]).astype('<f8'))"
                    : "numpy.save(file, a.astype('<f8'))"));
  }

  private static Shape shape(List<Long> extents, String source) {
    List<Integer> dims = new ArrayList<>();
    for (long extent : extents) {
      if (extent > Integer.MAX_VALUE || extents.size() > MAX_RANK) {
        throw tooLarge(extents, source);
      }
      dims.add((int) extent);
    }
    try {
      return Shape.of(dims.stream().mapToInt(Integer::intValue).toArray());
    } catch (ShapeException e) {
      throw tooLarge(extents, source);
    }
  }

  private static ValueException tooLarge(List<Long> extents, String source) {
    return new ValueException(
        "npy: a tensor has at most 64 axes and 2147483647 elements, got shape "
            + Quoted.text(extents.toString())
            + " in "
            + source
            + "; save it in parts, or correct the header");
  }
}
