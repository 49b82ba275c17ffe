package org.autodiff.examples;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.autodiff.DType;
import org.autodiff.Tensor;
import org.autodiff.check.Draw;
import org.autodiff.check.OperatorEntry;
import org.autodiff.check.OperatorRegistry;
import org.autodiff.check.TensorFunction;
import org.jspecify.annotations.Nullable;

/** The functions of one or two numbers that an expression may call, by name. */
final class ElementwiseFunctions {
  /** Short names, as they are usual in expressions. */
  private static final Map<String, String> SHORT = Map.of("min", "minimum", "max", "maximum");

  private static final ElementwiseFunctions REGISTERED = new ElementwiseFunctions();

  private final Map<String, Call> byName = new TreeMap<>();

  /**
   * A function and the number of its arguments.
   *
   * @param arity the number of arguments, 1 or 2
   * @param function the function
   */
  record Call(int arity, TensorFunction function) {
    Tensor apply(Tensor... arguments) {
      return function.apply(arguments)[0];
    }
  }

  private ElementwiseFunctions() {
    for (OperatorEntry entry : OperatorRegistry.load().entries()) {
      if (entry.samples().isElementwise() && entry.parameters().isEmpty()) {
        int arity = arity(entry);
        if (arity <= 2) {
          byName.put(entry.name(), new Call(arity, entry.function(entry.defaults())));
        }
      }
    }
    SHORT.forEach((name, full) -> byName.computeIfAbsent(name, unused -> byName.get(full)));
  }

  /** {@return every registered operator that works element by element and has no parameters} */
  static ElementwiseFunctions registered() {
    return REGISTERED;
  }

  private static int arity(OperatorEntry entry) {
    Random random = new Random(1);
    Draw draw = new Draw(random, random, DType.FLOAT64, false);
    return entry.samples().smooth(draw, 0).operands().size();
  }

  /** {@return the function of that name, or null} */
  @Nullable Call find(String name) {
    return byName.get(name);
  }

  /** {@return all names, sorted} */
  List<String> names() {
    return List.copyOf(byName.keySet());
  }

  /** {@return up to five names like a wrong one, the nearest first} */
  List<String> near(String name) {
    return OperatorRegistry.near(name, byName.keySet());
  }
}
