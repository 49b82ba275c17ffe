package org.autodiff.nn;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.autodiff.DType;
import org.autodiff.Shape;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.autodiff.ValueException;

/**
 * Reads arrays of bytes in the IDX format, in which MNIST is distributed, plain or compressed by
 * gzip.
 *
 * <p>Files are not trusted: a header that claims too much is refused before memory is taken, and a
 * compressed file is unpacked as far as its header says and no further.
 */
public final class Idx {
  private static final int UNSIGNED_BYTE = 8;
  private static final int MAX_RANK = 8;
  private static final int PIECE = 1 << 16;

  private Idx() {}

  /**
   * {@return the array of a file, as float32 from 0 to 255}
   *
   * @param path the file
   * @throws IOException if it cannot be read
   * @throws ValueException if it is not a whole IDX file of unsigned bytes, or its elements would
   *     take more than a quarter of the Java machine's memory
   */
  public static Tensor read(Path path) throws IOException {
    return read(path, Runtime.getRuntime().maxMemory() / 4);
  }

  /**
   * {@return the array of a file, as float32 from 0 to 255}
   *
   * @param path the file
   * @param maxBytes how many bytes of memory its elements may take, four for each
   * @throws IOException if it cannot be read
   * @throws ValueException if it is not a whole IDX file of unsigned bytes, or larger than the
   *     limit
   */
  public static Tensor read(Path path, long maxBytes) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
      in.mark(2);
      boolean compressed = in.read() == 0x1f && in.read() == 0x8b;
      in.reset();
      return read(
          compressed ? new BufferedInputStream(new GZIPInputStream(in)) : in, "" + path, maxBytes);
    } catch (ZipException | EOFException e) {
      throw invalid(
          "" + path, "its compressed data must be whole", "the problem: " + e.getMessage());
    }
  }

  private static Tensor read(InputStream in, String name, long maxBytes) throws IOException {
    byte[] magic = in.readNBytes(4);
    if (magic.length < 4 || magic[0] != 0 || magic[1] != 0) {
      throw invalid(name, "it must begin with two zero bytes", "another beginning");
    }
    if (magic[2] != UNSIGNED_BYTE) {
      throw invalid(name, "its elements must be unsigned bytes (type 8)", "type " + magic[2]);
    }
    int rank = magic[3];
    if (rank < 1 || rank > MAX_RANK) {
      throw invalid(name, "it must have from 1 to " + MAX_RANK + " axes", rank + " axes");
    }
    int[] dims = new int[rank];
    long size = 1;
    for (int i = 0; i < rank; i++) {
      byte[] word = in.readNBytes(4);
      if (word.length < 4) {
        throw invalid(name, "it must have an extent for each axis", "the end of the file");
      }
      dims[i] =
          (word[0] & 255) << 24 | (word[1] & 255) << 16 | (word[2] & 255) << 8 | (word[3] & 255);
      size = dims[i] < 0 ? -1 : Math.multiplyExact(size, dims[i]);
      if (size < 0 || size > Integer.MAX_VALUE - 8) {
        throw invalid(name, "its elements must fit an array", "an extent " + dims[i]);
      }
    }
    if (size * Float.BYTES > maxBytes) {
      throw new ValueException(
          "idx: "
              + name
              + ": its elements must take at most "
              + maxBytes
              + " bytes of memory, got "
              + size * Float.BYTES
              + " by its header, shape "
              + Shape.of(dims)
              + "; if you trust the file, call read with a larger maxBytes (and -Xmx)");
    }
    float[] elements = elements(in, (int) size, name);
    return TensorArrays.wrap(new TensorType(Shape.of(dims), DType.FLOAT32), elements);
  }

  /** The elements; memory is taken only for those that have arrived. */
  private static float[] elements(InputStream in, int size, String name) throws IOException {
    float[] elements = new float[Math.min(size, PIECE)];
    int done = 0;
    while (done < size) {
      byte[] piece = in.readNBytes(Math.min(size - done, PIECE));
      if (piece.length == 0) {
        throw invalid(name, "it must have " + size + " elements, as its header says", "" + done);
      }
      if (done + piece.length > elements.length) {
        elements = Arrays.copyOf(elements, (int) Math.min(size, elements.length * 2L));
      }
      for (byte element : piece) {
        elements[done++] = element & 255;
      }
    }
    if (in.read() >= 0) {
      throw invalid(name, "it must have " + size + " elements, as its header says", "more");
    }
    return elements;
  }

  private static ValueException invalid(String name, String requirement, String got) {
    return new ValueException(
        "idx: " + name + ": " + requirement + ", got " + got + "; download the file again");
  }
}
