package org.autodiff.io;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.autodiff.DenseTensor;

/** Writes zip files of npy entries. */
final class NpzWriter {
  /** The first day that a zip file can express; NumPy writes it too. */
  private static final LocalDateTime DATE = LocalDateTime.of(1980, 1, 1, 0, 0);

  private NpzWriter() {}

  /**
   * Writes a zip file.
   *
   * @param out where to, left open
   * @param entries the tensors by the names of the entries
   * @param compressed whether to compress
   * @throws IOException if writing fails
   */
  static void write(OutputStream out, Map<String, DenseTensor> entries, boolean compressed)
      throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(new Unclosed(out))) {
      for (Map.Entry<String, DenseTensor> entry : entries.entrySet()) {
        ZipEntry zipEntry = new ZipEntry(entry.getKey());
        zipEntry.setTimeLocal(DATE);
        if (!compressed) {
          prepareStored(zipEntry, entry.getValue());
        }
        zip.putNextEntry(zipEntry);
        NpyStream.write(zip, entry.getValue());
        zip.closeEntry();
      }
    }
  }

  /** Without compression, size and checksum stand before the data. */
  private static void prepareStored(ZipEntry entry, DenseTensor x) throws IOException {
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(NpyStream.length(x.type()));
    CRC32 checksum = new CRC32();
    NpyStream.write(new CheckedOutputStream(OutputStream.nullOutputStream(), checksum), x);
    entry.setCrc(checksum.getValue());
  }

  /** Keeps a stream open that belongs to somebody else. */
  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
