package org.autodiff.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.autodiff.Autodiff;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.Tensor;
import org.autodiff.TraceException;
import org.autodiff.ValueException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {
  @TempDir Path folder;

  private Path file(String header, int elements) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.wrap(new byte[8 + text.length + elements]);
    bytes.order(ByteOrder.LITTLE_ENDIAN).putLong(text.length).put(text);
    Path path = folder.resolve("x.safetensors");
    Files.write(path, bytes.array());
    return path;
  }

  @Test
  void tensorsComeBack() throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("a \"b\" \\ ä", Tensor.of(new double[] {1, -0.0, Double.NaN, 1e300}, 2, 2));
    tensors.put("layers[0].w", Tensor.of(new float[] {1.5f, 2}, 2, 1));
    tensors.put("empty", Tensor.zeros(0, 3));
    tensors.put("scalar", Tensor.scalar(7));
    Path path = folder.resolve("t.safetensors");
    Safetensors.write(path, tensors);
    Map<String, Tensor> read = Safetensors.read(path);
    assertThat(read.keySet()).containsExactlyElementsOf(tensors.keySet());
    read.forEach((name, tensor) -> assertThat(tensor).isEqualTo(tensors.get(name)));
  }

  /** Files of element_types.py, by the package safetensors of the format's authors. */
  @Test
  void whatTheFormatsAuthorsWriteIsRead() throws Exception {
    Map<String, Tensor> types = Safetensors.read(resource("types.safetensors"));
    assertThat(types).containsExactlyInAnyOrderEntriesOf(Resources.TYPES);
    assertThat(Safetensors.read(resource("bfloat16.safetensors")))
        .containsExactly(
            Map.entry("x", Tensor.of(new float[] {1.5f, -0x1p-133f, Float.POSITIVE_INFINITY}, 3)));
  }

  @Test
  void theBytesAreThoseThatTheFormatsAuthorsWrite() throws Exception {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("a", Resources.A);
    tensors.put("empty", Tensor.zeros(0, 3));
    tensors.put("scalar", Tensor.scalar(2.5));
    tensors.put("single", Resources.A32);
    Path path = folder.resolve("t.safetensors");
    Safetensors.write(path, tensors);
    assertThat(path).hasSameBinaryContentAs(resource("written.safetensors"));
    assertThat(Safetensors.read(resource("written.safetensors"))).isEqualTo(tensors);
  }

  private static Path resource(String name) throws Exception {
    return Path.of(Objects.requireNonNull(Resources.class.getResource(name)).toURI());
  }

  @Test
  void viewsAndAllBitsOfNaNsAreKept() throws IOException {
    DenseTensor x = Resources.A.dense();
    DenseTensor transposed = x.view(Shape.of(3, 2), 0, new int[] {1, 3});
    Tensor nans =
        Tensor.of(new float[] {Float.intBitsToFloat(0x7f800001), Float.intBitsToFloat(-7)}, 2);
    Path path = folder.resolve("t.safetensors");
    Safetensors.write(path, Map.of("x", transposed));
    assertThat(Safetensors.read(path)).containsEntry("x", transposed.copy());
    Safetensors.write(path, Map.of("x", nans));
    float[] read = Safetensors.read(path).get("x").toFloats();
    assertThat(Float.floatToRawIntBits(read[0])).isEqualTo(0x7f800001);
    assertThat(Float.floatToRawIntBits(read[1])).isEqualTo(-7);
  }

  @Test
  void elementsThatNoTensorHoldsExactlyAreNamed() throws IOException {
    Path path = file("{\"w\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]}}", 8);
    byte[] bytes = Files.readAllBytes(path);
    Arrays.fill(bytes, bytes.length - 8, bytes.length - 1, (byte) 255);
    Files.write(path, bytes);
    assertThatThrownBy(() -> Safetensors.read(path))
        .isInstanceOf(ValueException.class)
        .hasMessageStartingWith("safetensors: an integer must be exact as float64")
        .hasMessageContaining("got 72057594037927935 as element 0 in 'w' of " + path);
  }

  @Test
  void aNameThatCannotBeWrittenLeavesTheFileAlone() throws IOException {
    Path path = folder.resolve("t.safetensors");
    Safetensors.write(path, Map.of("\ud83d\ude00", Tensor.ones(1)));
    for (String name : new String[] {"\ud83d", "\ude00\ud83d", "a\ud83db"}) {
      assertThatThrownBy(() -> Safetensors.write(path, Map.of(name, Tensor.ones(1))))
          .isInstanceOf(ValueException.class)
          .hasMessageStartingWith(
              "safetensors: a name must be valid Unicode, got half a surrogate pair, \\u")
          .satisfies(e -> assertThat(e.getMessage()).matches("[ -~]*"));
    }
    assertThatThrownBy(() -> Safetensors.write(path, Map.of("__metadata__", Tensor.ones(1))))
        .isInstanceOf(ValueException.class);
    assertThatThrownBy(
            () ->
                Autodiff.grad(
                        (Tensor x) -> {
                          write(path, x);
                          return x.sum();
                        })
                    .apply(Tensor.ones(2)))
        .isInstanceOf(TraceException.class);
    assertThat(Safetensors.read(path)).containsOnlyKeys("\ud83d\ude00");
  }

  private static void write(Path path, Tensor x) {
    try {
      Safetensors.write(path, Map.of("x", x));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aFileWrittenByHandIsRead() throws IOException {
    Path path =
        file(
            "{\"__metadata__\":{\"format\":\"pt\"}, \"w\" : {\"shape\":[2],\"dtype\":\"F32\","
                + "\"data_offsets\":[0,8]}}  ",
            8);
    assertThat(Safetensors.read(path)).containsOnlyKeys("w");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'w':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}} | 8 | fill",
        "{'w':{'dtype':'F32','shape':[3],'data_offsets':[0,8]}} | 8 | fit shape",
        "{'w':{'dtype':'F32','shape':[2],'data_offsets':[8,0]}} | 8 | follow",
        "{'w':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | 8 | follow",
        "{'w':{'dtype':'F8_E4M3','shape':[8],'data_offsets':[0,8]}} | 8 | F16, BF16, integers or"
            + " BOOL",
        "{'w':{'dtype':'F32','shape':[-2],'data_offsets':[0,8]}} | 8 | whole number",
        "{'w':{'dtype':'F32','shape':[2],'data_offsets':[0]}} | 8 | two data_offsets",
        "{'w':{'dtype':'F32','shape':[2]}} | 8 | two data_offsets",
        "{'w':{'dtype':'F32','dtype':'F32','shape':[2],'data_offsets':[0,8]}} | 8 | once each",
        "{'w':{'dtype':'F32','shape':[2147483647,2147483647],'data_offsets':[0,8]}} | 8 | elements",
        "{'w':{'dtype':'F32','shape':[2],'data_offsets':[0,99999999999999999999]}} | 8 | whole",
        "{'w':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} x | 8 | end of the header",
        "{'w':{'dtype':'F32','shape':[2],'data_offsets':[0,8]} | 8 | ','",
        "{'w':{'dtype':'I16','shape':[2],'data_offsets':[0,8]}} | 8 | fit shape",
        "{'\\ud800':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} | 8 | valid Unicode",
        "' {}' | 0 | '{'",
        "[] | 0 | '{'"
      })
  void aBrokenHeaderIsRefused(String header, int elements, String fragment) throws IOException {
    Path path = file(header.replace('\'', '"'), elements);
    assertThatThrownBy(() -> Safetensors.read(path))
        .isInstanceOf(ValueException.class)
        .hasMessageStartingWith("safetensors: ")
        .hasMessageContaining(fragment.strip());
  }

  @Test
  void overlappingTensorsAndDuplicateNamesAreRefused() throws IOException {
    String one = "{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}";
    Path overlap = file("{\"a\":" + one + ",\"b\":" + one + "}", 8);
    assertThatThrownBy(() -> Safetensors.read(overlap)).hasMessageContaining("overlap");
    Path twice = file("{\"a\":" + one + ",\"a\":" + one + "}", 8);
    assertThatThrownBy(() -> Safetensors.read(twice)).hasMessageContaining("twice");
    Path huge = folder.resolve("huge.safetensors");
    Files.write(huge, new byte[] {-1, -1, -1, -1, -1, -1, -1, 127, 0});
    assertThatThrownBy(() -> Safetensors.read(huge)).hasMessageContaining("header must fit");
  }

  @Test
  void mutatedFilesRaiseNothingButTheDocumentedError() throws IOException {
    Path path = folder.resolve("t.safetensors");
    Safetensors.write(
        path, Map.of("weights", Tensor.ones(3, 2), "bias", Tensor.of(new float[] {1, 2}, 2)));
    assertThat(refused(Files.readAllBytes(path), 60)).isGreaterThan(5_000);
    byte[] types = Resources.bytes("types.safetensors");
    assertThat(refused(types, 0)).isGreaterThan(5_000);
  }

  /** How many of 10,000 changed files are refused; the others are read. */
  private static int refused(byte[] whole, int kept) throws IOException {
    Random random = new Random(1);
    int refused = 0;
    for (int i = 0; i < 10_000; i++) {
      byte[] bytes = whole.clone();
      for (int changes = random.nextInt(3); changes >= 0; changes--) {
        bytes[random.nextInt(bytes.length - kept)] = (byte) random.nextInt(256);
      }
      if (random.nextInt(10) == 0) {
        bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      }
      try {
        Safetensors.read(bytes, "the file");
      } catch (ValueException e) {
        refused++;
      }
    }
    return refused;
  }
}
