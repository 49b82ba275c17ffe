package org.autodiff.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.autodiff.Tensor;
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
        "{'w':{'dtype':'I64','shape':[1],'data_offsets':[0,8]}} | 8 | F64 or F32",
        "{'w':{'dtype':'F32','shape':[-2],'data_offsets':[0,8]}} | 8 | whole number",
        "{'w':{'dtype':'F32','shape':[2],'data_offsets':[0]}} | 8 | two data_offsets",
        "{'w':{'dtype':'F32','shape':[2]}} | 8 | two data_offsets",
        "{'w':{'dtype':'F32','dtype':'F32','shape':[2],'data_offsets':[0,8]}} | 8 | once each",
        "{'w':{'dtype':'F32','shape':[2147483647,2147483647],'data_offsets':[0,8]}} | 8 | elements",
        "{'w':{'dtype':'F32','shape':[2],'data_offsets':[0,99999999999999999999]}} | 8 | whole",
        "{'w':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} x | 8 | end of the header",
        "{'w':{'dtype':'F32','shape':[2],'data_offsets':[0,8]} | 8 | ','",
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
    byte[] whole = Files.readAllBytes(path);
    Random random = new Random(1);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = whole.clone();
      for (int changes = random.nextInt(3); changes >= 0; changes--) {
        bytes[random.nextInt(bytes.length - 60)] = (byte) random.nextInt(256);
      }
      if (random.nextInt(10) == 0) {
        bytes = java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length));
      }
      Files.write(path, bytes);
      try {
        Safetensors.read(path);
      } catch (ValueException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(10_000);
  }
}
