package org.autodiff.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.autodiff.Shape;

/**
 * What the value of an operator must be, written down a second time: in plain loops over {@link
 * NumberArray}s, from the definition, and independently of the operator's kernel. The law {@link
 * Law#VALUE} holds the operator to it on all its samples.
 *
 * {@snippet :
 * Reference.unary(x -> x / (1 + Math.abs(x)))
 * Reference.binary((x, y) -> Math.sqrt(x * x + y * y))
 * Reference.of((x, p) -> x[0].reduce(p.integers("axes"), false, line -> Arrays.stream(line).sum()))
 * }
 */
public final class Reference {
  private final Property property;

  private Reference(Property property) {
    this.property = property;
  }

  /** A function with one result. */
  @FunctionalInterface
  public interface Value {
    /**
     * {@return the result}
     *
     * @param operands the operands
     * @param parameters the parameters
     */
    NumberArray of(NumberArray[] operands, Parameters parameters);
  }

  /** A function with several results. */
  @FunctionalInterface
  public interface Values {
    /**
     * {@return the results}
     *
     * @param operands the operands
     * @param parameters the parameters
     */
    NumberArray[] of(NumberArray[] operands, Parameters parameters);
  }

  /**
   * What must hold of results that are not unique, or that are easier to verify than to compute.
   */
  @FunctionalInterface
  public interface Property {
    /**
     * {@return equations that together determine the results as far as they are defined}
     *
     * @param operands the operands
     * @param parameters the parameters
     * @param results the results of the operator
     */
    List<Equation> of(NumberArray[] operands, Parameters parameters, NumberArray[] results);
  }

  /**
   * Two arrays that must be equal up to rounding.
   *
   * @param name what the first is, for messages
   * @param actual what the operator's results give
   * @param expected what they must give
   */
  public record Equation(String name, NumberArray actual, NumberArray expected) {}

  /**
   * {@return the reference of an elementwise operator of one operand}
   *
   * @param f the function of one element
   */
  public static Reference unary(DoubleUnaryOperator f) {
    return of((x, p) -> x[0].map(f));
  }

  /**
   * {@return the reference of an elementwise operator of two operands that broadcast}
   *
   * @param f the function of two elements
   */
  public static Reference binary(DoubleBinaryOperator f) {
    return elementwise(x -> f.applyAsDouble(x[0], x[1]));
  }

  /**
   * {@return the reference of an elementwise operator of operands that broadcast}
   *
   * @param f the function of one element of each operand
   */
  public static Reference elementwise(ToDoubleFunction<double[]> f) {
    return of(
        (x, p) -> {
          Shape shape = Shape.SCALAR;
          for (NumberArray operand : x) {
            shape = Shape.broadcast(shape, operand.shape(), "reference");
          }
          return NumberArray.of(
              shape,
              index -> {
                double[] elements = new double[x.length];
                for (int i = 0; i < elements.length; i++) {
                  elements[i] = x[i].spread(index);
                }
                return f.applyAsDouble(elements);
              });
        });
  }

  /**
   * {@return the reference of an operator with one result}
   *
   * @param f the function
   */
  public static Reference of(Value f) {
    return ofAll((x, p) -> new NumberArray[] {f.of(x, p)});
  }

  /**
   * {@return the reference of an operator with several results}
   *
   * @param f the function
   */
  public static Reference ofAll(Values f) {
    return property(
        (x, p, results) -> {
          NumberArray[] expected = f.of(x, p);
          List<Equation> equations = new ArrayList<>();
          for (int i = 0; i < Math.max(expected.length, results.length); i++) {
            NumberArray none = NumberArray.of(Shape.of(0));
            equations.add(
                new Equation(
                    expected.length == 1 ? "the value" : "result " + i,
                    i < results.length ? results[i] : none,
                    i < expected.length ? expected[i] : none));
          }
          return equations;
        });
  }

  /**
   * {@return the reference of an operator whose results are verified rather than computed again: a
   * factorization by its factors' product, say}
   *
   * @param property what the results must satisfy
   */
  public static Reference property(Property property) {
    return new Reference(property);
  }

  List<Equation> equations(NumberArray[] operands, Parameters parameters, NumberArray[] results) {
    return property.of(operands, parameters, results);
  }
}
