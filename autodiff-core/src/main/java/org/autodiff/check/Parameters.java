package org.autodiff.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.autodiff.ValueException;

/**
 * The values of an operator's parameters: those it declares, each with the value given or its
 * default. Immutable.
 */
public final class Parameters {
  private final String operator;
  private final Map<String, Parameter> declared;
  private final Map<String, Object> values;

  private Parameters(String operator, Map<String, Parameter> declared, Map<String, Object> values) {
    this.operator = operator;
    this.declared = declared;
    this.values = values;
  }

  /**
   * {@return the default values of the declared parameters}
   *
   * @param operator the operator that declares them, for messages
   * @param declared the parameters
   * @throws ValueException if two have the same name
   */
  public static Parameters defaults(String operator, List<Parameter> declared) {
    Map<String, Parameter> byName = new LinkedHashMap<>();
    Map<String, Object> values = new LinkedHashMap<>();
    for (Parameter parameter : declared) {
      if (byName.put(parameter.name(), parameter) != null) {
        throw new ValueException(
            operator
                + ": parameter names must differ, got '"
                + parameter.name()
                + "' twice; rename one");
      }
      values.put(parameter.name(), parameter.defaultValue());
    }
    return new Parameters(operator, byName, values);
  }

  /**
   * {@return these parameters with another value for one}
   *
   * @param name a declared name
   * @param value a value of the declared kind; an array of int serves for a list of integers
   * @throws ValueException if the name is not declared or the value of another kind
   */
  public Parameters with(String name, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(values);
    changed.put(name, declared(name).accept(value));
    return new Parameters(operator, declared, changed);
  }

  /**
   * {@return these parameters with other values for some}
   *
   * @param changes values by declared name
   * @throws ValueException if a name is not declared or a value of another kind
   */
  public Parameters with(Map<String, ?> changes) {
    Parameters changed = this;
    for (Map.Entry<String, ?> change : changes.entrySet()) {
      changed = changed.with(change.getKey(), change.getValue());
    }
    return changed;
  }

  /**
   * {@return these parameters with a value read from text, as a command line gives it}
   *
   * @param assignment {@code name=value}; a list of integers is written {@code [0, 2]}
   * @throws ValueException if the text is no assignment, the name not declared or the value of
   *     another kind
   */
  public Parameters parse(String assignment) {
    int equals = assignment.indexOf('=');
    if (equals < 0) {
      throw new ValueException(
          operator
              + ": a parameter must be written name=value, got '"
              + assignment
              + "'; "
              + remedy());
    }
    String name = assignment.substring(0, equals).strip();
    return with(name, declared(name).parse(assignment.substring(equals + 1)));
  }

  /**
   * {@return the value of a number}
   *
   * @param name a parameter declared with a number as default
   */
  public double number(String name) {
    return (Double) value(name, "number");
  }

  /**
   * {@return the value of an integer}
   *
   * @param name a parameter declared with an integer as default
   */
  public int integer(String name) {
    return (Integer) value(name, "integer");
  }

  /**
   * {@return the value of a flag}
   *
   * @param name a parameter declared with a boolean as default
   */
  public boolean flag(String name) {
    return (Boolean) value(name, "flag");
  }

  /**
   * {@return the value of a text}
   *
   * @param name a parameter declared with a text as default
   */
  public String text(String name) {
    return (String) value(name, "text");
  }

  /**
   * {@return the value of a list of integers, in a new array}
   *
   * @param name a parameter declared with integers as default
   */
  public int[] integers(String name) {
    List<?> list = (List<?>) value(name, "integers");
    int[] out = new int[list.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = (Integer) list.get(i);
    }
    return out;
  }

  private Object value(String name, String kind) {
    Parameter parameter = declared(name);
    if (!parameter.kind().equals(kind)) {
      throw new ValueException(
          operator
              + ": parameter '"
              + name
              + "' must be read by its kind, got a request for a "
              + kind
              + " where it is declared as "
              + parameter.kind()
              + "; change one of them");
    }
    Object value = values.get(name);
    return value == null ? parameter.defaultValue() : value;
  }

  private Parameter declared(String name) {
    Parameter parameter = declared.get(name);
    if (parameter == null) {
      throw new ValueException(
          operator + ": the parameter must be a declared one, got '" + name + "'; " + remedy());
    }
    return parameter;
  }

  private String remedy() {
    return declared.isEmpty()
        ? "it takes no parameters"
        : "the parameters are " + String.join(", ", declared.keySet());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Parameters p && operator.equals(p.operator) && values.equals(p.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** {@return the values by name, for example {@code {axis=1, keep=false}}} */
  @Override
  public String toString() {
    return values.toString();
  }
}
