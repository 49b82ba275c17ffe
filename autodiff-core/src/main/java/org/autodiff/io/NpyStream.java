package org.autodiff.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.LongConsumer;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.TensorType;
import org.autodiff.ValueException;

/** The bytes of one tensor in npy form, read from and written to streams in small pieces. */
final class NpyStream {
  /** Says that the number of bytes is not known. */
  static final long UNKNOWN_LENGTH = -1;

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  /** What version 1.0 allows; a header of a plain tensor is far shorter. */
  private static final int MAX_HEADER = 0xFFFF;

  private final InputStream in;
  private final String source;
  private long consumed;

  private NpyStream(InputStream in, String source) {
    this.in = in;
    this.source = source;
  }

  /** The same for a tensor whose size is not limited. */
  static DenseTensor read(InputStream in, String source, long length) throws IOException {
    return read(in, source, length, more -> {});
  }

  /**
   * {@return the tensor at this place of a stream}
   *
   * <p>Where the length is not known, memory is taken only for data that has arrived.
   *
   * @param in the stream; the position is then behind the tensor
   * @param source what it is, for messages
   * @param length how many bytes there are, or {@link #UNKNOWN_LENGTH}
   * @param budget is told how many bytes the tensor has beyond those in the stream, before they are
   *     taken
   * @throws ValueException if it is no npy data, or not exactly as long as it is said to be
   * @throws IOException if reading fails
   */
  static DenseTensor read(InputStream in, String source, long length, LongConsumer budget)
      throws IOException {
    NpyStream stream = new NpyStream(in, source);
    NpyHeader header = stream.header();
    long end = stream.consumed + header.dataBytes();
    if (length != UNKNOWN_LENGTH && length < end) {
      throw stream.truncated(header, length - stream.consumed);
    }
    if (length != UNKNOWN_LENGTH && length > end) {
      throw trailing(source);
    }
    budget.accept(header.tensorBytes() - header.dataBytes());
    int known = length == UNKNOWN_LENGTH ? 0 : header.type().shape().size();
    return stream.elements(header, known);
  }

  /** The error for bytes behind the last element. */
  static ValueException trailing(String source) {
    return new ValueException(
        "npy: the data must end with the last element, got more bytes in "
            + source
            + "; if several tensors follow each other, read them from one InputStream");
  }

  private NpyHeader header() throws IOException {
    byte[] magic = bytes(MAGIC.length, "the magic string \\x93NUMPY");
    if (!Arrays.equals(magic, MAGIC)) {
      String start = Quoted.text(new String(magic, StandardCharsets.ISO_8859_1));
      throw new ValueException(
          "npy: the data must start with \\x93NUMPY, got \""
              + start
              + "\" in "
              + source
              + (start.startsWith("PK") ? "; it is a zip file, read it with Npz" : "; is it npy?"));
    }
    byte[] version = bytes(2, "the version");
    if (version[0] < 1 || version[0] > 3 || version[1] != 0) {
      throw new ValueException(
          "npy: the version must be 1.0, 2.0 or 3.0, got "
              + (version[0] & 0xFF)
              + "."
              + (version[1] & 0xFF)
              + " in "
              + source
              + "; write the file again with numpy.save");
    }
    byte[] lengthBytes = bytes(version[0] == 1 ? 2 : 4, "the length of the header");
    long length = 0;
    for (int i = lengthBytes.length - 1; i >= 0; i--) {
      length = length << 8 | lengthBytes[i] & 0xFF;
    }
    if (length > MAX_HEADER) {
      throw new ValueException(
          "npy: the header must have at most "
              + MAX_HEADER
              + " bytes, got "
              + length
              + " in "
              + source
              + "; write the file again with numpy.save");
    }
    byte[] text = bytes((int) length, "the header");
    return HeaderParser.parse(new String(text, StandardCharsets.ISO_8859_1), source);
  }

  private byte[] bytes(int count, String what) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new ValueException(
          "npy: the data must have "
              + count
              + " bytes for "
              + what
              + ", got "
              + bytes.length
              + " in "
              + source
              + "; it is cut off or no npy data");
    }
    consumed += count;
    return bytes;
  }

  private DenseTensor elements(NpyHeader header, int known) throws IOException {
    Shape shape = header.type().shape();
    // Column-major data is row-major data of the reversed shape, seen through reversed strides.
    Shape stored = header.columnMajor() ? reversed(shape) : shape;
    DenseTensor tensor =
        ElementStream.read(
            in,
            header.type().withShape(stored),
            header.stored(),
            header.byteOrder(),
            known,
            new FileSource("npy", source),
            got -> truncated(header, got));
    return header.columnMajor()
        ? tensor.view(shape, 0, reversed(stored.rowMajorStrides()))
        : tensor;
  }

  private ValueException truncated(NpyHeader header, long got) {
    return new ValueException(
        "npy: the data must have "
            + header.dataBytes()
            + " bytes for "
            + header.type()
            + ", got "
            + got
            + " in "
            + source
            + "; it is cut off, or the shape in the header is wrong");
  }

  private static Shape reversed(Shape shape) {
    return Shape.of(reversed(shape.dims()));
  }

  private static int[] reversed(int[] numbers) {
    int[] out = new int[numbers.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = numbers[out.length - 1 - i];
    }
    return out;
  }

  /**
   * {@return the number of bytes that {@link #write} writes}
   *
   * @param type shape and element type
   */
  static long length(TensorType type) {
    return NpyHeader.encode(type).length + (long) type.shape().size() * type.dtype().bytes();
  }

  /**
   * Writes a tensor, whatever its strides, without a copy of all of it.
   *
   * @param out where to
   * @param x the tensor
   * @throws IOException if writing fails
   */
  static void write(OutputStream out, DenseTensor x) throws IOException {
    out.write(NpyHeader.encode(x.type()));
    ElementStream.write(out, x);
  }
}
