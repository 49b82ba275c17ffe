package org.autodiff.io;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.autodiff.ValueException;

/** The names of tensors in files. */
final class EntryName {
  private EntryName() {}

  /**
   * Checks that a name can be written as UTF-8: halves of surrogate pairs stand for no character,
   * and a reader refuses them or finds another name.
   *
   * @param name the name
   * @param format the format of the file, as messages begin
   * @throws ValueException if it cannot
   */
  static void requireUnicode(String name, String format) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
      int at = 0;
      while (Character.charCount(name.codePointAt(at)) == 2
          || !Character.isSurrogate(name.charAt(at))) {
        at += Character.charCount(name.codePointAt(at));
      }
      throw new ValueException(
          format
              + ": a name must be valid Unicode, got half a surrogate pair, "
              + String.format(Locale.ROOT, "\\u%04x", (int) name.charAt(at))
              + ", at character "
              + at
              + " of '"
              + Quoted.text(name)
              + "'; rename the tensor");
    }
  }
}
