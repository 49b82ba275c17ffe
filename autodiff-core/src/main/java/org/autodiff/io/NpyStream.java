package org.autodiff.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.TensorType;
import org.autodiff.ValueException;

/** The bytes of one tensor in npy form, read from and written to streams in small pieces. */
final class NpyStream {
  /** Says that nobody knows how many bytes there are. */
  static final long UNKNOWN_LENGTH = -1;

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  /** What version 1.0 allows; a header of a plain tensor is far shorter. */
  private static final int MAX_HEADER = 0xFFFF;

  private static final int PIECE = 1 << 16;

  private final InputStream in;
  private final String source;
  private long consumed;

  private NpyStream(InputStream in, String source) {
    this.in = in;
    this.source = source;
  }

  /**
   * {@return the tensor at this place of a stream}
   *
   * <p>Where the length is not known, memory is taken only for data that has arrived.
   *
   * @param in the stream; the position is then behind the tensor
   * @param source what it is, for messages
   * @param length how many bytes there are, or {@link #UNKNOWN_LENGTH}
   * @throws ValueException if it is no npy data, or not exactly as long as it is said to be
   * @throws IOException if reading fails
   */
  static DenseTensor read(InputStream in, String source, long length) throws IOException {
    NpyStream stream = new NpyStream(in, source);
    NpyHeader header = stream.header();
    long end = stream.consumed + header.dataBytes();
    if (length != UNKNOWN_LENGTH && length < end) {
      throw stream.truncated(header, length - stream.consumed);
    }
    if (length != UNKNOWN_LENGTH && length > end) {
      throw trailing(source);
    }
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
    TensorType type = header.type().withShape(stored);
    int size = shape.size();
    int start = Math.min(size, Math.max(known, PIECE / type.dtype().bytes()));
    DenseTensor tensor;
    if (type.dtype() == DType.FLOAT64) {
      double[] out = new double[start];
      for (int done = 0; done < size; ) {
        ByteBuffer piece = piece(header, done);
        int count = piece.remaining() / Double.BYTES;
        if (done + count > out.length) {
          out = Arrays.copyOf(out, (int) Math.min(size, out.length * 2L));
        }
        piece.asDoubleBuffer().get(out, done, count);
        done += count;
      }
      tensor = DenseTensor.wrap(type, out);
    } else {
      float[] out = new float[start];
      for (int done = 0; done < size; ) {
        ByteBuffer piece = piece(header, done);
        int count = piece.remaining() / Float.BYTES;
        if (done + count > out.length) {
          out = Arrays.copyOf(out, (int) Math.min(size, out.length * 2L));
        }
        piece.asFloatBuffer().get(out, done, count);
        done += count;
      }
      tensor = DenseTensor.wrap(type, out);
    }
    return header.columnMajor()
        ? tensor.view(shape, 0, reversed(stored.rowMajorStrides()))
        : tensor;
  }

  /** The next bytes, when some elements have been read: whole elements, a piece at most. */
  private ByteBuffer piece(NpyHeader header, int done) throws IOException {
    int bytes = header.type().dtype().bytes();
    int count = Math.min(header.type().shape().size() - done, PIECE / bytes);
    byte[] piece = in.readNBytes(count * bytes);
    if (piece.length < count * bytes) {
      throw truncated(header, (long) done * bytes + piece.length);
    }
    return ByteBuffer.wrap(piece).order(header.byteOrder());
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
    int bytes = x.dtype().bytes();
    int size = x.shape().size();
    byte[] array = new byte[Math.min(PIECE / bytes, size) * bytes];
    ByteBuffer piece = ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN);
    Positions positions = new Positions(x);
    for (int i = 0; i < size; i++) {
      if (!piece.hasRemaining()) {
        out.write(array);
        piece.clear();
      }
      int position = positions.next();
      if (x.dtype() == DType.FLOAT64) {
        piece.putDouble(x.doubles()[position]);
      } else {
        piece.putFloat(x.floats()[position]);
      }
    }
    out.write(array, 0, piece.position());
  }

  /** Where the elements of a strided tensor stand in its array, in row-major order. */
  private static final class Positions {
    private final int[] dims;
    private final int[] strides;
    private final int[] index;
    private int position;

    Positions(DenseTensor x) {
      this.dims = x.shape().dims();
      this.strides = x.strides();
      this.index = new int[dims.length];
      this.position = x.offset();
    }

    int next() {
      int current = position;
      for (int axis = dims.length - 1; axis >= 0; axis--) {
        position += strides[axis];
        if (++index[axis] < dims[axis]) {
          break;
        }
        position -= strides[axis] * dims[axis];
        index[axis] = 0;
      }
      return current;
    }
  }
}
