package org.autodiff.io;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import org.autodiff.Tensor;

/**
 * Files written by NumPy 1.24 for {@code a = numpy.arange(6.).reshape(2, 3) - 1.5} and other
 * arrays, with {@code numpy.lib.format.write_array}, {@code numpy.savez} and {@code
 * numpy.savez_compressed}.
 */
final class Resources {
  static final Tensor A = Tensor.of(new double[] {-1.5, -0.5, 0.5, 1.5, 2.5, 3.5}, 2, 3);
  static final Tensor A32 = Tensor.of(new float[] {-1.5f, -0.5f, 0.5f, 1.5f, 2.5f, 3.5f}, 2, 3);
  static final Map<String, Tensor> ARCHIVE = Map.of("w", A, "b", Tensor.of(new float[] {1, 2}, 2));

  private Resources() {}

  static byte[] bytes(String name) {
    try (InputStream in = Resources.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static Tensor npy(byte[] bytes) throws IOException {
    return Npy.read(new ByteArrayInputStream(bytes));
  }

  static byte[] npy(Tensor x) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      Npy.write(out, x);
      return out.toByteArray();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static Map<String, Tensor> npz(byte[] bytes) throws IOException {
    return Npz.read(new ByteArrayInputStream(bytes));
  }
}
