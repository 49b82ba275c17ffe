package org.autodiff.io;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.autodiff.DenseTensor;
import org.autodiff.Tensor;
import org.autodiff.TraceException;
import org.autodiff.ValueException;

/**
 * One tensor in a file, as {@code numpy.save} writes and {@code numpy.load} reads it.
 *
 * <p>Read are the versions 1.0, 2.0 and 3.0 of the format, in either byte order, row-major or
 * column-major. Elements are kept exactly, as NumPy promotes them: float64, int32, int64, uint32
 * and uint64 are read as FLOAT64, and float32, float16, int8, int16, uint8, uint16 and bool as
 * FLOAT32. An integer of 64 bits that float64 does not hold is an error; other element types are
 * refused with a message that says how to convert them. Written is version 1.0, little-endian and
 * row-major. All bits of float64 and float32 are kept, those of NaNs too.
 */
public final class Npy {
  private Npy() {}

  /**
   * {@return the tensor in a file}
   *
   * @param path the file
   * @throws ValueException if it is not exactly one npy tensor of an element type that is read, or
   *     an integer is not exact as float64
   * @throws IOException if the file cannot be read
   */
  public static Tensor read(Path path) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
      if (Files.isRegularFile(path)) {
        return NpyStream.read(in, path.toString(), Files.size(path));
      }
      DenseTensor out = NpyStream.read(in, path.toString(), NpyStream.UNKNOWN_LENGTH);
      if (in.read() >= 0) {
        throw NpyStream.trailing(path.toString());
      }
      return out;
    }
  }

  /**
   * {@return the next tensor in a stream}
   *
   * @param in the stream; it is left open, at the first byte after the tensor, so several can be
   *     read one after the other
   * @throws ValueException if the next bytes are no npy tensor of an element type that is read, or
   *     an integer is not exact as float64
   * @throws IOException if the stream cannot be read
   */
  public static Tensor read(InputStream in) throws IOException {
    return NpyStream.read(in, "the stream", NpyStream.UNKNOWN_LENGTH);
  }

  /**
   * Writes a tensor to a file, which is created or replaced.
   *
   * @param path the file
   * @param x the tensor
   * @throws TraceException if the tensor is inside a transform
   * @throws IOException if the file cannot be written
   */
  public static void write(Path path, Tensor x) throws IOException {
    DenseTensor dense = x.dense(); // before the file is touched
    NpyHeader.encode(dense.type());
    try (OutputStream out = Files.newOutputStream(path)) {
      NpyStream.write(out, dense);
    }
  }

  /**
   * Writes a tensor to a stream.
   *
   * @param out the stream, left open
   * @param x the tensor
   * @throws TraceException if the tensor is inside a transform
   * @throws IOException if the stream cannot be written
   */
  public static void write(OutputStream out, Tensor x) throws IOException {
    NpyStream.write(out, x.dense());
  }
}
