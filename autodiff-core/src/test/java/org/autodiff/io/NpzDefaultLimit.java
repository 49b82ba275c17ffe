package org.autodiff.io;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.autodiff.Tensor;
import org.autodiff.ValueException;

/** Run with a small heap: reads an archive just inside the limit by default, and one outside. */
final class NpzDefaultLimit {
  private static final int HEADER = 128;

  private NpzDefaultLimit() {}

  public static void main(String[] args) throws IOException {
    long limit = Runtime.getRuntime().maxMemory() / 4;
    int fits = (int) ((limit - HEADER) / Double.BYTES);
    Path file = Path.of(args[0]);
    for (int size : new int[] {fits, fits + 1}) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      Npz.writeCompressed(out, Map.of("zeros", Tensor.zeros(size)));
      Files.write(file, out.toByteArray());
      System.out.println(outcome(() -> Npz.read(file), limit));
      System.out.println(
          outcome(() -> Npz.read(new ByteArrayInputStream(out.toByteArray())), limit));
    }
  }

  private interface Reading {
    Map<String, Tensor> read() throws IOException;
  }

  private static String outcome(Reading reading, long limit) throws IOException {
    try {
      return "read " + reading.read().keySet();
    } catch (ValueException e) {
      return String.valueOf(e.getMessage()).contains("at most " + limit + " bytes")
          ? "refused"
          : "another error: " + e.getMessage();
    }
  }
}
