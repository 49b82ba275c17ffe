package org.autodiff.generate;

import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes the float form of a class of doubles, word by word: {@code double} becomes {@code float},
 * {@code DoubleVector} {@code FloatVector}, bits of one and arrays of longs, which are as wide,
 * become ints, numbers with a point get an f, and what {@link Math#sqrt} and its like, {@link
 * StrictMath} and the functions that are there for doubles alone give is rounded.
 *
 * <p>Two comments in the source say what is otherwise. {@code // float: code} on a line of its own
 * stands for the line behind it. A {@code double} behind a comment {@code always} stays one.
 */
final class FloatForms {
  private static final Pattern REPLACED = Pattern.compile("(?m)^( *)// float: (.*\n).*\n");

  private static final Pattern PART =
      Pattern.compile(
          String.join(
              "|",
              "(?<kept>/\\* always \\*/\\s+double\\b)",
              "(?<comment>(?s:/\\*.*?\\*/)|//.*)",
              "(?<bits>\\blong(?= \\w+ = Double\\.doubleToRawLongBits|\\[))",
              "(?<rounded>\\bStrictMath\\.|\\bMath\\.(?:sqrt|floor|rint)\\b|\\bGammaFunctions\\.lgamma\\b)",
              "(?<number>\\b(?:\\d+\\.\\d+(?:e[-+]?\\d+)?|0x[\\da-f.]+p-?\\d+)(?!\\w))",
              "(?<word>[A-Za-z_]\\w*)"));

  private FloatForms() {}

  /** The float form of a source. */
  static String of(String source) {
    String text = REPLACED.matcher(source).replaceAll("$1$2");
    return sorted(PART.matcher(text).replaceAll(FloatForms::part));
  }

  private static String part(MatchResult part) {
    String text = part.group();
    String form;
    if (part.group("kept") != null) {
      form = "double";
    } else if (part.group("comment") != null) {
      form = narrow(text);
    } else if (part.group("bits") != null) {
      form = "int";
    } else if (part.group("rounded") != null) {
      form = "(float) " + text;
    } else if (part.group("number") != null) {
      form = text + "f";
    } else {
      form =
          text.equals("Long")
              ? "Integer"
              : narrow(
                  text.replaceAll("Long(?=Vector|Bits|s$)", "Int").replace("longBits", "intBits"));
    }
    return Matcher.quoteReplacement(form);
  }

  private static String narrow(String text) {
    return text.replace("Double", "Float").replace("double", "float").replace("DOUBLE", "FLOAT");
  }

  /** The imports in their order, each once: LongVector and IntVector have different places. */
  private static String sorted(String text) {
    return Pattern.compile("(?m)(?:^import .*\n)+")
        .matcher(text)
        .replaceAll(
            block -> String.join("\n", new TreeSet<>(block.group().lines().toList())) + "\n");
  }
}
