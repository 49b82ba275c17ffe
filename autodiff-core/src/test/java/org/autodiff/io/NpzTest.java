package org.autodiff.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.autodiff.Tensor;
import org.autodiff.ValueException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzTest {
  @TempDir Path directory;

  @Test
  void readsWhatNumPyWrites() throws IOException {
    assertThat(Resources.npz(Resources.bytes("stored.npz"))).isEqualTo(Resources.ARCHIVE);
    assertThat(Resources.npz(Resources.bytes("deflated.npz"))).isEqualTo(Resources.ARCHIVE);
    assertThat(Resources.npz(Resources.bytes("none.npz"))).isEmpty();
  }

  @Test
  void allElementTypesOfNumPyAreReadExactlyInBothByteOrdersAndLayouts() throws IOException {
    Map<String, Tensor> read = Resources.npz(Resources.bytes("types.npz"));
    assertThat(read).hasSize(3 * Resources.TYPES.size());
    Resources.TYPES.forEach(
        (name, tensor) -> {
          assertThat(read.get(name)).as(name).isEqualTo(tensor);
          assertThat(read.get(name + "-big")).as(name).isEqualTo(tensor);
          assertThat(read.get(name + "-fortran")).as(name).isEqualTo(tensor);
        });
  }

  @Test
  void anArchiveMayHaveAComment() throws IOException {
    byte[] commented = Resources.bytes("comment.npz");
    assertThat(Resources.npz(commented)).isEqualTo(Resources.ARCHIVE);
    byte[] plain = Resources.bytes("stored.npz");
    for (int length : new int[] {1, 21, 22, 23, 511, 512, 513, 65_534, 65_535}) {
      byte[] bytes = Arrays.copyOf(plain, plain.length + length);
      bytes[plain.length - 2] = (byte) length;
      bytes[plain.length - 1] = (byte) (length >> 8);
      assertThat(Resources.npz(bytes)).as("%d bytes", length).isEqualTo(Resources.ARCHIVE);
      // in reads of a byte too
      InputStream slow =
          new ByteArrayInputStream(bytes) {
            @Override
            public int read(byte[] to, int offset, int most) {
              return super.read(to, offset, Math.min(most, 7));
            }
          };
      assertThat(Npz.read(slow, 1 << 20)).isEqualTo(Resources.ARCHIVE);
      for (byte[] wrong :
          new byte[][] {
            Arrays.copyOf(bytes, bytes.length - 1), Arrays.copyOf(bytes, bytes.length + 1)
          }) {
        assertThatThrownBy(() -> Resources.npz(wrong))
            .isInstanceOf(ValueException.class)
            .hasMessageContaining("no record at the end of 2 entries");
      }
    }
  }

  @Test
  void theSizeAsATensorCountsWhereItIsLarger() throws IOException {
    byte[] npy = Arrays.copyOf(headerOfBytes(4000), 128 + 4000);
    byte[] bytes = zip("a.npy", npy);
    assertThat(Npz.read(new ByteArrayInputStream(bytes), 128 + 16_000)).hasSize(1);
    assertThatThrownBy(() -> Npz.read(new ByteArrayInputStream(bytes), 128 + 16_000 - 1))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("at most 16127 bytes");
  }

  @Test
  void theDefaultLimitIsAQuarterOfTheMemory() throws IOException {
    byte[] bytes = zip("a.npy", headerOfBytes(2_000_000_000));
    Path path = directory.resolve("claims.npz");
    Files.write(path, bytes);
    String limit = "at most " + Runtime.getRuntime().maxMemory() / 4 + " bytes unpacked";
    assertThatThrownBy(() -> Npz.read(path)).hasMessageContaining(limit);
    assertThatThrownBy(() -> Resources.npz(bytes)).hasMessageContaining(limit);
  }

  /** The 128 bytes before the elements of an array of bytes. */
  private static byte[] headerOfBytes(int count) {
    String text = "{'descr': '|u1', 'fortran_order': False, 'shape': (" + count + ",), }";
    byte[] out = new byte[128];
    Arrays.fill(out, (byte) ' ');
    System.arraycopy(
        new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0}, 0, out, 0, 10);
    System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, out, 10, text.length());
    out[127] = '\n';
    return out;
  }

  @Test
  void namesThatAreNoUnicodeAreRefused() throws IOException {
    Path path = directory.resolve("kept.npz");
    Npz.write(path, Map.of("a", Resources.A));
    assertThatThrownBy(() -> Npz.write(path, Map.of("x\udfff", Resources.A)))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            "npz: a name must be valid Unicode, got half a surrogate pair, \\udfff, at character 1"
                + " of 'x?'; rename the tensor");
    assertThat(Npz.read(path)).containsOnlyKeys("a");
  }

  @Test
  void filesGoThereAndBackInOrder() throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (String name : new String[] {"w", "layer/1", "../../up", "/etc/x", "", "Größe", "a.npy"}) {
      tensors.put(name, Tensor.scalar(tensors.size()));
    }
    tensors.put("matrix", Resources.A);
    tensors.put("floats", Resources.A32);
    tensors.put("empty", Tensor.zeros(0, 2));
    Path stored = directory.resolve("stored.npz");
    Path deflated = directory.resolve("deflated.npz");

    Npz.write(stored, tensors);
    Npz.writeCompressed(deflated, tensors);

    assertThat(Npz.read(stored)).containsExactlyEntriesOf(tensors);
    assertThat(Npz.read(deflated)).containsExactlyEntriesOf(tensors);
    assertThat(Files.size(deflated)).isLessThan(Files.size(stored));
    try (var files = Files.list(directory)) {
      assertThat(files).containsExactlyInAnyOrder(stored, deflated);
    }
  }

  @Test
  void noTensorsAreAFileToo() throws IOException {
    assertThat(Resources.npz(stored(Map.of()))).isEmpty();
    assertThat(stored(Map.of())).isEqualTo(Resources.bytes("none.npz"));
  }

  @Test
  void equalTensorsGiveEqualBytes() throws IOException {
    assertThat(stored(Map.of("a", Resources.A))).isEqualTo(stored(Map.of("a", Resources.A)));
  }

  @Test
  void theResultCannotBeChanged() throws IOException {
    Map<String, Tensor> read = Resources.npz(Resources.bytes("stored.npz"));

    assertThatThrownBy(() -> read.put("x", Resources.A))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void streamsStayOpen() throws IOException {
    boolean[] closed = new boolean[2];
    try (InputStream in =
            new ByteArrayInputStream(Resources.bytes("deflated.npz")) {
              @Override
              public void close() {
                closed[0] = true;
              }
            };
        ByteArrayOutputStream out =
            new ByteArrayOutputStream() {
              @Override
              public void close() {
                closed[1] = true;
              }
            }) {
      Npz.writeCompressed(out, Npz.read(in));

      assertThat(closed).containsExactly(false, false);
      assertThat(Resources.npz(out.toByteArray())).isEqualTo(Resources.ARCHIVE);
    }
  }

  @Test
  void theLimitStopsWhatUnpacksToTooMuch() throws IOException {
    // Written from a broadcast scalar: 64 MB unpacked in 64 KB.
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Npz.writeCompressed(out, Map.of("zeros", Tensor.zeros(8_000_000)));
    byte[] bomb = out.toByteArray();
    assertThat(bomb).hasSizeLessThan(100_000);

    assertThatThrownBy(() -> Npz.read(new ByteArrayInputStream(bomb), 1_000_000))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("at most 1000000 bytes unpacked, got more in the stream")
        .hasMessageContaining("larger maxBytes");
    long exact = 64_000_000L + 128;
    assertThat(Npz.read(new ByteArrayInputStream(bomb), exact)).containsOnlyKeys("zeros");
    assertThatThrownBy(() -> Npz.read(new ByteArrayInputStream(bomb), exact - 1))
        .isInstanceOf(ValueException.class);
  }

  @Test
  void theLimitIsForAllEntriesTogether() throws IOException {
    byte[] two = stored(Map.of("a", Tensor.zeros(100), "b", Tensor.zeros(100)));

    assertThat(Npz.read(new ByteArrayInputStream(two), 2 * 928)).hasSize(2);
    assertThatThrownBy(() -> Npz.read(new ByteArrayInputStream(two), 2 * 928 - 1))
        .isInstanceOf(ValueException.class);
  }

  @Test
  void theLimitIsAQuarterOfTheMemoryWhereNoneIsGiven() throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-cp",
                System.getProperty("java.class.path"),
                NpzDefaultLimit.class.getName(),
                directory.resolve("zeros.npz").toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(child.waitFor()).as(output).isZero();
    assertThat(output.lines())
        .containsExactly("read [zeros]", "read [zeros]", "refused", "refused");
  }

  @Test
  void changedDataFailsItsChecksum() throws IOException {
    byte[] bytes = stored(Map.of("a", Resources.A));
    int element = indexOf(bytes, "NUMPY") + 130;
    bytes[element] ^= 1;

    assertThatThrownBy(() -> Resources.npz(bytes))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("invalid entry CRC");
  }

  @Test
  void aNameTwiceIsRefused() throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("aaaa", Resources.A);
    tensors.put("bbbb", Resources.A);
    byte[] bytes =
        new String(stored(tensors), StandardCharsets.ISO_8859_1)
            .replace("bbbb", "aaaa")
            .getBytes(StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> Resources.npz(bytes))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("no name may be there twice, got aaaa.npy twice in the stream");
  }

  @Test
  void entriesThatAreNoTensorsAreNamed() throws IOException {
    assertThatThrownBy(() -> Resources.npz(zip("notes.txt", new byte[3])))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("must end in .npy, got notes.txt");
    assertThatThrownBy(() -> Resources.npz(zip("directory/", new byte[0])))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("got directory/");
    assertThatThrownBy(() -> Resources.npz(zip("x.npy", new byte[300])))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("must start with \\x93NUMPY")
        .hasMessageContaining("in entry x.npy of the stream");
    assertThatThrownBy(() -> Resources.npz(zip("c.npy", Resources.bytes("complex128.npy"))))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("got descr '<c16' in entry c.npy of the stream");
    assertThatThrownBy(() -> Resources.npz(zip("i.npy", Resources.bytes("inexact-i8.npy"))))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("as element 1 in entry i.npy of the stream");
    byte[] tensor = Resources.bytes("float64.npy");
    assertThatThrownBy(() -> Resources.npz(zip("t.npy", Arrays.copyOf(tensor, tensor.length + 1))))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("got more bytes in entry t.npy");
  }

  @Test
  void aFileCutOffAnywhereIsRefused() throws IOException {
    for (String name : new String[] {"stored.npz", "deflated.npz", "none.npz", "comment.npz"}) {
      byte[] whole = Resources.bytes(name);
      for (int length = 0; length < whole.length; length++) {
        byte[] cut = Arrays.copyOf(whole, length);
        assertThatThrownBy(() -> Resources.npz(cut))
            .as("%s cut at %d", name, length)
            .isInstanceOf(ValueException.class)
            .hasMessageContaining("in ")
            .hasMessageNotContaining("null");
      }
    }
    Path path = directory.resolve("cut.npz");
    Files.write(path, Arrays.copyOf(Resources.bytes("stored.npz"), 500));
    assertThatThrownBy(() -> Npz.read(path))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("in " + path);
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    assertThatThrownBy(() -> Resources.npz(Resources.bytes("float64.npy")))
        .isInstanceOf(ValueException.class)
        .hasMessageStartingWith("npz: the file must be a complete zip file, got ");
    assertThatThrownBy(() -> Resources.npz(new byte[1_000_000])).isInstanceOf(ValueException.class);
  }

  @Test
  void aNameTooLongLeavesTheFileAlone() throws IOException {
    Path path = directory.resolve("kept.npz");
    Npz.write(path, Map.of("a", Resources.A));

    assertThatThrownBy(() -> Npz.write(path, Map.of("ä".repeat(32_766), Resources.A)))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("at most 65531 bytes, got 65532");
    assertThat(Npz.read(path)).containsOnlyKeys("a");
  }

  private static byte[] stored(Map<String, Tensor> tensors) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Npz.write(out, tensors);
    return out.toByteArray();
  }

  private static byte[] zip(String name, byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
      zip.closeEntry();
    }
    return out.toByteArray();
  }

  private static int indexOf(byte[] bytes, String text) {
    return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
  }
}
