package org.autodiff.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.autodiff.AutodiffException;
import org.autodiff.DTypeException;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;

/**
 * What an operator is tried on: generators of points at which it is smooth, its kinks, and operands
 * it rejects. Immutable; every method returns the samples with one more thing.
 *
 * {@snippet :
 * Samples.unary(Domain.all().except(0)).kinkAt(0, 0)          // abs
 * Samples.binary(Domain.all(), Domain.all().except(0))        // div
 * Samples.of(draw -> Sample.of(draw.tensor(draw.shape(0, 3)))) // sum
 *     .invalid(Sample.of(Tensor.ones(2)).with("axis", 1), ShapeException.class, "axis 1", "[2]")
 * }
 */
public final class Samples {
  private final List<Function<Draw, Sample>> smooth;
  private final List<Kink> kinks;
  private final List<InvalidSample> invalid;
  private final List<Example> examples;
  private final Traits traits;

  /** What the laws must know about an operator; a text is the reason, or empty. */
  private record Traits(
      boolean elementwise, String nanException, String rejectsNothing, String ownDerivative) {
    static final Traits NONE = new Traits(false, "", "", "");
  }

  private Samples(
      List<Function<Draw, Sample>> smooth,
      List<Kink> kinks,
      List<InvalidSample> invalid,
      List<Example> examples,
      Traits traits) {
    this.smooth = smooth;
    this.kinks = kinks;
    this.invalid = invalid;
    this.examples = examples;
    this.traits = traits;
  }

  private Samples with(Traits changed) {
    return new Samples(smooth, kinks, invalid, examples, changed);
  }

  /**
   * {@return samples from a generator}
   *
   * @param generator draws operands and parameters at which the operator is smooth, ten steps of
   *     the finite differences away from the points where it is not
   */
  public static Samples of(Function<Draw, Sample> generator) {
    return new Samples(List.of(generator), List.of(), List.of(), List.of(), Traits.NONE);
  }

  /**
   * {@return samples of an elementwise operator with one operand}
   *
   * @param domain where it is smooth
   */
  public static Samples unary(Domain domain) {
    return of(draw -> Sample.of(draw.tensor(draw.shape(0, 3), domain)))
        .elementwise()
        .rejectsNothing("it takes every tensor");
  }

  /**
   * {@return samples of an elementwise operator with two operands that broadcast, with what it
   * rejects: operands of different element types, and shapes that do not broadcast}
   *
   * @param first where it is smooth in the first operand
   * @param second where it is smooth in the second
   */
  public static Samples binary(Domain first, Domain second) {
    return broadcasting(
            (draw, shapes) ->
                Sample.of(draw.tensor(shapes[0], first), draw.tensor(shapes[1], second)))
        .rejectsTwo();
  }

  /**
   * {@return samples of an elementwise operator with two operands that broadcast and never come
   * close to each other, for an operator that is not smooth where they are equal}
   */
  public static Samples binaryDistinct() {
    return broadcasting(
            (draw, shapes) -> Sample.of(draw.distinct(shapes[0], 0), draw.distinct(shapes[1], 1)))
        .rejectsTwo();
  }

  /** Makes a sample of two operands that have the given shapes. */
  @FunctionalInterface
  public interface Broadcasting {
    /**
     * {@return a sample}
     *
     * @param draw the source
     * @param shapes the shapes of the two operands
     */
    Sample draw(Draw draw, Shape[] shapes);
  }

  /**
   * {@return samples of an elementwise operator whose operands have two shapes that broadcast}
   *
   * @param generator makes the operands
   */
  public static Samples broadcasting(Broadcasting generator) {
    Samples samples =
        of(
            draw -> {
              Shape shape = draw.shape(0, 3);
              Shape part = draw.broadcastable(shape);
              boolean swap = draw.flag();
              return generator.draw(
                  draw, swap ? new Shape[] {part, shape} : new Shape[] {shape, part});
            });
    return samples.elementwise();
  }

  /** What every operator with two operands that broadcast rejects. */
  private Samples rejectsTwo() {
    return invalid(
            Sample.of(Tensor.ones(2, 3), Tensor.ones(2)), ShapeException.class, "[2, 3]", "[2]")
        .invalid(
            Sample.of(Tensor.ones(2), Tensor.of(new float[] {1, 1}, 2)),
            DTypeException.class,
            "float64",
            "float32");
  }

  /**
   * {@return these samples and those of another generator}
   *
   * @param generator draws operands and parameters
   */
  public Samples and(Function<Draw, Sample> generator) {
    return new Samples(appended(smooth, generator), kinks, invalid, examples, traits);
  }

  /**
   * {@return these samples, all changed: for example with a parameter drawn}
   *
   * @param change makes a sample of a sample
   */
  public Samples map(BiFunction<Draw, Sample, Sample> change) {
    List<Function<Draw, Sample>> changed = new ArrayList<>();
    for (Function<Draw, Sample> generator : smooth) {
      changed.add(draw -> change.apply(draw, generator.apply(draw)));
    }
    return new Samples(changed, kinks, invalid, examples, traits);
  }

  /**
   * {@return these samples and a kink}
   *
   * @param sample the point
   * @param expected for each operand, the gradient of the sum of all results by the policy
   */
  public Samples kink(Sample sample, double[]... expected) {
    return kink(new Kink(sample, List.of(expected), true));
  }

  /**
   * {@return these samples and a kink}
   *
   * @param kink the point and the expected derivatives
   */
  public Samples kink(Kink kink) {
    return new Samples(smooth, appended(kinks, kink), invalid, examples, traits);
  }

  /**
   * {@return these samples and a kink of an operator with one operand}
   *
   * @param point the point
   * @param derivative the derivative that the policy gives there
   */
  public Samples kinkAt(double point, double derivative) {
    return kink(Sample.of(Tensor.scalar(point)), new double[] {derivative});
  }

  /**
   * {@return these samples and operands that are rejected}
   *
   * @param sample the operands and parameters
   * @param exception the documented exception
   * @param fragments texts that its message contains
   */
  public Samples invalid(
      Sample sample, Class<? extends AutodiffException> exception, String... fragments) {
    return new Samples(
        smooth,
        kinks,
        appended(invalid, new InvalidSample(sample, exception, List.of(fragments))),
        examples,
        traits);
  }

  /**
   * {@return these samples, of an operator that rejects nothing}
   *
   * @param why the reason
   */
  public Samples rejectsNothing(String why) {
    return with(new Traits(traits.elementwise, traits.nanException, why, traits.ownDerivative));
  }

  /**
   * {@return these samples and a known value}
   *
   * @param sample the operands, float64
   * @param expected the elements of all results, in row-major order
   */
  public Samples example(Sample sample, double... expected) {
    Example example = new Example(sample, Arrays.stream(expected).boxed().toList());
    return new Samples(smooth, kinks, invalid, appended(examples, example), traits);
  }

  /** {@return these samples, of an elementwise operator} */
  public Samples elementwise() {
    return with(new Traits(true, traits.nanException, traits.rejectsNothing, traits.ownDerivative));
  }

  /**
   * {@return these samples, of an operator whose result for NaN is not simply NaN}
   *
   * @param behaviour what it does instead
   */
  public Samples nanException(String behaviour) {
    return with(
        new Traits(traits.elementwise, behaviour, traits.rejectsNothing, traits.ownDerivative));
  }

  /**
   * {@return these samples, of an operator whose derivative is defined rather than found: finite
   * differences do not apply, all other laws do}
   *
   * @param why the definition, for example "straight-through"
   */
  public Samples ownDerivative(String why) {
    return with(new Traits(traits.elementwise, traits.nanException, traits.rejectsNothing, why));
  }

  /** {@return the definition of a derivative that finite differences do not give, or empty} */
  public String ownDerivative() {
    return traits.ownDerivative;
  }

  /** {@return whether the operator works element by element} */
  public boolean isElementwise() {
    return traits.elementwise;
  }

  /** {@return what the operator does with NaN, or an empty text where it gives NaN} */
  public String nanException() {
    return traits.nanException;
  }

  /** {@return why nothing is rejected, or an empty text} */
  public String rejectsNothing() {
    return traits.rejectsNothing;
  }

  /** {@return the kinks} */
  public List<Kink> kinks() {
    return kinks;
  }

  /** {@return the known values} */
  public List<Example> examples() {
    return examples;
  }

  /** {@return what is rejected} */
  public List<InvalidSample> invalid() {
    return invalid;
  }

  /**
   * {@return a sample at which the operator is smooth}
   *
   * @param draw the source
   * @param number the number of the sample: the generators take turns
   */
  public Sample smooth(Draw draw, int number) {
    return smooth.get(Math.floorMod(number, smooth.size())).apply(draw);
  }

  private static <T> List<T> appended(List<T> list, T element) {
    List<T> out = new ArrayList<>(list);
    out.add(element);
    return List.copyOf(out);
  }
}
