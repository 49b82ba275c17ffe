package org.autodiff.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.Tensor;
import org.autodiff.TensorType;

/**
 * Operands and cases to try operators on, as jqwik arbitraries, which shrink. Needs jqwik on the
 * class path; nothing else in this package does but {@link OperatorLawProperties}.
 */
public final class OperatorArbitraries {
  private static final double[] AWKWARD = {
    0.0,
    -0.0,
    1,
    -1,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    Double.MIN_NORMAL,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.NaN
  };

  private OperatorArbitraries() {}

  /** {@return awkward extents: 0, 1, 2, 3, primes, and around the number of vector lanes} */
  public static Arbitrary<Integer> extents() {
    return Arbitraries.of(1, 2, 3, 0, 4, 5, 7, 8, 9, 13, 15, 16, 17);
  }

  /**
   * {@return awkward shapes of at most 200 elements}
   *
   * @param maxRank the largest rank
   */
  public static Arbitrary<Shape> shapes(int maxRank) {
    return extents()
        .list()
        .ofMaxSize(maxRank)
        .map(dims -> Shape.of(dims.stream().mapToInt(Integer::intValue).toArray()))
        .filter(shape -> shape.size() <= 200);
  }

  /** {@return numbers from −9.9 to 9.9 with one decimal: failures stay readable} */
  public static Arbitrary<Double> shortDecimals() {
    return Arbitraries.integers().between(-99, 99).map(tenths -> tenths / 10.0);
  }

  /** {@return numbers at which implementations fail: zeros, subnormal and huge ones, ∞, NaN} */
  public static Arbitrary<Double> awkwardNumbers() {
    List<Double> numbers = new ArrayList<>();
    for (double number : AWKWARD) {
      numbers.add(number);
    }
    return Arbitraries.of(numbers);
  }

  /**
   * {@return contiguous tensors}
   *
   * @param dtype their element type
   * @param shapes their shapes
   * @param elements their elements, rounded to the element type
   */
  public static Arbitrary<Tensor> tensors(
      DType dtype, Arbitrary<Shape> shapes, Arbitrary<Double> elements) {
    return shapes.flatMap(
        shape ->
            elements
                .list()
                .ofSize(shape.size())
                .map(
                    list ->
                        Elements.tensor(
                            new TensorType(shape, dtype),
                            list.stream().mapToDouble(Double::doubleValue).toArray())));
  }

  /**
   * {@return tensors with the elements of the given one in every layout: contiguous, transposed,
   * strided, reversed, with an offset}
   *
   * @param tensor the tensor
   */
  public static Arbitrary<DenseTensor> layouts(Tensor tensor) {
    List<DenseTensor> all = new ArrayList<>();
    all.add(tensor.dense());
    for (Layouts layout : Layouts.values()) {
      all.add(layout.of(tensor));
    }
    return Arbitraries.of(all);
  }

  /**
   * {@return tensors that repeat one slice of the given one along an axis, with stride 0}
   *
   * @param tensor a tensor of rank 1 or more with elements
   */
  public static Arbitrary<DenseTensor> repeated(Tensor tensor) {
    return Arbitraries.integers()
        .between(0, tensor.rank() - 1)
        .map(axis -> Layouts.repeated(tensor, axis));
  }

  /** {@return cases to try operators on; they shrink to small shapes and short numbers} */
  public static Arbitrary<LawCase> cases() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 99),
            choices(24),
            choices(96),
            Arbitraries.integers().between(0, 9999))
        .as(LawCase::new);
  }

  private static Arbitrary<List<Integer>> choices(int most) {
    return Arbitraries.integers()
        .between(0, 9999)
        .withDistribution(RandomDistribution.uniform())
        .withoutEdgeCases()
        .list()
        .ofMaxSize(most)
        .withSizeDistribution(RandomDistribution.uniform());
  }

  /**
   * {@return points at which an operator is smooth; they shrink to small shapes and short numbers}
   *
   * @param entry the operator
   * @param dtype the element type of the operands
   */
  public static Arbitrary<Sample> samples(OperatorEntry entry, DType dtype) {
    return cases().map(lawCase -> lawCase.sample(entry, dtype));
  }

  /**
   * {@return the operators, one of them at a time}
   *
   * @param entries the operators
   */
  public static Arbitrary<OperatorEntry> operators(Collection<OperatorEntry> entries) {
    return Arbitraries.of(entries);
  }
}
