package org.autodiff.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.LongFunction;
import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.autodiff.ValueException;

/** The elements of tensors in files, one after the other, in small pieces. */
final class ElementStream {
  private static final int PIECE = 1 << 16;

  private final InputStream in;
  private final StoredType stored;
  private final ByteOrder order;
  private final int size;
  private final LongFunction<ValueException> truncated;

  private ElementStream(
      InputStream in,
      StoredType stored,
      ByteOrder order,
      int size,
      LongFunction<ValueException> truncated) {
    this.in = in;
    this.stored = stored;
    this.order = order;
    this.size = size;
    this.truncated = truncated;
  }

  /**
   * {@return the tensor of the next elements of a stream, row-major}
   *
   * @param in the stream
   * @param type the type of the tensor, of the element type that the stored one becomes
   * @param stored the type in the stream
   * @param order the order of the bytes of an element
   * @param known how many elements are known to be there: memory for more is taken only when they
   *     have arrived
   * @param file what the file is, for messages
   * @param truncated the error for a stream that ends after this number of bytes
   * @throws ValueException if the stream ends, or an element cannot be kept exactly
   * @throws IOException if reading fails
   */
  static DenseTensor read(
      InputStream in,
      TensorType type,
      StoredType stored,
      ByteOrder order,
      int known,
      FileSource file,
      LongFunction<ValueException> truncated)
      throws IOException {
    int size = type.shape().size();
    ElementStream stream = new ElementStream(in, stored, order, size, truncated);
    int start = Math.min(size, Math.max(known, PIECE / stored.bytes()));
    if (type.dtype() == DType.FLOAT64) {
      double[] out = new double[start];
      for (int done = 0; done < size; ) {
        ByteBuffer piece = stream.piece(done);
        int after = done + piece.remaining() / stored.bytes();
        if (after > out.length) {
          out = Arrays.copyOf(out, (int) Math.min(size, out.length * 2L));
        }
        stored.decode(piece, out, done, file);
        done = after;
      }
      return TensorArrays.wrap(type, out);
    }
    float[] out = new float[start];
    for (int done = 0; done < size; ) {
      ByteBuffer piece = stream.piece(done);
      int after = done + piece.remaining() / stored.bytes();
      if (after > out.length) {
        out = Arrays.copyOf(out, (int) Math.min(size, out.length * 2L));
      }
      stored.decode(piece, out, done, file);
      done = after;
    }
    return TensorArrays.wrap(type, out);
  }

  /** The next bytes after the elements that have been read: whole elements, and at most a piece. */
  private ByteBuffer piece(int done) throws IOException {
    int count = Math.min(size - done, PIECE / stored.bytes());
    byte[] piece = in.readNBytes(count * stored.bytes());
    if (piece.length < count * stored.bytes()) {
      throw truncated.apply((long) done * stored.bytes() + piece.length);
    }
    return ByteBuffer.wrap(piece).order(order);
  }

  /**
   * Writes the elements of a tensor, row-major and little-endian, whatever its strides, without a
   * copy of all of it.
   *
   * @param out where to
   * @param x the tensor
   * @throws IOException if writing fails
   */
  static void write(OutputStream out, DenseTensor x) throws IOException {
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
        piece.putDouble(TensorArrays.doubles(x)[position]);
      } else {
        piece.putFloat(TensorArrays.floats(x)[position]);
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
