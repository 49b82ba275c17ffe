package org.autodiff.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.autodiff.Tensor;

/**
 * A function of x, parsed from text such as {@code sin(x^2)*cos(x)}:
 *
 * <pre>
 * sum     = product {("+" | "-") product}
 * product = signed {("*" | "/") signed}
 * signed  = ("-" | "+") signed | power
 * power   = atom ["^" signed]
 * atom    = number | "x" | "pi" | "e" | name "(" sum {"," sum} ")" | "(" sum ")"
 * </pre>
 *
 * so that {@code -x^2} is {@code -(x^2)} and {@code 2^3^2} is {@code 2^(3^2)}.
 */
final class Expression {
  private static final Pattern NUMBER = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
  private static final Pattern NAME = Pattern.compile("\\p{Alpha}\\w*");
  private static final Pattern NAME_WITH_HYPHENS =
      Pattern.compile("\\p{Alpha}\\w*(-\\p{Alpha}\\w*)+");
  private static final int MAX_DEPTH = 200;

  private final String text;
  private final ElementwiseFunctions functions = ElementwiseFunctions.registered();
  private int position;
  private int depth;

  private Expression(String text) {
    this.text = text;
  }

  /**
   * {@return the function that a text stands for, for tensors of any shape}
   *
   * @throws Refusal if it stands for none; the message shows where
   */
  static UnaryOperator<Tensor> parse(String text) {
    Expression expression = new Expression(text);
    UnaryOperator<Tensor> function = expression.sum();
    if (expression.peek() != 0) {
      throw expression.unexpected("an operator or the end");
    }
    return function;
  }

  private UnaryOperator<Tensor> sum() {
    UnaryOperator<Tensor> left = product();
    while (true) {
      UnaryOperator<Tensor> first = left;
      if (accept('+')) {
        UnaryOperator<Tensor> second = product();
        left = x -> first.apply(x).add(second.apply(x));
      } else if (accept('-')) {
        UnaryOperator<Tensor> second = product();
        left = x -> first.apply(x).sub(second.apply(x));
      } else {
        return left;
      }
    }
  }

  private UnaryOperator<Tensor> product() {
    UnaryOperator<Tensor> left = signed();
    while (true) {
      UnaryOperator<Tensor> first = left;
      if (accept('*')) {
        UnaryOperator<Tensor> second = signed();
        left = x -> first.apply(x).mul(second.apply(x));
      } else if (accept('/')) {
        UnaryOperator<Tensor> second = signed();
        left = x -> first.apply(x).div(second.apply(x));
      } else {
        return left;
      }
    }
  }

  private UnaryOperator<Tensor> signed() {
    if (++depth > MAX_DEPTH) {
      throw refusal("the expression is nested too deeply", position);
    }
    UnaryOperator<Tensor> function;
    if (accept('-')) {
      UnaryOperator<Tensor> operand = signed();
      function = x -> operand.apply(x).neg();
    } else {
      function = accept('+') ? signed() : power();
    }
    depth--;
    return function;
  }

  private UnaryOperator<Tensor> power() {
    UnaryOperator<Tensor> base = atom();
    if (!accept('^')) {
      return base;
    }
    UnaryOperator<Tensor> exponent = signed();
    return x -> base.apply(x).pow(exponent.apply(x));
  }

  private UnaryOperator<Tensor> atom() {
    if (accept('(')) {
      UnaryOperator<Tensor> inside = sum();
      expect(')', "an operator or ')'");
      return inside;
    }
    Matcher number = at(NUMBER);
    if (number.lookingAt()) {
      double value = Double.parseDouble(number.group());
      if (Double.isInfinite(value)) {
        throw refusal("the number is too large", position);
      }
      position = number.end();
      return constant(value);
    }
    Matcher name = at(NAME);
    if (!name.lookingAt()) {
      throw unexpected("a number, x, a function or '('");
    }
    int start = position;
    Matcher hyphens = at(NAME_WITH_HYPHENS);
    boolean joined = hyphens.lookingAt() && functions.find(hyphens.group()) != null;
    position = joined ? hyphens.end() : name.end();
    return named(joined ? hyphens.group() : name.group(), start);
  }

  private UnaryOperator<Tensor> named(String name, int start) {
    ElementwiseFunctions.Call call = functions.find(name);
    if (call != null) {
      return call(name, call, start);
    }
    if (peek() == '(') {
      throw refusal("unknown function '" + name + "'; " + remedy(name), start);
    }
    return switch (name) {
      case "x" -> x -> x;
      case "pi" -> constant(Math.PI);
      case "e" -> constant(Math.E);
      default ->
          throw refusal(
              "unknown name '" + name + "'; the variable is x, the constants are pi and e", start);
    };
  }

  private UnaryOperator<Tensor> call(String name, ElementwiseFunctions.Call call, int start) {
    expect('(', "'(' after the function " + name);
    List<UnaryOperator<Tensor>> arguments = new ArrayList<>();
    do {
      arguments.add(sum());
    } while (accept(','));
    expect(')', "an operator, ',' or ')'");
    if (arguments.size() != call.arity()) {
      String form = call.arity() == 1 ? "(x)" : "(x, y)";
      throw refusal(
          String.format(
              Locale.ROOT,
              "%s takes %d argument%s, got %d; write %s%s",
              name,
              call.arity(),
              call.arity() == 1 ? "" : "s",
              arguments.size(),
              name,
              form),
          start);
    }
    return x -> call.apply(arguments.stream().map(f -> f.apply(x)).toArray(Tensor[]::new));
  }

  private static UnaryOperator<Tensor> constant(double value) {
    return x -> Tensor.scalar(value, x.dtype());
  }

  /** The next character after blanks, or 0 at the end. */
  private char peek() {
    while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
    return position < text.length() ? text.charAt(position) : 0;
  }

  private boolean accept(char expected) {
    boolean found = peek() == expected;
    if (found) {
      position++;
    }
    return found;
  }

  private void expect(char expected, String description) {
    if (!accept(expected)) {
      throw unexpected(description);
    }
  }

  private Matcher at(Pattern pattern) {
    peek();
    return pattern.matcher(text).region(position, text.length());
  }

  private String remedy(String name) {
    List<String> near = functions.near(name);
    return near.isEmpty()
        ? "there are " + String.join(", ", functions.names())
        : "did you mean " + String.join(", ", near) + "?";
  }

  private Refusal unexpected(String expected) {
    String found =
        peek() == 0 ? "the end" : "'" + Character.toString(text.codePointAt(position)) + "'";
    return refusal("expected " + expected + ", got " + found, position);
  }

  /** Shows the text, with a caret below the place. */
  private Refusal refusal(String message, int at) {
    int before = text.codePointCount(0, Math.min(at, text.length()));
    return new Refusal(
        message
            + System.lineSeparator()
            + "  "
            + text.replaceAll("\\s", " ")
            + System.lineSeparator()
            + " ".repeat(2 + before)
            + "^");
  }
}
