package org.autodiff.io;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.autodiff.ValueException;
import org.jspecify.annotations.Nullable;

/** Reads the header of a safetensors file: JSON of one fixed form, and nothing else. */
final class SafetensorsHeader {
  private static final int MAX_RANK = 64;

  private final String text;
  private int at;

  private SafetensorsHeader(String text) {
    this.text = text;
  }

  /** Type, shape and place of a tensor. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of arrays, not compared
  record Place(StoredType stored, int[] dims, long from, long to) {}

  static Map<String, Place> parse(String text) {
    SafetensorsHeader header = new SafetensorsHeader(text);
    if (!text.startsWith("{")) { // no space before it, says the format
      throw header.unexpected("'{'");
    }
    Map<String, Place> places = header.places();
    header.space();
    if (header.at < text.length()) {
      throw header.unexpected("the end of the header");
    }
    return places;
  }

  private Map<String, Place> places() {
    Map<String, Place> places = new LinkedHashMap<>();
    expect('{');
    boolean metadata = false;
    for (boolean first = true; !take('}'); first = false) {
      if (!first) {
        expect(',');
      }
      String name = string();
      expect(':');
      if (name.equals("__metadata__")) {
        if (metadata) {
          throw invalid("names must differ", "'" + name + "' twice");
        }
        metadata = true;
        skipMetadata();
      } else if (places.put(name, place(name)) != null) {
        throw invalid("names must differ", "'" + name + "' twice");
      }
    }
    return places;
  }

  private void skipMetadata() {
    expect('{');
    for (boolean first = true; !take('}'); first = false) {
      if (!first) {
        expect(',');
      }
      string();
      expect(':');
      string();
    }
  }

  private Place place(String name) {
    StoredType dtype = null;
    int @Nullable [] dims = null;
    long @Nullable [] offsets = null;
    expect('{');
    for (boolean first = true; !take('}'); first = false) {
      if (!first) {
        expect(',');
      }
      String key = string();
      expect(':');
      if (key.equals("dtype") && dtype == null) {
        dtype = stored(string(), name);
      } else if (key.equals("shape") && dims == null) {
        dims = dims(numbers());
      } else if (key.equals("data_offsets") && offsets == null) {
        offsets = numbers();
      } else {
        throw invalid("a tensor has dtype, shape and data_offsets, once each", "'" + key + "'");
      }
    }
    if (dtype == null || dims == null || offsets == null || offsets.length != 2) {
      throw invalid(
          "a tensor must have dtype, shape and two data_offsets", "less for '" + name + "'");
    }
    return new Place(dtype, dims, offsets[0], offsets[1]);
  }

  private static StoredType stored(String text, String name) {
    StoredType stored = StoredType.ofSafetensors(text);
    if (stored == null) {
      throw invalid(
          "elements must be F64, F32, F16, BF16, integers or BOOL",
          "'" + Quoted.text(text) + "' for '" + Quoted.text(name) + "'");
    }
    return stored;
  }

  private static int[] dims(long[] extents) {
    if (extents.length > MAX_RANK) {
      throw invalid("a tensor must have at most " + MAX_RANK + " axes", extents.length + "");
    }
    int[] dims = new int[extents.length];
    long size = 1;
    for (int i = 0; i < dims.length; i++) {
      if (extents[i] > Integer.MAX_VALUE) {
        throw invalid("an extent must fit 31 bits", "" + extents[i]);
      }
      dims[i] = (int) extents[i];
      size *= Math.max(1, extents[i]);
      if (size > Integer.MAX_VALUE) {
        throw invalid("a tensor must have less than 2^31 elements", "an extent " + extents[i]);
      }
    }
    return dims;
  }

  private long[] numbers() {
    List<Long> numbers = new ArrayList<>();
    expect('[');
    for (boolean first = true; !take(']'); first = false) {
      if (!first) {
        expect(',');
      }
      space();
      int start = at;
      while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        at++;
      }
      boolean padded = at - start > 1 && text.charAt(start) == '0';
      if (at == start || at - start > 18 || padded) {
        at = start;
        throw unexpected("a whole number");
      }
      numbers.add(Long.parseLong(text.substring(start, at)));
    }
    return numbers.stream().mapToLong(Long::longValue).toArray();
  }

  private String string() {
    expect('"');
    StringBuilder out = new StringBuilder();
    while (true) {
      char c = next();
      if (c == '"') {
        EntryName.requireUnicode(out.toString(), "safetensors");
        return out.toString();
      }
      if (c < ' ') {
        at--;
        throw unexpected("a text without control characters");
      }
      out.append(c == '\\' ? escaped() : c);
    }
  }

  private char escaped() {
    char c = next();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        int code = 0;
        for (int i = 0; i < 4; i++) {
          int digit = Character.digit(next(), 16);
          if (digit < 0) {
            throw unexpected("four hexadecimal digits");
          }
          code = 16 * code + digit;
        }
        yield (char) code;
      }
      default -> throw unexpected("an escape of JSON");
    };
  }

  private char next() {
    if (at >= text.length()) {
      throw unexpected("more");
    }
    return text.charAt(at++);
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private boolean take(char c) {
    space();
    boolean found = at < text.length() && text.charAt(at) == c;
    at += found ? 1 : 0;
    return found;
  }

  private void expect(char c) {
    if (!take(c)) {
      throw unexpected("'" + c + "'");
    }
  }

  private ValueException unexpected(String wanted) {
    return invalid(
        "the header must have " + wanted + " at character " + at,
        at < text.length() ? "'" + text.charAt(at) + "'" : "its end");
  }

  static ValueException invalid(String requirement, String got) {
    return new ValueException(
        "safetensors: " + requirement + ", got " + got + "; write the file again");
  }

  static String quote(String name) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append(String.format(java.util.Locale.ROOT, "\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
