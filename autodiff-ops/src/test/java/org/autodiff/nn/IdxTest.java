package org.autodiff.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.autodiff.DType;
import org.autodiff.RandomKey;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.ValueException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdxTest {
  private static final byte[] WHOLE = {0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 0, 1, 2, 127, -128, -1};
  @TempDir Path folder;

  private Path file(byte... bytes) throws Exception {
    Path path = folder.resolve("x");
    Files.write(path, bytes);
    return path;
  }

  @Test
  void aFileIsReadPlainAndCompressed() throws Exception {
    Tensor plain = Idx.read(file(WHOLE));
    assertThat(plain.to(DType.FLOAT64).toMatrix())
        .isDeepEqualTo(new double[][] {{0, 1, 2}, {127, 128, 255}});
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(WHOLE);
    }
    assertThat(Idx.read(file(bytes.toByteArray()))).isEqualTo(plain);
  }

  @ParameterizedTest
  @CsvSource({"17, elements", "9, extent", "3, zero bytes", "0, zero bytes"})
  void aTruncatedFileIsRefused(int length, String fragment) throws Exception {
    Path path = file(Arrays.copyOf(WHOLE, length));
    assertThatThrownBy(() -> Idx.read(path))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining(fragment);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, zero bytes",
    "2, 13, type 13",
    "3, 0, 0 axes",
    "3, 99, 99 axes",
    "4, 127, array"
  })
  void aBrokenHeaderIsRefused(int at, byte value, String fragment) throws Exception {
    byte[] bytes = WHOLE.clone();
    bytes[at] = value;
    Path path = file(bytes);
    assertThatThrownBy(() -> Idx.read(path))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining(fragment);
    Path longer = file(Arrays.copyOf(WHOLE, 19));
    assertThatThrownBy(() -> Idx.read(longer)).hasMessageContaining("more");
  }

  private static byte[] compressed(byte[] start, int zeros) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(start);
      byte[] piece = new byte[1 << 16];
      for (int left = zeros; left > 0; left -= piece.length) {
        out.write(piece, 0, Math.min(left, piece.length));
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void aHeaderThatClaimsTooMuchIsRefusedBeforeMemoryIsTaken() throws Exception {
    byte[] claim = {0, 0, 8, 1, 127, -1, -1, -16};
    for (byte[] bytes : new byte[][] {claim, compressed(claim, 1000)}) {
      Path path = file(bytes);
      assertThatThrownBy(() -> Idx.read(path))
          .isInstanceOf(ValueException.class)
          .hasMessageContaining(
              "must take at most " + Runtime.getRuntime().maxMemory() / 4 + " bytes of memory")
          .hasMessageContaining("got 8589934528 by its header, shape [2147483632]")
          .hasMessageContaining("larger maxBytes");
      // with a limit that allows it, what is missing is the error, not the memory
      assertThatThrownBy(() -> Idx.read(path, Long.MAX_VALUE))
          .isInstanceOf(ValueException.class)
          .hasMessageContaining("it must have 2147483632 elements");
    }
  }

  @Test
  void aSmallFileThatUnpacksToMuchIsReadAsFarAsTheLimit() throws Exception {
    int size = 10_000_000;
    byte[] header = {
      0, 0, 8, 1, (byte) (size >> 24), (byte) (size >> 16), (byte) (size >> 8), (byte) size
    };
    Path bomb = file(compressed(header, size));
    assertThat(Files.size(bomb)).isLessThan(20_000);
    assertThatThrownBy(() -> Idx.read(bomb, 4L * size - 1))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("got 40000000 by its header");
    assertThat(Idx.read(bomb, 4L * size).size()).isEqualTo(size);
    // more than the header says is not unpacked
    Path more = file(compressed(WHOLE, size));
    assertThatThrownBy(() -> Idx.read(more))
        .hasMessageContaining("6 elements")
        .hasMessageContaining("more");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void changedFilesAreReadOrRefused(boolean compressed) throws Exception {
    byte[] whole = compressed ? compressed(WHOLE, 0) : WHOLE;
    Random random = new Random(1);
    int refused = 0;
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = whole.clone();
      bytes[2 + random.nextInt(bytes.length - 2)] = (byte) random.nextInt(256);
      Path path =
          file(i % 4 == 0 ? Arrays.copyOf(bytes, 2 + random.nextInt(bytes.length - 2)) : bytes);
      try {
        Idx.read(path);
      } catch (ValueException e) {
        assertThat(e).hasMessageMatching("idx: .*, got .*; .*");
        refused++;
      }
    }
    assertThat(refused).isBetween(1000, 1999);
  }

  @Test
  void dataThatMakesNoBatchesIsRefused() {
    Tensor x = Tensor.arange(10).reshape(10, 1);
    RandomKey key = RandomKey.of(1);
    assertThatThrownBy(() -> Batches.shuffled(x, Tensor.arange(9), 4, key))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> Batches.shuffled(Tensor.scalar(1), Tensor.arange(1), 4, key))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("batches: ");
    assertThatThrownBy(() -> Batches.shuffled(x, Tensor.arange(10), 0, key))
        .isInstanceOf(ValueException.class);
    assertThat(Batches.shuffled(x, Tensor.arange(10), Integer.MAX_VALUE, key)).hasSize(1);
  }

  @Test
  void batchesHoldEachExampleOnceInAnOrderOfTheKey() {
    Tensor x = Tensor.arange(10).reshape(10, 1);
    List<Batches.Batch> batches = Batches.shuffled(x, Tensor.arange(10), 4, RandomKey.of(1));
    assertThat(batches).hasSize(3);
    List<Double> seen = new ArrayList<>();
    for (Batches.Batch batch : batches) {
      assertThat(batch.x().flatten()).isEqualTo(batch.labels());
      for (double label : batch.labels().toDoubles()) {
        seen.add(label);
      }
    }
    assertThat(seen)
        .doesNotHaveDuplicates()
        .hasSize(10)
        .isNotEqualTo(seen.stream().sorted().toList());
    assertThat(Batches.shuffled(x, Tensor.arange(10), 4, RandomKey.of(1)).get(0).x())
        .isEqualTo(batches.get(0).x());
  }
}
