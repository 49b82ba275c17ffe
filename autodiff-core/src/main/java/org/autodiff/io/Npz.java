package org.autodiff.io;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.autodiff.DenseTensor;
import org.autodiff.Tensor;
import org.autodiff.TraceException;
import org.autodiff.ValueException;

/**
 * Several tensors with names in a zip file, as {@code numpy.savez} and {@code
 * numpy.savez_compressed} write and {@code numpy.load} reads it: an entry {@code w.npy} for each
 * name {@code w}, in the form of {@link Npy}.
 *
 * <p>Names are keys of a map and nothing else: they never become names of files. A small file can
 * unpack to a huge amount of data, so the readers stop at a limit: by default a quarter of the
 * memory that the Java machine may take, as reading can take three times the size of a tensor for a
 * moment. Where a tensor is larger than its entry, as that of bytes is, its own size counts.
 *
 * <p>Equal maps give equal bytes: entries bear the date 1980-01-01.
 */
public final class Npz {
  private static final int MAX_NAME_BYTES = 0xFFFF;

  private Npz() {}

  /**
   * {@return the tensors in a file by name, in the file's order, unmodifiable}
   *
   * @param path the file
   * @throws ValueException if it is not a sound zip file of npy tensors that {@link Npy} reads, if
   *     a name is there twice, or if it unpacks to more than a quarter of the Java machine's memory
   * @throws IOException if the file cannot be read
   */
  public static Map<String, Tensor> read(Path path) throws IOException {
    return read(path, defaultLimit());
  }

  /**
   * {@return the tensors in a file by name, in the file's order, unmodifiable}
   *
   * @param path the file
   * @param maxBytes how many bytes its entries may have together, unpacked, and in memory as
   *     tensors
   * @throws ValueException if it is not a sound zip file of npy tensors that {@link Npy} reads, if
   *     a name is there twice, or if it unpacks to more than the limit
   * @throws IOException if the file cannot be read
   */
  public static Map<String, Tensor> read(Path path, long maxBytes) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
      return NpzReader.read(in, path.toString(), maxBytes);
    }
  }

  /**
   * {@return the tensors in a stream by name, in its order, unmodifiable}
   *
   * @param in the stream; it is read to its end and left open
   * @param maxBytes how many bytes its entries may have together, unpacked, and in memory as
   *     tensors
   * @throws ValueException if it is not a sound zip file of npy tensors that {@link Npy} reads, if
   *     a name is there twice, or if it unpacks to more than the limit
   * @throws IOException if the stream cannot be read
   */
  public static Map<String, Tensor> read(InputStream in, long maxBytes) throws IOException {
    return NpzReader.read(in, "the stream", maxBytes);
  }

  /**
   * {@return the tensors in a stream by name, in its order, unmodifiable}
   *
   * @param in the stream; it is read to its end and left open
   * @throws ValueException if it is not a sound zip file of npy tensors that {@link Npy} reads, if
   *     a name is there twice, or if it unpacks to more than a quarter of the Java machine's memory
   * @throws IOException if the stream cannot be read
   */
  public static Map<String, Tensor> read(InputStream in) throws IOException {
    return read(in, defaultLimit());
  }

  /**
   * Writes tensors to a file, which is created or replaced, without compression.
   *
   * @param path the file
   * @param tensors the tensors by name, written in the map's order
   * @throws TraceException if a tensor is inside a transform
   * @throws ValueException if a name has more than 65531 bytes or is no valid Unicode
   * @throws IOException if the file cannot be written
   */
  public static void write(Path path, Map<String, ? extends Tensor> tensors) throws IOException {
    write(path, tensors, false);
  }

  /**
   * Writes tensors to a file, which is created or replaced, with compression.
   *
   * @param path the file
   * @param tensors the tensors by name, written in the map's order
   * @throws TraceException if a tensor is inside a transform
   * @throws ValueException if a name has more than 65531 bytes or is no valid Unicode
   * @throws IOException if the file cannot be written
   */
  public static void writeCompressed(Path path, Map<String, ? extends Tensor> tensors)
      throws IOException {
    write(path, tensors, true);
  }

  /**
   * Writes tensors to a stream, without compression.
   *
   * @param out the stream, left open
   * @param tensors the tensors by name, written in the map's order
   * @throws TraceException if a tensor is inside a transform
   * @throws ValueException if a name has more than 65531 bytes or is no valid Unicode
   * @throws IOException if the stream cannot be written
   */
  public static void write(OutputStream out, Map<String, ? extends Tensor> tensors)
      throws IOException {
    NpzWriter.write(out, entries(tensors), false);
  }

  /**
   * Writes tensors to a stream, with compression.
   *
   * @param out the stream, left open
   * @param tensors the tensors by name, written in the map's order
   * @throws TraceException if a tensor is inside a transform
   * @throws ValueException if a name has more than 65531 bytes or is no valid Unicode
   * @throws IOException if the stream cannot be written
   */
  public static void writeCompressed(OutputStream out, Map<String, ? extends Tensor> tensors)
      throws IOException {
    NpzWriter.write(out, entries(tensors), true);
  }

  private static void write(Path path, Map<String, ? extends Tensor> tensors, boolean compressed)
      throws IOException {
    Map<String, DenseTensor> entries = entries(tensors); // before the file is touched
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path))) {
      NpzWriter.write(out, entries, compressed);
    }
  }

  /** What is to be written, by the names of the entries; everything that can be refused is here. */
  private static Map<String, DenseTensor> entries(Map<String, ? extends Tensor> tensors) {
    Map<String, DenseTensor> entries = new LinkedHashMap<>();
    for (Map.Entry<String, ? extends Tensor> entry : tensors.entrySet()) {
      EntryName.requireUnicode(entry.getKey(), "npz");
      String name = entry.getKey() + ".npy";
      int bytes = name.getBytes(StandardCharsets.UTF_8).length;
      if (bytes > MAX_NAME_BYTES) {
        throw new ValueException(
            "npz: a name must have at most "
                + (MAX_NAME_BYTES - 4)
                + " bytes, got "
                + (bytes - 4)
                + " in "
                + Quoted.text(name)
                + "; use a shorter one");
      }
      DenseTensor x = entry.getValue().dense();
      NpyHeader.encode(x.type());
      entries.put(name, x);
    }
    return entries;
  }

  private static long defaultLimit() {
    return Runtime.getRuntime().maxMemory() / 4;
  }
}
