package org.autodiff.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.autodiff.Autodiff;
import org.autodiff.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {

  /** The values are for x = 3. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "x; 3",
        "1e-3; 0.001",
        "1E3; 1000",
        "2.5e+1; 25",
        ".5; 0.5",
        "5.; 5",
        "pi; 3.141592653589793",
        "e; 2.718281828459045",
        "2*e; 5.43656365691809",
        "1+2*x; 7",
        "(1+2)*x; 9",
        "10-4-3; 3",
        "24/4/3; 2",
        "2^3^2; 512",
        "(2^3)^2; 64",
        "-x^2; -9",
        "(-x)^2; 9",
        "2^-x; 0.125",
        "2^-x^2; 0.001953125",
        "--x; 3",
        "+-+x; -3",
        "2*-x; -6",
        "2--x; 5",
        "-2*x; -6",
        "x/2*4; 6",
        "' x +\t1 '; 4",
        "((((x)))); 3",
        "sin(0); 0",
        "cos(pi); -1",
        "log(e^2); 2",
        "pow(x, 2); 9",
        "atan2(1, 1); 0.7853981633974483",
        "hypot(x, 4); 5",
        "min(x, 2); 2",
        "max(x, 2); 3",
        "minimum(x, 2); 2",
        "max(min(x, 2), x - 1); 2",
        "safe-sqrt(9); 3",
        "sqrt(9)-safe-sqrt(4); 1",
        "sqrt(x*x)-x; 0",
        "log1p(0); 0"
      })
  void isEvaluated(String text, double value) {
    assertThat(Expression.parse(text).apply(Tensor.scalar(3)).item())
        .isCloseTo(value, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'';0; expected a number, x, a function or '('; the end",
        "'   ';3; expected a number; the end",
        "2x;1; expected an operator or the end, got 'x'; 'x'",
        "1 2;2; expected an operator; '2'",
        "1e;1; expected an operator; 'e'",
        "1..2;2; expected an operator; '.'",
        "x +;3; expected a number; the end",
        "x**2;2; expected a number; '*'",
        "x^;2; expected a number; the end",
        "(x;2; expected an operator or ')'; the end",
        "x);1; expected an operator or the end; ')'",
        "();1; expected a number; ')'",
        "sin x;4; expected '(' after the function sin; 'x'",
        "sin;3; expected '(' after the function sin; the end",
        "sin();4; expected a number; ')'",
        "sin(x;5; expected an operator, ',' or ')'; the end",
        "1+sin(x, 2);2; sin takes 1 argument, got 2; sin(x)",
        "atan2(x);0; atan2 takes 2 arguments, got 1; atan2(x, y)",
        "x+sinn(x);2; unknown function 'sinn'; sin",
        "x+qqqqqq(x);2; unknown function 'qqqqqq'; tanh",
        "y;0; unknown name 'y'; the variable is x",
        "X;0; unknown name 'X'; the variable is x",
        "3+1e999;2; the number is too large; 1e999",
        "x + é;4; expected a number; é",
        "x = 1;2; expected an operator; '='"
      })
  void isRefusedWithThePlace(String text, int position, String problem, String detail) {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> Expression.parse(text))
        .withMessageContaining(problem)
        .withMessageContaining(detail)
        .satisfies(
            refusal -> {
              String[] lines = String.valueOf(refusal.getMessage()).split("\\R");
              assertThat(lines).hasSize(3);
              assertThat(lines[1]).isEqualTo("  " + text);
              assertThat(lines[2]).isEqualTo(" ".repeat(2 + position) + "^");
            });
  }

  @Test
  void deepNestingIsRefused() {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> Expression.parse("(".repeat(100_000)))
        .withMessageContaining("nested too deeply");
  }

  @Test
  void noiseIsRefusedOrEvaluated() {
    Random random = new Random(7);
    String[] pieces = {"x", "2", "1e-3", "+", "-", "*", "/", "^", "(", ")", ",", "sin(", "é", " "};
    for (int i = 0; i < 2000; i++) {
      StringBuilder text = new StringBuilder();
      random.ints(random.nextInt(8), 0, pieces.length).forEach(p -> text.append(pieces[p]));
      try {
        Expression.parse(text.toString()).apply(Tensor.scalar(1));
      } catch (Refusal e) {
        assertThat(e).hasMessageContaining("^");
      }
    }
  }

  @Test
  void elementwiseOperatorsAreThereAndOthersAreNot() {
    assertThat(ElementwiseFunctions.registered().names())
        .contains("sin", "erf", "lgamma", "sigmoid", "abs", "pow", "atan2", "hypot", "min", "max")
        .doesNotContain("matmul", "sum", "reshape", "where");
  }

  @Test
  void derivativesAreThoseOfTheFunction() {
    double x = 0.7;
    double derivative =
        Autodiff.grad(Expression.parse("sin(x^2)*cos(x)")::apply).apply(Tensor.scalar(x)).item();

    assertThat(derivative)
        .isCloseTo(
            2 * x * Math.cos(x * x) * Math.cos(x) - Math.sin(x * x) * Math.sin(x), within(1e-14));
  }

  @Test
  void nearNamesComeNearestFirst() {
    assertThat(ElementwiseFunctions.registered().near("coss").getFirst()).isIn("cos", "cosh");
    assertThat(ElementwiseFunctions.registered().near("arctan")).doesNotContain("sin");
    assertThat(Arrays.asList("tan", "tanh"))
        .containsAll(ElementwiseFunctions.registered().near("tann").subList(0, 2));
  }
}
