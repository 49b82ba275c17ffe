package org.autodiff.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.ValueException;

/**
 * Reads and writes safetensors files: eight bytes with the length of a header, a header in JSON
 * that gives type, shape and place of each tensor, and the elements, little-endian. Types F64 and
 * F32. A file that does not follow the format to the letter is an error; nothing is allocated
 * beyond the size of the file.
 */
public final class Safetensors {
  private static final int MAX_HEADER = 100_000_000;
  private static final String METADATA = "__metadata__";

  private Safetensors() {}

  /**
   * Writes tensors.
   *
   * @param path the file, made or overwritten
   * @param tensors by name
   * @throws IOException if it cannot be written
   * @throws ValueException if they do not fit one file
   */
  public static void write(Path path, Map<String, ? extends Tensor> tensors) throws IOException {
    StringBuilder header = new StringBuilder("{");
    long at = 0;
    for (Map.Entry<String, ? extends Tensor> entry : tensors.entrySet()) {
      if (entry.getKey().equals(METADATA)) {
        throw new ValueException(
            "safetensors: a tensor must not be named " + METADATA + ", got one; rename it");
      }
      TensorType type = entry.getValue().type();
      long end = at + (long) type.shape().size() * bytes(type.dtype());
      header.append(header.length() > 1 ? "," : "").append(SafetensorsHeader.quote(entry.getKey()));
      header
          .append(":{\"dtype\":\"")
          .append(type.dtype() == DType.FLOAT64 ? "F64" : "F32")
          .append("\",\"shape\":")
          .append(java.util.Arrays.toString(type.shape().dims()).replace(" ", ""))
          .append(",\"data_offsets\":[")
          .append(at)
          .append(',')
          .append(end)
          .append("]}");
      at = end;
    }
    header.append('}');
    // elements begin at a multiple of eight bytes
    byte[] text = header.toString().getBytes(StandardCharsets.UTF_8);
    byte[] padded = java.util.Arrays.copyOf(text, (text.length + 7) / 8 * 8);
    java.util.Arrays.fill(padded, text.length, padded.length, (byte) ' ');
    try (OutputStream out = Files.newOutputStream(path)) {
      byte[] length = new byte[8];
      littleEndian(length).putLong(padded.length);
      out.write(length);
      out.write(padded);
      for (Tensor tensor : tensors.values()) {
        out.write(elements(tensor.dense()));
      }
    }
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int bytes(DType dtype) {
    return dtype == DType.FLOAT64 ? 8 : 4;
  }

  private static byte[] elements(DenseTensor x) {
    long size = (long) x.size() * bytes(x.dtype());
    if (size > Integer.MAX_VALUE - 8) {
      throw new ValueException(
          "safetensors: a tensor must have less than 2 GiB, got " + x.type() + "; divide it");
    }
    byte[] bytes = new byte[(int) size];
    ByteBuffer buffer = littleEndian(bytes);
    for (int i = 0; i < x.size(); i++) {
      if (x.dtype() == DType.FLOAT64) {
        buffer.putDouble(x.flat(i));
      } else {
        buffer.putFloat((float) x.flat(i));
      }
    }
    return bytes;
  }

  /**
   * {@return the tensors of a file by name, in the order of the header}
   *
   * @param path the file
   * @throws IOException if it cannot be read
   * @throws ValueException if it is not a valid safetensors file of F64 and F32
   */
  public static Map<String, Tensor> read(Path path) throws IOException {
    long size = Files.size(path);
    if (size > Integer.MAX_VALUE - 8) {
      throw SafetensorsHeader.invalid("a file must have less than 2 GiB", size + " bytes");
    }
    ByteBuffer file = littleEndian(Files.readAllBytes(path));
    if (file.limit() < 8) {
      throw SafetensorsHeader.invalid(
          "a file must begin with the length of its header", file.limit() + " bytes");
    }
    long length = file.getLong(0);
    if (length < 2 || length > MAX_HEADER || length > file.limit() - 8) {
      throw SafetensorsHeader.invalid(
          "the header must fit the file of " + file.limit() + " bytes", length + " bytes");
    }
    int start = 8 + (int) length;
    Map<String, SafetensorsHeader.Place> places =
        SafetensorsHeader.parse(text(file.slice(8, (int) length)));
    requireWhole(places, file.limit() - start);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    places.forEach((name, place) -> tensors.put(name, tensor(file, start, place)));
    return tensors;
  }

  private static String text(ByteBuffer header) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(header).toString();
    } catch (CharacterCodingException e) {
      throw SafetensorsHeader.invalid("the header must be UTF-8", "other bytes");
    }
  }

  /** The elements of all tensors must fill the rest of the file, without gaps or overlaps. */
  private static void requireWhole(Map<String, SafetensorsHeader.Place> places, long size) {
    List<SafetensorsHeader.Place> sorted = new ArrayList<>(places.values());
    sorted.sort(
        java.util.Comparator.comparingLong(SafetensorsHeader.Place::from)
            .thenComparingLong(SafetensorsHeader.Place::to));
    long at = 0;
    for (SafetensorsHeader.Place place : sorted) {
      if (place.from() != at || place.to() < at) {
        throw SafetensorsHeader.invalid(
            "the elements must follow each other without gap or overlap",
            "offsets " + place.from() + " to " + place.to() + " after " + at);
      }
      at = place.to();
    }
    if (at != size) {
      throw SafetensorsHeader.invalid(
          "the elements must fill the file", at + " bytes of " + size + " after the header");
    }
  }

  private static Tensor tensor(ByteBuffer file, int start, SafetensorsHeader.Place place) {
    Shape shape = Shape.of(place.dims());
    long size = (long) shape.size() * bytes(place.dtype());
    if (size != place.to() - place.from()) {
      throw SafetensorsHeader.invalid(
          "the offsets must fit shape " + shape + " of " + place.dtype(),
          place.from() + " to " + place.to());
    }
    int at = start + (int) place.from();
    DenseTensor tensor = DenseTensor.zeros(new TensorType(shape, place.dtype()));
    for (int i = 0; i < tensor.size(); i++) {
      if (place.dtype() == DType.FLOAT64) {
        tensor.doubles()[i] = file.getDouble(at + 8 * i);
      } else {
        tensor.floats()[i] = file.getFloat(at + 4 * i);
      }
    }
    return tensor;
  }
}
