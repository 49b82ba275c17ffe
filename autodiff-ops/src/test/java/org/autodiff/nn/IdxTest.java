package org.autodiff.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.autodiff.DType;
import org.autodiff.RandomKey;
import org.autodiff.Tensor;
import org.autodiff.ValueException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    Path path = file(java.util.Arrays.copyOf(WHOLE, length));
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
    Path longer = file(java.util.Arrays.copyOf(WHOLE, 19));
    assertThatThrownBy(() -> Idx.read(longer)).hasMessageContaining("more");
  }

  @Test
  void batchesHoldEachExampleOnceInAnOrderOfTheKey() {
    Tensor x = Tensor.arange(10).reshape(10, 1);
    List<Batches.Batch> batches = Batches.shuffled(x, Tensor.arange(10), 4, RandomKey.of(1));
    assertThat(batches).hasSize(3);
    List<Double> seen = new java.util.ArrayList<>();
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
