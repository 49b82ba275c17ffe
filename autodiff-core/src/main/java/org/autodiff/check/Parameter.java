package org.autodiff.check;

import java.util.Arrays;
import java.util.List;
import org.autodiff.ValueException;

/**
 * A parameter of a registered operator. Its kind is that of its default value: a number, an
 * integer, a flag, a text, or a list of integers.
 *
 * @param name the name
 * @param defaultValue the value where none is given: a {@link Double}, {@link Integer}, {@link
 *     Boolean}, {@link String} or {@link List} of {@link Integer}
 * @param documentation one sentence: what it means, its range
 */
public record Parameter(String name, Object defaultValue, String documentation) {
  /** Checks that the default value is of one of the kinds. */
  public Parameter {
    defaultValue = canonical(defaultValue);
    if (name.isBlank() || documentation.isBlank()) {
      throw new ValueException(
          "parameter: a name and a sentence of documentation are needed, got '"
              + name
              + "' and '"
              + documentation
              + "'; give both");
    }
  }

  /** {@return the kind as messages print it: number, integer, flag, text or integers} */
  public String kind() {
    return kind(defaultValue);
  }

  private static String kind(Object value) {
    return switch (value) {
      case Double d -> "number";
      case Integer i -> "integer";
      case Boolean b -> "flag";
      case String s -> "text";
      case List<?> l -> "integers";
      default -> value.getClass().getSimpleName();
    };
  }

  /** {@return the value with arrays of int as lists, and other numbers as Double} */
  private static Object canonical(Object value) {
    Object canonical =
        switch (value) {
          case int[] integers -> Arrays.stream(integers).boxed().toList();
          case List<?> list -> List.copyOf(list);
          case Float f -> f.doubleValue();
          default -> value;
        };
    boolean known =
        canonical instanceof Double
            || canonical instanceof Integer
            || canonical instanceof Boolean
            || canonical instanceof String
            || (canonical instanceof List<?> list
                && list.stream().allMatch(Integer.class::isInstance));
    if (!known) {
      throw new ValueException(
          "parameter: a value must be a number, integer, flag, text or list of integers, got "
              + value
              + " of "
              + value.getClass().getSimpleName()
              + "; convert it");
    }
    return canonical;
  }

  /** {@return the value as this parameter holds it; an integer will do for a number} */
  Object accept(Object value) {
    Object canonical = canonical(value);
    if (defaultValue instanceof Double && canonical instanceof Integer i) {
      return i.doubleValue();
    }
    if (!kind(canonical).equals(kind())) {
      throw new ValueException(
          "parameters: '"
              + name
              + "' must be of kind "
              + kind()
              + ", got "
              + value
              + ", of kind "
              + kind(canonical)
              + "; give it as in "
              + name
              + " = "
              + defaultValue);
    }
    return canonical;
  }

  /** {@return the value that the text spells, of this parameter's kind} */
  Object parse(String text) {
    String trimmed = text.strip();
    try {
      return switch (kind()) {
        case "number" -> Double.valueOf(trimmed);
        case "integer" -> Integer.valueOf(trimmed);
        case "flag" -> parseFlag(trimmed);
        case "integers" -> parseIntegers(trimmed);
        default -> text;
      };
    } catch (NumberFormatException e) {
      throw mistyped(text);
    }
  }

  private Object parseFlag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw mistyped(text);
    };
  }

  private static Object parseIntegers(String text) {
    String inner =
        text.startsWith("[") && text.endsWith("]")
            ? text.substring(1, text.length() - 1).strip()
            : text;
    if (inner.isEmpty()) {
      return List.of();
    }
    return Arrays.stream(inner.split(",", -1)).map(part -> Integer.valueOf(part.strip())).toList();
  }

  private ValueException mistyped(String text) {
    return new ValueException(
        "parameters: '"
            + name
            + "' must be of kind "
            + kind()
            + ", got '"
            + text
            + "'; write it as in "
            + name
            + "="
            + defaultValue);
  }
}
