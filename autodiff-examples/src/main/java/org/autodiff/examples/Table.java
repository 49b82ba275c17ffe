package org.autodiff.examples;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A titled table with aligned columns: numbers to the right, everything else to the left. Columns
 * of numbers are those in which every cell, except for empty ones, starts like a number.
 */
final class Table {
  private static final String GAP = "  ";

  private final String title;
  private final List<String> headers;
  private final List<List<String>> rows = new ArrayList<>();

  Table(String title, String... headers) {
    this.title = title;
    this.headers = List.of(headers);
  }

  /** Adds a row: numbers are written by {@link #number}, anything else as its text. */
  Table row(Object... cells) {
    if (cells.length != headers.size()) {
      throw new IllegalArgumentException(cells.length + " cells for the columns " + headers);
    }
    rows.add(
        Arrays.stream(cells)
            .map(cell -> cell instanceof Number number ? number(number.doubleValue()) : "" + cell)
            .toList());
    return this;
  }

  /** A number in at most 7 significant digits, 4 where it needs an exponent; no idle zeros. */
  static String number(double x) {
    if (x == Math.rint(x) && Math.abs(x) < 1e7) {
      return Long.toString((long) x);
    }
    if (!Double.isFinite(x)) {
      return Double.isNaN(x) ? "NaN" : x > 0 ? "∞" : "-∞";
    }
    if (Math.abs(x) < 1e-4 || Math.abs(x) >= 1e7) {
      return String.format(Locale.ROOT, "%.3e", x)
          .replaceFirst("\\.?0*e", "e")
          .replace("e+", "e")
          .replaceFirst("e(-?)0", "e$1");
    }
    return new BigDecimal(x, new MathContext(7)).stripTrailingZeros().toPlainString();
  }

  /** Numbers as a vector: {@code (1, 2, 3)}. */
  static String vector(double... x) {
    return "("
        + String.join(", ", Arrays.stream(x).mapToObj(Table::number).toArray(String[]::new))
        + ")";
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    if (!title.isEmpty()) {
      out.append(title).append('\n');
    }
    line(out, headers);
    rows.forEach(row -> line(out, row));
    return out.toString();
  }

  private void line(StringBuilder out, List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      String space = " ".repeat(width(i) - width(cell));
      line.append(GAP).append(isNumeric(i) ? space + cell : cell + space);
    }
    out.append(line.toString().stripTrailing()).append('\n');
  }

  private int width(int column) {
    int widest = width(headers.get(column));
    for (List<String> row : rows) {
      widest = Math.max(widest, width(row.get(column)));
    }
    return widest;
  }

  /** How many columns of a terminal a text takes: combining marks take none. */
  private static int width(String text) {
    return (int)
        text.codePoints().filter(c -> Character.getType(c) != Character.NON_SPACING_MARK).count();
  }

  private boolean isNumeric(int column) {
    return rows.stream()
        .map(row -> row.get(column))
        .allMatch(cell -> cell.matches("|[-+]?(∞|[0-9][0-9.,]*(e-?[0-9]+)?)|NaN"));
  }
}
