package org.autodiff.io;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.TraceException;
import org.autodiff.ValueException;

/**
 * Reads and writes safetensors files: eight bytes with the length of a header, a header in JSON
 * that gives type, shape and place of each tensor, and the elements, little-endian and row-major.
 *
 * <p>Elements are kept exactly: F64, I32, I64, U32 and U64 are read as FLOAT64, and F32, F16, BF16,
 * I8, I16, U8, U16 and BOOL as FLOAT32. An integer of 64 bits that float64 does not hold is an
 * error. Written are F64 and F32, all bits kept, in the order of the map.
 *
 * <p>A file that does not follow the format to the letter is an error; the memory taken is at most
 * five times the size of the file.
 *
 * @see <a href="https://github.com/huggingface/safetensors">the format</a>
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
   * @throws TraceException if a tensor is inside a transform
   * @throws ValueException if a name is no valid Unicode or the name of the metadata, or the header
   *     becomes longer than readers allow; the file is left alone then
   */
  public static void write(Path path, Map<String, ? extends Tensor> tensors) throws IOException {
    StringBuilder header = new StringBuilder("{");
    List<DenseTensor> elements = new ArrayList<>();
    long at = 0;
    for (Map.Entry<String, ? extends Tensor> entry : tensors.entrySet()) {
      requireName(entry.getKey());
      DenseTensor x = entry.getValue().dense();
      elements.add(x);
      StoredType stored = StoredType.of(x.dtype());
      long end = at + (long) x.size() * stored.bytes();
      header.append(header.length() > 1 ? "," : "").append(SafetensorsHeader.quote(entry.getKey()));
      header
          .append(":{\"dtype\":\"")
          .append(stored)
          .append("\",\"shape\":")
          .append(Arrays.toString(x.shape().dims()).replace(" ", ""))
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
    byte[] padded = Arrays.copyOf(text, (text.length + 7) / 8 * 8);
    Arrays.fill(padded, text.length, padded.length, (byte) ' ');
    if (padded.length > MAX_HEADER) {
      throw SafetensorsHeader.invalid(
          "a header must have at most " + MAX_HEADER + " bytes", padded.length + " bytes of names");
    }
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path))) {
      byte[] length = new byte[8];
      littleEndian(length).putLong(padded.length);
      out.write(length);
      out.write(padded);
      for (DenseTensor x : elements) {
        ElementStream.write(out, x);
      }
    }
  }

  private static void requireName(String name) {
    EntryName.requireUnicode(name, "safetensors");
    if (name.equals(METADATA)) {
      throw new ValueException(
          "safetensors: a tensor must not be named " + METADATA + ", got one; rename it");
    }
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * {@return the tensors of a file by name, in the order of the header}
   *
   * @param path the file
   * @throws IOException if it cannot be read
   * @throws ValueException if it is not a valid safetensors file of these types, or an integer is
   *     not exact as float64
   */
  public static Map<String, Tensor> read(Path path) throws IOException {
    long size = Files.size(path);
    if (size > Integer.MAX_VALUE - 8) {
      throw SafetensorsHeader.invalid("a file must have less than 2 GiB", size + " bytes");
    }
    return read(Files.readAllBytes(path), path.toString());
  }

  /** The tensors of the bytes of a file. */
  static Map<String, Tensor> read(byte[] bytes, String name) throws IOException {
    ByteBuffer file = littleEndian(bytes);
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
    for (Map.Entry<String, SafetensorsHeader.Place> entry : places.entrySet()) {
      FileSource source =
          new FileSource("safetensors", "'" + Quoted.text(entry.getKey()) + "' of " + name);
      tensors.put(entry.getKey(), tensor(bytes, start, entry.getValue(), source));
    }
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
        Comparator.comparingLong(SafetensorsHeader.Place::from)
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

  private static Tensor tensor(
      byte[] file, int start, SafetensorsHeader.Place place, FileSource source) throws IOException {
    Shape shape = Shape.of(place.dims());
    StoredType stored = place.stored();
    long size = (long) shape.size() * stored.bytes();
    if (size != place.to() - place.from()) {
      throw SafetensorsHeader.invalid(
          "the offsets must fit shape " + shape + " of " + stored,
          place.from() + " to " + place.to());
    }
    InputStream in = new ByteArrayInputStream(file, start + (int) place.from(), (int) size);
    return ElementStream.read(
        in,
        new TensorType(shape, stored.dtype()),
        stored,
        ByteOrder.LITTLE_ENDIAN,
        shape.size(),
        source,
        got -> SafetensorsHeader.invalid("the elements must be there", got + " bytes"));
  }
}
