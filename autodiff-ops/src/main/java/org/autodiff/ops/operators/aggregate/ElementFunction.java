package org.autodiff.ops.operators.aggregate;

import org.autodiff.Autodiff;
import org.autodiff.Tensor;

/**
 * A function that works element by element on arguments that broadcast against each other, written
 * in operators. Its partial derivatives are functions of the same kind: the engine finds them.
 */
@FunctionalInterface
interface ElementFunction {
  /**
   * {@return the values}
   *
   * @param arguments the arguments; their shapes broadcast
   */
  Tensor apply(Tensor[] arguments);

  /**
   * {@return the partial derivative by one argument}
   *
   * @param argument its position
   */
  default ElementFunction partial(int argument) {
    return new Partial(this, argument);
  }

  /**
   * The partial derivative of a function: as it works element by element, one tangent of ones gives
   * the derivative of every element at once.
   *
   * @param function the function
   * @param argument the position of the argument
   */
  record Partial(ElementFunction function, int argument) implements ElementFunction {
    @Override
    public Tensor apply(Tensor[] arguments) {
      Tensor primal = arguments[argument];
      return Autodiff.jvp(
              x -> {
                Tensor[] replaced = arguments.clone();
                replaced[argument] = x;
                return function.apply(replaced);
              },
              primal,
              Tensor.full(1, primal.type()))
          .tangent();
    }
  }
}
