package org.autodiff.check.entries;

import java.util.List;
import java.util.function.Function;
import org.autodiff.DType;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.ValueException;
import org.autodiff.check.Draw;
import org.autodiff.check.OperatorEntry;
import org.autodiff.check.Parameters;
import org.autodiff.check.Sample;
import org.autodiff.check.Samples;
import org.autodiff.operators.random.KeyFold;
import org.autodiff.operators.random.KeyFoldNumber;
import org.autodiff.operators.random.KeySplit;
import org.autodiff.operators.random.RandomDraw;

/** The registration of random numbers and of the operators that make keys from keys. */
final class RandomEntries {
  private static final Tensor KEY = Tensor.of(0, 42);

  private RandomEntries() {}

  // the known values were computed by another implementation: Threefry and the inverse of the
  // distribution function of Python's statistics

  static List<OperatorEntry> all() {
    return List.of(
        draw("uniform", "evenly distributed from 0 to below 1", RandomDraw.Uniform::new)
            .reference(RandomReferences.uniform())
            .samples(
                shaped()
                    .example(
                        sample(4),
                        0.4267275666499091,
                        0.015010069515314584,
                        0.5741444178995353,
                        0.729818896904631)),
        draw(
                "uniform-between",
                "evenly distributed from −1 to below 3",
                type -> new RandomDraw.UniformBetween(-1, 3, type))
            .reference(RandomReferences.uniformBetween(-1, 3))
            .samples(
                shaped()
                    .example(sample(2), 4 * 0.4267275666499091 - 1, 4 * 0.015010069515314584 - 1)),
        draw("normal", "of the standard normal distribution", RandomDraw.Normal::new)
            .reference(RandomReferences.normal())
            .samples(
                shaped()
                    .example(
                        sample(4),
                        -0.1847117452819115,
                        -2.169824560397752,
                        0.18693555179382593,
                        0.612265357051096)),
        draw(
                "bernoulli",
                "1 with probability 0.5, otherwise 0",
                type -> new RandomDraw.Bernoulli(0.5, type))
            .reference(RandomReferences.bernoulli(0.5))
            .samples(shaped().example(sample(4), 1, 1, 0, 0)),
        draw("integers", "whole numbers from 0 to 9", type -> new RandomDraw.Integers(0, 10, type))
            .reference(RandomReferences.integers(0, 10))
            .samples(shaped().example(sample(8), 4, 0, 5, 7, 6, 6, 6, 5)),
        entry("permutation", "the numbers 0, …, n − 1 in random order", "words: [keys…, 2]")
            .parameter("n", 3, "how many numbers")
            .operator(p -> new RandomDraw.Permutation(TensorType.of(DType.FLOAT64, p.integer("n"))))
            .reference(RandomReferences.permutation())
            .samples(
                keyed((draw, sample) -> sample.with("n", draw.dim()))
                    .example(Sample.of(KEY).constant(0).with("n", 8), 1, 2, 3, 5, 7, 4, 0, 6)),
        entry("key-split", "new keys made of each key, by Threefry-2x32", "words: [keys…, 2]")
            .parameter("count", 2, "how many")
            .operator(p -> new KeySplit(p.integer("count")))
            .reference(RandomReferences.split())
            .samples(
                keyed((draw, sample) -> sample.with("count", draw.integer(1, 3)))
                    .example(
                        Sample.of(KEY).constant(0).with("count", 3),
                        words(-6537467427599086690L, -85474473215374502L, 4669387423428979965L))),
        entry("key-fold", "a new key made of each key and one fixed number", "words: [keys…, 2]")
            .parameter("data", 1, "the number")
            .operator(p -> new KeyFold(p.integer("data")))
            .reference(RandomReferences.fold())
            .samples(
                keyed((draw, sample) -> sample.with("data", draw.integer(-1000, 1000)))
                    .example(
                        Sample.of(KEY).constant(0).with("data", 7), words(-4199691452793035796L))
                    .example(
                        Sample.of(KEY).constant(0).with("data", -1), words(1373779701216690675L))),
        entry(
                "key-fold-number",
                "a new key made of each key and its own whole number, within ±2⁵³",
                "words: [keys…, 2]; number: [keys…]")
            .operator(p -> KeyFoldNumber.KEY_FOLD_NUMBER)
            .reference(RandomReferences.foldNumber())
            .samples(
                rejecting(
                        Samples.of(
                            draw -> {
                              Shape keys = draw.shape(0, 2);
                              return Sample.of(words(draw, keys), draw.integers(keys, -1000, 1000))
                                  .constant(0, 1);
                            }),
                        Tensor.scalar(7))
                    .invalid(folding(Tensor.of(7)), ShapeException.class, "float64[1]")
                    .invalid(folding(Tensor.scalar(0.5)), ValueException.class, "0.5", "2^53")
                    .invalid(folding(Tensor.scalar(0x1p54)), ValueException.class, "1.80143985")
                    .invalid(folding(Tensor.scalar(Double.NaN)), ValueException.class, "NaN")
                    .example(folding(Tensor.scalar(7)), words(-4199691452793035796L))
                    .example(folding(Tensor.scalar(-1)), words(1373779701216690675L))));
  }

  private static double[] words(long... keys) {
    double[] words = new double[2 * keys.length];
    for (int i = 0; i < keys.length; i++) {
      words[2 * i] = keys[i] >>> 32;
      words[2 * i + 1] = keys[i] & 0xFFFF_FFFFL;
    }
    return words;
  }

  private static Sample folding(Tensor number) {
    return Sample.of(KEY, number).constant(0, 1);
  }

  private static OperatorEntry.Builder entry(String name, String formula, String operands) {
    return OperatorEntry.named(name)
        .formula(formula)
        .operands(operands)
        .nonSmooth("everywhere: derivative 0, as a key is no number to differentiate by")
        .page("derivations/random.md");
  }

  private static OperatorEntry.Builder draw(
      String name, String formula, Function<TensorType, RandomDraw> operator) {
    return entry(name, formula, "words: [keys…, 2]")
        .parameter("shape", new int[] {2}, "the shape of the draw of each key")
        .parameter("single", false, "whether the draw is float32")
        .operator(p -> operator.apply(type(p)));
  }

  private static TensorType type(Parameters p) {
    DType dtype = p.flag("single") ? DType.FLOAT32 : DType.FLOAT64;
    return TensorType.of(dtype, p.integers("shape"));
  }

  private static Sample sample(int n) {
    return Sample.of(KEY).constant(0).with("shape", new int[] {n});
  }

  private static Samples shaped() {
    return keyed(
        (draw, sample) ->
            sample.with("shape", draw.shape(0, 2).dims()).with("single", draw.flag()));
  }

  private interface Change {
    Sample apply(Draw draw, Sample sample);
  }

  private static Samples keyed(Change change) {
    return rejecting(
        Samples.of(
            draw -> change.apply(draw, Sample.of(words(draw, draw.shape(0, 2))).constant(0))));
  }

  /** These samples, and what every operator refuses in the place of a key. */
  private static Samples rejecting(Samples samples, Tensor... others) {
    return samples
        .invalid(sampleOf(Tensor.ones(3), others), ShapeException.class, "float64[3]")
        .invalid(sampleOf(Tensor.scalar(1), others), ShapeException.class, "float64[]")
        .invalid(sampleOf(Tensor.of(0, 0.5), others), ValueException.class, "0.5", "position 1")
        .invalid(sampleOf(Tensor.of(-1, 0), others), ValueException.class, "-1.0", "position 0")
        .invalid(sampleOf(Tensor.of(0, 0x1p32), others), ValueException.class, "4.294967296E9")
        .invalid(sampleOf(Tensor.of(Double.NaN, 0), others), ValueException.class, "NaN");
  }

  private static Sample sampleOf(Tensor words, Tensor... others) {
    return others.length == 0
        ? Sample.of(words).constant(0)
        : Sample.of(words, others[0]).constant(0, 1);
  }

  /** Words that are whole numbers in float32 too. */
  private static Tensor words(Draw draw, Shape keys) {
    return draw.integers(keys.insert(keys.rank(), 2), 0, (1 << 24) - 1);
  }
}
