package org.autodiff.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyTest {
  @TempDir Path directory;

  @Test
  void readsWhatNumPyWrites() throws IOException {
    assertThat(read("float64")).isEqualTo(Resources.A);
    assertThat(read("float64-version2")).isEqualTo(Resources.A);
    assertThat(read("float64-version3")).isEqualTo(Resources.A);
    assertThat(read("float64-big-endian")).isEqualTo(Resources.A);
    assertThat(read("float64-fortran")).isEqualTo(Resources.A);
    assertThat(read("float32")).isEqualTo(Resources.A32);
    assertThat(read("float32-big-endian-fortran")).isEqualTo(Resources.A32);
    assertThat(read("scalar")).isEqualTo(Tensor.scalar(2.5));
    assertThat(read("empty")).isEqualTo(Tensor.zeros(0, 3));
    assertThat(read("rank5")).isEqualTo(Tensor.of(Tensor.arange(12).toDoubles(), 1, 2, 1, 3, 2));
    assertThat(read("special"))
        .isEqualTo(
            Tensor.of(
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                -0.0,
                Double.MIN_VALUE,
                Double.MAX_VALUE));
  }

  @Test
  void writesTheBytesThatNumPyWrites() {
    assertThat(Resources.npy(Resources.A)).isEqualTo(Resources.bytes("float64.npy"));
    assertThat(Resources.npy(Resources.A32)).isEqualTo(Resources.bytes("float32.npy"));
    assertThat(Resources.npy(Tensor.scalar(2.5))).isEqualTo(Resources.bytes("scalar.npy"));
    assertThat(Resources.npy(Tensor.zeros(0, 3))).isEqualTo(Resources.bytes("empty.npy"));
    assertThat(Resources.npy(Tensor.of(Tensor.arange(12).toDoubles(), 1, 2, 1, 3, 2)))
        .isEqualTo(Resources.bytes("rank5.npy"));
  }

  @Test
  void filesGoThereAndBack() throws IOException {
    Path file = directory.resolve("x.npy");
    for (Tensor x :
        new Tensor[] {Resources.A, Resources.A32, Tensor.scalar(1), Tensor.zeros(2, 0)}) {
      Npy.write(file, x);

      assertThat(Npy.read(file)).isEqualTo(x);
      assertThat(Files.size(file) % 64).isEqualTo((long) x.size() * x.dtype().bytes() % 64);
    }
  }

  @Test
  void viewsAreWrittenInTheirOwnOrder() throws IOException {
    DenseTensor x = Resources.A.dense();
    DenseTensor transposed = x.view(Shape.of(3, 2), 0, new int[] {1, 3});
    DenseTensor reversed = x.view(Shape.of(2, 3), 5, new int[] {-3, -1});
    DenseTensor repeated = x.view(Shape.of(4, 3), 3, new int[] {0, 1});

    for (DenseTensor view : new DenseTensor[] {transposed, reversed, repeated}) {
      assertThat(Resources.npy(Resources.npy(view))).isEqualTo(view);
    }
  }

  @Test
  void manyPiecesAreReadAndWritten() throws IOException {
    for (DType dtype : DType.values()) {
      for (int n : new int[] {8191, 8192, 8193, 16384, 100_003}) {
        DenseTensor x = DenseTensor.zeros(new TensorType(Shape.of(n), dtype));
        for (int i = 0; i < n; i++) {
          if (dtype == DType.FLOAT64) {
            TensorArrays.doubles(x)[i] = i;
          } else {
            TensorArrays.floats(x)[i] = i;
          }
        }
        assertThat(Resources.npy(Resources.npy(x))).isEqualTo(x);
      }
    }
  }

  @Test
  void bitsOfNaNAreKept() throws IOException {
    double signalling = Double.longBitsToDouble(0x7FF0_0000_0000_0123L);

    Tensor x = Resources.npy(Resources.npy(Tensor.of(signalling)));

    assertThat(Double.doubleToRawLongBits(x.toDoubles()[0])).isEqualTo(0x7FF0_0000_0000_0123L);
  }

  @Test
  void severalTensorsFollowEachOtherInAStream() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Npy.write(out, Resources.A);
    Npy.write(out, Tensor.scalar(7));
    out.write(99);

    InputStream in = new ByteArrayInputStream(out.toByteArray());

    assertThat(Npy.read(in)).isEqualTo(Resources.A);
    assertThat(Npy.read(in)).isEqualTo(Tensor.scalar(7));
    assertThat(in.read()).isEqualTo(99);
  }

  @Test
  void aStreamThatGivesOneByteAtATimeIsRead() throws IOException {
    InputStream slow =
        new ByteArrayInputStream(Resources.bytes("float64.npy")) {
          @Override
          public synchronized int read(byte[] bytes, int offset, int length) {
            return super.read(bytes, offset, Math.min(1, length));
          }
        };

    assertThat(Npy.read(slow)).isEqualTo(Resources.A);
  }

  @Test
  void failuresOfReadingStayWhatTheyAre() {
    assertThatThrownBy(() -> Npy.read(directory.resolve("nothing.npy")))
        .isInstanceOf(NoSuchFileException.class);
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("unplugged");
          }
        };
    assertThatThrownBy(() -> Npy.read(broken))
        .isInstanceOf(IOException.class)
        .hasMessage("unplugged");
  }

  @Test
  void aRankThatNumPyCannotReadLeavesTheFileAlone() throws IOException {
    Path file = directory.resolve("x.npy");
    Npy.write(file, Resources.A);
    int[] dims = new int[65];
    Arrays.fill(dims, 1);

    assertThatThrownBy(() -> Npy.write(file, Tensor.ones(dims)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("got rank 65");
    assertThat(Npy.read(file)).isEqualTo(Resources.A);
  }

  private static Tensor read(String name) throws IOException {
    return Resources.npy(Resources.bytes(name + ".npy"));
  }
}
