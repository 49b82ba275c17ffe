package org.autodiff.io;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.autodiff.DenseTensor;
import org.autodiff.Tensor;
import org.autodiff.ValueException;
import org.jspecify.annotations.Nullable;

/**
 * Reads zip files of npy entries from their start to their end, as a stream. Checksums are
 * compared, and the number of entries with that in the record at the end, so that no entry is lost
 * silently.
 */
final class NpzReader {
  /** More than an entry of the directory at the end can have: three fields of up to 65535 bytes. */
  private static final int MAX_DIRECTORY_RECORD = 1 << 18;

  private final String source;
  private final long maxBytes;
  private long unpacked;

  private NpzReader(String source, long maxBytes) {
    this.source = source;
    this.maxBytes = maxBytes;
  }

  /**
   * {@return the tensors by name, in the file's order}
   *
   * @param in the stream, left open
   * @param source what it is, for messages
   * @param maxBytes how many bytes the entries may have together, unpacked
   * @throws ValueException if it is malformed or exceeds the limit
   * @throws IOException if reading fails
   */
  static Map<String, Tensor> read(InputStream in, String source, long maxBytes) throws IOException {
    NpzReader reader = new NpzReader(source, maxBytes);
    Tail tail = new Tail(in);
    try (ZipInputStream zip = new ZipInputStream(tail)) {
      return reader.entries(zip, tail);
    } catch (ZipException | EOFException e) {
      String problem = e.getMessage();
      throw reader.unsound(problem == null ? "unexpected end of the file" : problem);
    }
  }

  private Map<String, Tensor> entries(ZipInputStream zip, Tail tail) throws IOException {
    Map<String, Tensor> out = new LinkedHashMap<>();
    Limited limited = new Limited(zip);
    int count = 0;
    for (ZipEntry entry = next(zip); entry != null; entry = next(zip)) {
      count++;
      String name = entry.getName();
      if (!name.endsWith(".npy")) {
        throw new ValueException(
            "npz: the name of each entry must end in .npy, got "
                + Quoted.text(name)
                + " in "
                + source
                + "; write the file with numpy.savez");
      }
      String key = name.substring(0, name.length() - ".npy".length());
      String entrySource = "entry " + Quoted.text(name) + " of " + source;
      DenseTensor x =
          NpyStream.read(
              limited, entrySource, NpyStream.UNKNOWN_LENGTH, more -> limited.count(more));
      if (limited.read() >= 0) { // at the end the checksum is compared
        throw NpyStream.trailing(entrySource);
      }
      if (out.put(key, x) != null) {
        throw new ValueException(
            "npz: no name may be there twice, got "
                + Quoted.text(name)
                + " twice in "
                + source
                + "; write the file with numpy.savez");
      }
    }
    tail.drain((count + 1L) * MAX_DIRECTORY_RECORD);
    if (!tail.endsZip(count)) {
      throw unsound("no record at the end of " + count + " entries");
    }
    return Collections.unmodifiableMap(out);
  }

  private @Nullable ZipEntry next(ZipInputStream zip) throws IOException {
    try {
      return zip.getNextEntry();
    } catch (IllegalArgumentException e) { // a name that is not UTF-8
      throw unsound(String.valueOf(e.getMessage()));
    }
  }

  private ValueException unsound(String problem) {
    return new ValueException(
        "npz: the file must be a complete zip file, got the problem \""
            + Quoted.text(problem)
            + "\" in "
            + source
            + "; write it again with numpy.savez, to a file and not to a pipe");
  }

  /** Counts what all entries together unpack to. */
  private final class Limited extends FilterInputStream {
    Limited(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = in.read();
      count(b < 0 ? 0 : 1);
      return b;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int n = in.read(bytes, offset, length);
      count(n);
      return n;
    }

    /** Counts bytes that are unpacked, or that a tensor has beyond those of its entry. */
    private void count(long n) {
      unpacked += Math.max(0, n);
      if (unpacked > maxBytes) {
        throw new ValueException(
            "npz: the entries must have at most "
                + maxBytes
                + " bytes unpacked, got more in "
                + source
                + "; if you trust the file, call read with a larger maxBytes (and -Xmx)");
      }
    }
  }

  /** Remembers the last bytes of a stream that belongs to somebody else. */
  private static final class Tail extends FilterInputStream {
    /** The length of the record at the end of a zip file, without its comment. */
    private static final int END_RECORD = 22;

    private static final int MAX_COMMENT = 0xFFFF;

    private final byte[] ring = new byte[END_RECORD + MAX_COMMENT];
    private long total;

    Tail(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int n = in.read(bytes, offset, length);
      int kept = Math.min(n, ring.length);
      if (kept > 0) {
        total += n;
        int end = (int) (total % ring.length); // behind the last byte
        int straight = Math.min(kept, end);
        System.arraycopy(bytes, offset + n - straight, ring, end - straight, straight);
        int wrapped = kept - straight;
        System.arraycopy(bytes, offset + n - kept, ring, ring.length - wrapped, wrapped);
      }
      return n;
    }

    /** The byte at a distance from the end; 1 is the last. */
    private int fromEnd(int distance) {
      return ring[(int) ((total - distance) % ring.length)] & 0xFF;
    }

    private int shortFromEnd(int distance) {
      return fromEnd(distance) | fromEnd(distance - 1) << 8;
    }

    /** Reads to the end: the directory that follows the entries. */
    void drain(long most) throws IOException {
      byte[] piece = new byte[1 << 13];
      long left = most;
      for (int n = read(piece, 0, piece.length); n >= 0; n = read(piece, 0, piece.length)) {
        left -= n;
        if (left < 0) {
          throw new ZipException("no end within " + most + " bytes after the entries");
        }
      }
    }

    /**
     * Whether the last bytes are the record of a zip file's end with this number of entries, and
     * the comment whose length it gives, which is all that is behind it.
     */
    boolean endsZip(int count) {
      int most = (int) Math.min(total - END_RECORD, MAX_COMMENT);
      for (int comment = 0; comment <= most; comment++) {
        int start = END_RECORD + comment;
        if (shortFromEnd(start) == ('P' | 'K' << 8)
            && shortFromEnd(start - 2) == (5 | 6 << 8)
            && shortFromEnd(start - 20) == comment) {
          int entries = shortFromEnd(start - 10);
          return entries == count || entries == 0xFFFF && count > entries;
        }
      }
      return false;
    }

    @Override
    public void close() {
      // It is not ours to close.
    }
  }
}
