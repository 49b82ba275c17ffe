package org.autodiff.check;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.autodiff.DType;

/**
 * One case to try an operator on, given as the choices that its sample is made from: each time a
 * generator draws, it takes the next number. After the last number it takes 0, which is the
 * simplest choice, so that smaller and fewer numbers make simpler samples. This is how jqwik
 * shrinks a failing case to small shapes and short numbers.
 *
 * @param number chooses the generator of the samples and, by being even or odd, float64 or float32
 * @param structure the choices of shapes, axes and other parameters, none negative
 * @param elements the choices of elements, none negative
 * @param directions the seed of the tangents, cotangents and layouts
 */
public record LawCase(int number, List<Integer> structure, List<Integer> elements, int directions) {
  /** Copies what it is given. */
  public LawCase {
    structure = List.copyOf(structure);
    elements = List.copyOf(elements);
  }

  /**
   * {@return the sample of this case}
   *
   * @param entry the operator
   * @param dtype the element type of the operands
   */
  public Sample sample(OperatorEntry entry, DType dtype) {
    Source source = source();
    Draw draw = new Draw(source.structure(), source.elements(0), dtype, false);
    return entry.samples().smooth(draw, number);
  }

  Source source() {
    return new Chosen(this);
  }

  private record Chosen(LawCase of) implements Source {
    @Override
    public RandomGenerator structure() {
      return new Choices(of.structure, 0);
    }

    @Override
    public RandomGenerator elements(int variant) {
      return new Choices(of.elements, variant);
    }

    @Override
    public RandomGenerator directions() {
      return new SplittableRandom(of.directions);
    }

    @Override
    public String name() {
      return "choices " + of.structure + " and " + of.elements + ", directions " + of.directions;
    }
  }

  /** Gives the numbers of a list, moved by a variant, and then zeros as if they stood there. */
  private static final class Choices implements RandomGenerator {
    private final List<Integer> choices;
    private final int variant;
    private int position;

    Choices(List<Integer> choices, int variant) {
      this.choices = choices;
      this.variant = variant;
    }

    @Override
    public long nextLong() {
      int choice = position < choices.size() ? choices.get(position) : 0;
      position++;
      return choice + (long) variant * (3 + position);
    }

    @Override
    public int nextInt(int bound) {
      return (int) Math.floorMod(nextLong(), (long) bound);
    }

    @Override
    public boolean nextBoolean() {
      return nextInt(2) == 1;
    }
  }
}
