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

  /**
   * What element_types.py wrote: by NumPy's name, row-major [2, 3], FLOAT32 or FLOAT64 by the rule
   * of {@link Npy}.
   */
  static final Map<String, Tensor> TYPES =
      Map.ofEntries(
          Map.entry("i1", single(-128, -1, 0, 1, 2, 127)),
          Map.entry("i2", single(-32768, -1, 0, 1, 258, 32767)),
          Map.entry("i4", twice(-2147483648.0, -1, 0, 1, 16909060, 2147483647)),
          Map.entry("i8", twice(-0x1p63, -1, 0x1p53, -0x1p53, 0x1p60 + 256, 283686952306183L)),
          Map.entry("u1", single(0, 1, 2, 127, 128, 255)),
          Map.entry("u2", single(0, 1, 258, 32767, 32768, 65535)),
          Map.entry("u4", twice(0, 1, 16909060, 2147483647, 2147483648.0, 4294967295.0)),
          Map.entry("u8", twice(0, 1, 0x1p53, 0x1p63, 0x1p64 - 2048, 283686952306183L)),
          Map.entry("b1", single(0, 1, 1, 0, 0, 1)),
          Map.entry("f2", single(0, -0f, 1.5f, 65504, -0x1p-24f, Float.POSITIVE_INFINITY)),
          Map.entry("f4", single(0, -0f, 1.5f, Float.MAX_VALUE, -0x1p-149f, Float.NaN)),
          Map.entry("f8", twice(0, -0.0, 1.1, Double.MAX_VALUE, -0x1p-1074, Double.NaN)));

  private Resources() {}

  private static Tensor single(float... elements) {
    return Tensor.of(elements, 2, 3);
  }

  private static Tensor twice(double... elements) {
    return Tensor.of(elements, 2, 3);
  }

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
