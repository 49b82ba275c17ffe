package org.autodiff.nn;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.ValueException;

/** Reads arrays of bytes in the IDX format, in which MNIST comes, also compressed by gzip. */
public final class Idx {
  private static final int UNSIGNED_BYTE = 8;
  private static final int MAX_RANK = 8;

  private Idx() {}

  /**
   * {@return the array of a file, as float32 from 0 to 255}
   *
   * @param path the file
   * @throws IOException if it cannot be read
   * @throws ValueException if it is not a whole IDX file of unsigned bytes
   */
  public static Tensor read(Path path) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
      in.mark(2);
      boolean compressed = in.read() == 0x1f && in.read() == 0x8b;
      in.reset();
      return read(compressed ? new BufferedInputStream(new GZIPInputStream(in)) : in, "" + path);
    }
  }

  private static Tensor read(InputStream stream, String name) throws IOException {
    DataInputStream in = new DataInputStream(stream);
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
    // read before the array of numbers is made: a header alone must not take memory
    byte[] bytes = in.readNBytes((int) size);
    if (bytes.length < size || in.read() >= 0) {
      throw invalid(
          name,
          "it must have " + size + " elements, as its header says",
          bytes.length < size ? "" + bytes.length : "more");
    }
    float[] elements = new float[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      elements[i] = bytes[i] & 255;
    }
    return DenseTensor.wrap(new TensorType(Shape.of(dims), DType.FLOAT32), elements);
  }

  private static ValueException invalid(String name, String requirement, String got) {
    return new ValueException(
        "idx: " + name + ": " + requirement + ", got " + got + "; download the file again");
  }
}
