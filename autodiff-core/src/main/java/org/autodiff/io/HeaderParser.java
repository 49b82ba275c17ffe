package org.autodiff.io;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.autodiff.ValueException;

/**
 * The one form of Python dictionary that is the header of an npy file: three known keys with a
 * string, a boolean and a tuple of integers. Anything else is refused, nothing is evaluated.
 */
final class HeaderParser {
  private static final List<String> KEYS = List.of("descr", "fortran_order", "shape");

  /** More would not fit a long. */
  private static final int MAX_DIGITS = 18;

  private final String text;
  private final String source;
  private final Set<String> seen = new HashSet<>();
  private String descr = "";
  private boolean columnMajor;
  private List<Long> shape = List.of();
  private int position;

  private HeaderParser(String text, String source) {
    this.text = text;
    this.source = source;
  }

  /**
   * {@return the header that a text spells}
   *
   * @param text the text, may end in spaces
   * @param source where it is from, for messages
   * @throws ValueException if it is anything else
   */
  static NpyHeader parse(String text, String source) {
    HeaderParser parser = new HeaderParser(text, source);
    parser.dictionary();
    return NpyHeader.of(parser.descr, parser.columnMajor, parser.shape, source);
  }

  private void dictionary() {
    expect('{');
    while (!accept('}')) {
      entry();
      if (!accept(',')) {
        expect('}');
        break;
      }
    }
    skipSpaces();
    if (position < text.length()) {
      throw malformed("nothing after the closing brace");
    }
    if (seen.size() != KEYS.size()) {
      throw malformed("all of the keys " + KEYS);
    }
  }

  private void entry() {
    String key = quoted();
    if (!KEYS.contains(key) || !seen.add(key)) {
      throw malformed("each of the keys " + KEYS + " once, and no other,");
    }
    expect(':');
    if (key.equals("shape")) {
      shape = integers();
    } else if (key.equals("fortran_order")) {
      columnMajor = bool();
    } else if (peek() == '[' || peek() == '(') {
      throw NpyHeader.unsupported(text.substring(position), source);
    } else {
      descr = quoted();
    }
  }

  private boolean bool() {
    skipSpaces();
    for (String word : List.of("True", "False")) {
      if (text.startsWith(word, position)) {
        position += word.length();
        return word.equals("True");
      }
    }
    throw malformed("True or False");
  }

  private List<Long> integers() {
    expect('(');
    List<Long> out = new ArrayList<>();
    boolean separated = true;
    while (!accept(')')) {
      if (!separated) {
        throw malformed("a comma or a closing parenthesis");
      }
      out.add(integer());
      separated = accept(',');
      if (out.size() == 1 && !separated) {
        throw malformed("a comma after the only extent, as in (3,)");
      }
    }
    return out;
  }

  private long integer() {
    skipSpaces();
    int start = position;
    while (position < text.length() && isDigit(text.charAt(position))) {
      position++;
    }
    if (start == position) {
      throw malformed("an extent of digits");
    }
    if (position - start > MAX_DIGITS) {
      throw malformed("an extent of at most " + MAX_DIGITS + " digits");
    }
    long value = Long.parseLong(text.substring(start, position));
    if (position < text.length() && text.charAt(position) == 'L') {
      position++; // Python 2 marked long integers
    }
    return value;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private String quoted() {
    char quote = peek();
    if (quote != '\'' && quote != '"') {
      throw malformed("a string in quotes");
    }
    int end = text.indexOf(quote, position + 1);
    if (end < 0 || text.substring(position, end).indexOf('\\') >= 0) {
      throw malformed("a string with an end and without backslashes");
    }
    String content = text.substring(position + 1, end);
    position = end + 1;
    return content;
  }

  private void skipSpaces() {
    while (position < text.length() && " \t\n\r".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
  }

  /** The next character that is no space; at the end 0. */
  private char peek() {
    skipSpaces();
    return position < text.length() ? text.charAt(position) : 0;
  }

  private boolean accept(char c) {
    if (peek() != c) {
      return false;
    }
    position++;
    return true;
  }

  private void expect(char c) {
    if (!accept(c)) {
      throw malformed("'" + c + "'");
    }
  }

  private ValueException malformed(String expected) {
    return new ValueException(
        "npy: the header must be a dictionary like {'descr': '<f8', 'fortran_order': False,"
            + " 'shape': (2, 3), } with "
            + expected
            + " at position "
            + position
            + ", got "
            + Quoted.text(text.strip())
            + " in "
            + source
            + "; write the file again with numpy.save");
  }
}
