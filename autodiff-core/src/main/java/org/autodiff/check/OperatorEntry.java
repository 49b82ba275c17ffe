package org.autodiff.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.autodiff.Tensor;
import org.autodiff.ValueException;
import org.autodiff.extend.ElementwiseFunction;
import org.autodiff.extend.Operator;
import org.jspecify.annotations.Nullable;

/**
 * A registered operator: what documentation says about it, how it is made, and what it is tried on.
 * Written as one statement:
 *
 * {@snippet :
 * OperatorEntry.named("softsign")
 *     .formula("x / (1 + |x|)")
 *     .operands("x: any shape")
 *     .nonSmooth("x = 0, derivative 1")
 *     .page("softsign.md")
 *     .operator(parameters -> new Softsign())
 *     .reference(Reference.unary(x -> x / (1 + Math.abs(x))))
 *     .samples(Samples.unary(Domain.all().except(0)))
 * }
 */
public final class OperatorEntry {
  private final Builder built;
  private final Samples samples;

  private OperatorEntry(Builder built, Samples samples) {
    this.built = built;
    this.samples = samples;
  }

  /**
   * {@return the start of an entry}
   *
   * @param name the operator's name, as {@link Operator#name} and messages have it
   */
  public static Builder named(String name) {
    return new Builder(name);
  }

  /** {@return the name} */
  public String name() {
    return built.name;
  }

  /** {@return the formula, as text} */
  public String formula() {
    return built.formula;
  }

  /** {@return the names and shapes of the operands, as text} */
  public String operands() {
    return built.operands;
  }

  /** {@return where the operator is not smooth and what its derivative is there, as text} */
  public String nonSmooth() {
    return built.nonSmooth;
  }

  /**
   * {@return the page of documentation, as a path below {@code docs}; empty where there is none}
   */
  public String page() {
    return built.page;
  }

  /** {@return the name that error messages begin with: usually that of the operator} */
  public String messageName() {
    return built.messageName.isEmpty() ? built.name : built.messageName;
  }

  /**
   * {@return closed derivatives to compare with at extreme operands; empty where none are given}
   */
  public List<Extremes> extremes() {
    return List.copyOf(built.extremes);
  }

  /** {@return the parameters with their defaults} */
  public List<Parameter> parameters() {
    return List.copyOf(built.parameters);
  }

  /** {@return the default values of the parameters} */
  public Parameters defaults() {
    return Parameters.defaults(name(), built.parameters);
  }

  /** {@return what the value must be, written independently of the operator, where it is given} */
  public Optional<Reference> reference() {
    return Optional.ofNullable(built.reference);
  }

  /** {@return the samples that the operator is tried on} */
  public Samples samples() {
    return samples;
  }

  /**
   * {@return the function for the given parameters}
   *
   * @param parameters the values of the parameters, from {@link #defaults}
   */
  public TensorFunction function(Parameters parameters) {
    return built.function().apply(parameters);
  }

  /**
   * {@return the function that a sample asks for}
   *
   * @param sample the sample; its operands are not looked at
   */
  public TensorFunction function(Sample sample) {
    return function(defaults().with(sample.parameters()));
  }

  /** {@return the operator, where the entry is of a primitive one, with default parameters} */
  public Optional<Operator> primitive() {
    return Optional.ofNullable(built.primitive).map(factory -> factory.apply(defaults()));
  }

  /**
   * {@return the operator that a sample asks for}
   *
   * @param sample the sample; its operands are not looked at
   * @throws ValueException if the entry is not of a primitive operator
   */
  Operator primitive(Sample sample) {
    if (built.primitive == null) {
      throw new ValueException(
          name() + ": a primitive operator is needed, got a function; register it with operator");
    }
    return built.primitive.apply(defaults().with(sample.parameters()));
  }

  /** {@return the name} */
  @Override
  public String toString() {
    return name();
  }

  /**
   * {@return the entry of a function of one number: all that the laws need follows}
   *
   * @param function the function
   * @param domain where its derivatives are tried: an interval, without the points of kinks
   */
  public static OperatorEntry elementwise(ElementwiseFunction function, Domain domain) {
    return named(function.name())
        .formula(function.name() + "(x)")
        .operands("x: any shape")
        .nonSmooth(domain.excluded().isEmpty() ? "nowhere" : "at " + domain.excluded())
        .operator(parameters -> function)
        .samples(Samples.unary(domain));
  }

  /** An entry being written; {@link #samples} ends it. */
  public static final class Builder {
    private final String name;
    private final List<Parameter> parameters = new ArrayList<>();
    private final List<Extremes> extremes = new ArrayList<>();
    private String formula = "";
    private String operands = "";
    private String nonSmooth = "";
    private String page = "";
    private String messageName = "";
    private @Nullable Function<Parameters, Operator> primitive;
    private @Nullable Function<Parameters, TensorFunction> function;
    private @Nullable Reference reference;

    private Builder(String name) {
      this.name = name;
    }

    /**
     * {@return this, with the formula}
     *
     * @param text the formula
     */
    public Builder formula(String text) {
      formula = text;
      return this;
    }

    /**
     * {@return this, with the operands}
     *
     * @param text their names and shapes
     */
    public Builder operands(String text) {
      operands = text;
      return this;
    }

    /**
     * {@return this, with the non-smooth points}
     *
     * @param text where they are and what the derivative is there; "nowhere" if there are none
     */
    public Builder nonSmooth(String text) {
      nonSmooth = text;
      return this;
    }

    /**
     * {@return this, with the page of documentation, which an entry may do without}
     *
     * @param path the page, below {@code docs}
     */
    public Builder page(String path) {
      page = path;
      return this;
    }

    /**
     * {@return this, with the name that error messages begin with, where it is not the operator's:
     * two methods of one name are registered under two}
     *
     * @param text the name
     */
    public Builder messageName(String text) {
      messageName = text;
      return this;
    }

    /**
     * {@return this, with derivatives in closed form, which the engine's are compared with at
     * extreme operands}
     *
     * @param closed the derivatives by one operand and where to compare them, as often as wanted
     */
    public Builder extremes(Extremes... closed) {
      extremes.addAll(List.of(closed));
      return this;
    }

    /**
     * {@return this, with a parameter}
     *
     * @param parameterName its name
     * @param defaultValue its default: a double, int, boolean, String, int[] or list of integers
     * @param documentation one sentence
     */
    public Builder parameter(String parameterName, Object defaultValue, String documentation) {
      parameters.add(new Parameter(parameterName, defaultValue, documentation));
      return this;
    }

    /**
     * {@return this, with the operator}
     *
     * @param factory makes the operator from values of its parameters
     */
    public Builder operator(Function<Parameters, Operator> factory) {
      primitive = factory;
      return function(parameters -> TensorFunction.of(factory.apply(parameters)));
    }

    /**
     * {@return this, with a function}
     *
     * @param factory makes the function from values of its parameters
     */
    public Builder function(Function<Parameters, TensorFunction> factory) {
      function = factory;
      return this;
    }

    /**
     * {@return this, with a function of one operand and no parameters}
     *
     * @param f the function
     */
    public Builder unary(UnaryOperator<Tensor> f) {
      return function(parameters -> TensorFunction.unary(f));
    }

    /**
     * {@return this, with a function of two operands and no parameters}
     *
     * @param f the function
     */
    public Builder binary(BinaryOperator<Tensor> f) {
      return function(parameters -> TensorFunction.binary(f));
    }

    /**
     * {@return this, with what its value must be; without it the law of values has only known
     * values to go by}
     *
     * @param value the value, written from the definition and not with the operator's own code
     */
    public Builder reference(Reference value) {
      reference = value;
      return this;
    }

    /**
     * {@return the entry}
     *
     * @param samples the samples that the operator is tried on
     * @throws ValueException if the function is missing or two parameters have the same name
     */
    public OperatorEntry samples(Samples samples) {
      function();
      OperatorEntry entry = new OperatorEntry(this, samples);
      entry.defaults();
      return entry;
    }

    private Function<Parameters, TensorFunction> function() {
      if (function == null) {
        throw new ValueException(
            name + ": an entry needs its function, got none; call operator or function");
      }
      return function;
    }
  }
}
