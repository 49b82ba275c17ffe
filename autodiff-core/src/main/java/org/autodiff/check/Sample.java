package org.autodiff.check;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.autodiff.Tensor;

/**
 * Operands to try an operator on, with values for its parameters. Immutable.
 *
 * @param operands the operands
 * @param parameters values for parameters by name; the others have their defaults
 * @param constants the positions of operands that are not differentiated by: indices, conditions
 */
public record Sample(
    List<Tensor> operands, Map<String, Object> parameters, Set<Integer> constants) {
  /** Copies what it is given. */
  public Sample {
    operands = List.copyOf(operands);
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    constants = Collections.unmodifiableSet(new TreeSet<>(constants));
  }

  /**
   * {@return a sample with default parameters}
   *
   * @param operands the operands, all differentiable
   */
  public static Sample of(Tensor... operands) {
    return new Sample(List.of(operands), Map.of(), Set.of());
  }

  /**
   * {@return this sample with a value for a parameter}
   *
   * @param name the parameter
   * @param value the value
   */
  public Sample with(String name, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(parameters);
    changed.put(name, value instanceof int[] list ? Arrays.stream(list).boxed().toList() : value);
    return new Sample(operands, changed, constants);
  }

  /**
   * {@return this sample with some operands that no derivative is taken with respect to}
   *
   * @param positions their positions, from 0
   */
  public Sample constant(int... positions) {
    Set<Integer> changed = new TreeSet<>(constants);
    for (int position : positions) {
      changed.add(position);
    }
    return new Sample(operands, parameters, changed);
  }

  /**
   * {@return this sample with other operands}
   *
   * @param changed the operands, as many as before
   */
  public Sample withOperands(List<Tensor> changed) {
    return new Sample(changed, parameters, constants);
  }

  /**
   * {@return whether the operator is differentiated with respect to an operand}
   *
   * @param position the position of the operand
   */
  public boolean isDifferentiable(int position) {
    return !constants.contains(position);
  }
}
