package org.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.autodiff.graph.Graph;
import org.autodiff.kernels.Threefry;
import org.junit.jupiter.api.Test;

class RandomKeyTest {
  private static final RandomKey KEY = RandomKey.of(42);

  /** Computed by another implementation: Threefry and the inverse CDF of Python's statistics. */
  @Test
  void drawsTheNumbersItAlwaysDrew() {
    assertThat(KEY.normal(4))
        .isEqualTo(
            Tensor.of(
                -0.1847117452819115, -2.169824560397752, 0.18693555179382593, 0.612265357051096));
    assertThat(KEY.uniform(vector(4, DType.FLOAT64)))
        .isEqualTo(
            Tensor.of(
                0.4267275666499091, 0.015010069515314584, 0.5741444178995353, 0.729818896904631));
    assertThat(KEY.uniform(vector(4, DType.FLOAT32)))
        .isEqualTo(
            Tensor.of(
                new float[] {
                  0.4267275333404541f,
                  0.015010058879852295f,
                  0.5741443634033203f,
                  0.7298188805580139f
                },
                4));
    assertThat(KEY.integers(0, 10, 8)).isEqualTo(Tensor.of(4, 0, 5, 7, 6, 6, 6, 5));
    assertThat(KEY.permutation(8)).isEqualTo(Tensor.of(1, 2, 3, 5, 7, 4, 0, 6));
    assertThat(KEY.bernoulli(0.5, 4)).isEqualTo(Tensor.of(1, 1, 0, 0));
    assertThat(KEY.split(3))
        .containsExactly(
            RandomKey.of(-6537467427599086690L),
            RandomKey.of(-85474473215374502L),
            RandomKey.of(4669387423428979965L));
    assertThat(KEY.fold(7)).isEqualTo(RandomKey.of(-4199691452793035796L));
    assertThat(KEY.fold(-1)).isEqualTo(RandomKey.of(1373779701216690675L));
  }

  @Test
  void elementsDependOnKeyAndPositionAlone() {
    double[] many = KEY.normal(100).toDoubles();

    assertThat(KEY.normal(5, 2, 10).toDoubles()).containsExactly(many);
    assertThat(KEY.normal(7).toDoubles()).containsExactly(Arrays.copyOf(many, 7));
    assertThat(KEY.normal().item()).isEqualTo(many[0]);
    assertThat(KEY.integers(-5, 3, 7).toDoubles())
        .containsExactly(Arrays.copyOf(KEY.integers(-5, 3, 50).toDoubles(), 7));
  }

  @Test
  void float32IsFloat64Rounded() {
    TensorType type = vector(1000, DType.FLOAT32);
    double[] normal = KEY.normal(1000).toDoubles();
    double[] uniform = KEY.uniform(vector(1000, DType.FLOAT64)).toDoubles();
    float[] normal32 = KEY.normal(type).toFloats();
    float[] uniform32 = KEY.uniform(type).toFloats();

    for (int i = 0; i < 1000; i++) {
      assertThat(normal32[i]).isEqualTo((float) normal[i]);
      assertThat((double) uniform32[i]).isEqualTo(Math.floor(uniform[i] * 0x1p24) * 0x1p-24);
    }
    assertThat(KEY.bernoulli(0.3, type).toDoubles())
        .containsExactly(KEY.bernoulli(0.3, 1000).toDoubles());
  }

  @Test
  void splitAndFoldGiveDifferentKeys() {
    Set<RandomKey> keys = new HashSet<>(KEY.split(1000));
    keys.add(KEY);
    for (int i = -500; i < 500; i++) {
      keys.add(KEY.fold(i));
    }

    assertThat(keys).hasSize(2001);
    assertThat(KEY.split()).isEqualTo(new RandomKey.Pair(KEY.split(9).get(0), KEY.split(9).get(1)));
    assertThat(KEY.split(0)).isEmpty();
    Function<RandomKey, Tensor> ofNone = k -> k.normal(k.split(0).size());
    assertThat(Autodiff.vmap(ofNone).apply(RandomKey.stack(KEY.split(2))))
        .isEqualTo(Tensor.zeros(2, 0));
    assertThat(Graph.of(ofNone, KEY).nodes()).hasSize(2);
  }

  @Test
  void aShapeAloneGivesNumbersFrom0To1() {
    assertThat(KEY.uniform(2, 3)).isEqualTo(KEY.uniform(TensorType.of(DType.FLOAT64, 2, 3)));
    assertThat(KEY.uniform(2, 3)).isEqualTo(KEY.uniformBetween(0, 1, 2, 3));
    assertThat(KEY.uniform().shape()).isEqualTo(Shape.SCALAR);
  }

  @Test
  void aKeyIsTwoWords() {
    for (long seed : new long[] {0, 1, -1, 42, Long.MIN_VALUE, Long.MAX_VALUE, 0xdead_beef_cafeL}) {
      assertThat(RandomKey.of(seed).bits()).isEqualTo(seed);
      assertThat(new RandomKey(RandomKey.of(seed).words())).isEqualTo(RandomKey.of(seed));
    }
    assertThat(RandomKey.of(-2).words()).isEqualTo(Tensor.of(0xFFFF_FFFFL, 0xFFFF_FFFEL));
    assertThatThrownBy(() -> new RandomKey(Tensor.of(1, 2, 3)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("float64[3]");
    assertThatThrownBy(() -> new RandomKey(Tensor.zeros(DType.FLOAT32, 2)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("float32[2]");
    for (double word : new double[] {0.5, -3, 0x1p32, Double.NaN}) {
      assertThatThrownBy(() -> new RandomKey(Tensor.of(0, word)))
          .isInstanceOf(ValueException.class)
          .hasMessage(
              "random-key: the words of a key must be whole numbers from 0 to 2^32 - 1, got "
                  + word
                  + " at flat position 1 of float64[2]; make keys with RandomKey.of, split and"
                  + " fold");
    }
    RandomKey stacked = RandomKey.stack(KEY.split(3));
    assertThatThrownBy(() -> stacked.normal(2))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "normal: the key must be a single one, got keys stacked in shape [3]; map over them"
                + " with vmap");
  }

  @Test
  void aNumberInATensorFoldsLikeTheNumber() {
    for (long number :
        new long[] {0, 1, -1, 7, 1L << 32, -(1L << 32), (1L << 53) - 1, -(1L << 53)}) {
      assertThat(KEY.fold(Tensor.scalar(number))).isEqualTo(KEY.fold(number));
    }
    assertThat(KEY.fold(Tensor.scalar(3, DType.FLOAT32))).isEqualTo(KEY.fold(3));
    RandomKey each = Autodiff.vmap((Tensor step) -> KEY.fold(step)).apply(Tensor.of(4, -5, 6));
    assertThat(each).isEqualTo(RandomKey.stack(List.of(KEY.fold(4), KEY.fold(-5), KEY.fold(6))));
    assertThatThrownBy(() -> KEY.fold(Tensor.of(1, 2)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("float64[2]");
    assertThatThrownBy(() -> KEY.fold(Tensor.scalar(0.5)))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            "key-fold-number: the number must be whole and within 2^53, got 0.5 at flat position 0"
                + " of float64[]; round it, or fold a long");
    RandomKey stacked = RandomKey.stack(KEY.split(3));
    for (Runnable fold :
        List.<Runnable>of(() -> stacked.fold(1), () -> stacked.fold(Tensor.scalar(1)))) {
      assertThatThrownBy(fold::run)
          .isInstanceOf(ShapeException.class)
          .hasMessageContaining(
              "fold: the key must be a single one, got keys stacked in shape [3]");
    }
  }

  /** What each example draws is what its key draws alone, for every draw, and in nested maps. */
  @Test
  void mappedOverKeysEachExampleHasItsOwnDraw() {
    List<Function<RandomKey, Tensor>> draws =
        List.of(
            k -> k.uniform(3),
            k -> k.uniform(vector(3, DType.FLOAT32)),
            k -> k.uniformBetween(-1, 1, 2, 2),
            k -> k.normal(3),
            k -> k.normal(vector(3, DType.FLOAT32)),
            k -> k.bernoulli(0.3, 3),
            k -> k.integers(-5, 5, 3),
            k -> k.permutation(4),
            k -> k.fold(3).normal(2),
            k -> k.split().second().normal(2),
            k -> k.split(3).get(2).fold(1).uniform());
    List<RandomKey> keys = KEY.split(6);
    RandomKey flat = RandomKey.stack(keys);
    RandomKey nested = new RandomKey(flat.words().reshape(2, 3, 2));
    for (Function<RandomKey, Tensor> draw : draws) {
      Tensor[] expected = keys.stream().map(draw).toArray(Tensor[]::new);
      Tensor stacked = Shaping.stack(0, expected);
      assertThat(Autodiff.vmap(draw).apply(flat)).isEqualTo(stacked);
      Tensor twice = Autodiff.vmap(Autodiff.vmap(draw)).apply(nested);
      assertThat(twice.reshape(stacked.shape().dims())).isEqualTo(stacked);
    }
    RandomKey byAxis1 = Autodiff.vmap((RandomKey k) -> k, 1, 0).apply(nested);
    assertThat(byAxis1.words().shape()).isEqualTo(Shape.of(3, 2, 2));
  }

  @Test
  void toDerivativesAKeyIsAConstant() {
    record Noisy(Tensor mean, Tensor spread, RandomKey key) {
      Tensor sample() {
        return mean.add(spread.mul(key.normal(3)));
      }
    }
    Noisy at = new Noisy(Tensor.of(1, 2, 3), Tensor.scalar(2), KEY);
    Noisy gradient = Autodiff.grad((Noisy n) -> n.sample().square().sum()).apply(at);
    assertThat(gradient.key()).isEqualTo(KEY);
    assertThat(gradient.mean()).isEqualTo(at.sample().mul(2));
    assertThat(gradient.spread().item())
        .isCloseTo(
            at.sample().mul(2).mul(KEY.normal(3)).sum().item(),
            org.assertj.core.api.Assertions.within(1e-12));
    assertThat(Tree.leaves(at)).hasSize(2);
  }

  @Test
  void integersAreUnbiasedByRejection() {
    // 2^64 mod n is large here, so one draw in about 2000 is rejected.
    long low = -(1L << 53);
    long n = (1L << 53) + (1L << 52) - 1;
    int count = 20_000;
    BigInteger span = BigInteger.valueOf(n);
    BigInteger words = BigInteger.ONE.shiftLeft(64);
    double[] expected = new double[count];
    int rejected = 0;
    for (int i = 0; i < count; i++) {
      for (long attempt = 0; ; attempt++) {
        long bits = Threefry.block(KEY.bits(), attempt << 32 | i);
        BigInteger product = new BigInteger(Long.toUnsignedString(bits)).multiply(span);
        if (product.mod(words).compareTo(words.mod(span)) >= 0) {
          expected[i] = low + product.shiftRight(64).longValueExact();
          break;
        }
        rejected++;
      }
    }

    assertThat(rejected).isPositive();
    assertThat(KEY.integers(low, low + n, count).toDoubles()).containsExactly(expected);
  }

  @Test
  void permutationsHaveEachNumberOnce() {
    double[] sorted = KEY.permutation(1000).toDoubles();
    Arrays.sort(sorted);

    assertThat(sorted).containsExactly(Tensor.arange(1000).toDoubles());
    assertThat(KEY.permutation(0)).isEqualTo(Tensor.zeros(0));
  }

  @Test
  void boundsAreKept() {
    double high = Math.nextUp(1.0);
    assertThat(KEY.uniformBetween(1, high, 1000).toDoubles()).containsOnly(1);
    assertThat(KEY.uniformBetween(-Double.MIN_VALUE, 0, 1000).toDoubles())
        .containsOnly(-Double.MIN_VALUE);
    assertThat(KEY.integers(5, 6, 100).toDoubles()).containsOnly(5);
    assertThat(KEY.bernoulli(0, 100).toDoubles()).containsOnly(0);
    assertThat(KEY.bernoulli(1, 100).toDoubles()).containsOnly(1);
    assertThat(KEY.normal(3, 0).shape()).isEqualTo(Shape.of(3, 0));
  }

  @Test
  void impossibleArgumentsAreNamed() {
    for (double[] bounds :
        new double[][] {
          {1, 1}, {2, 1}, {Double.NaN, 1}, {0, Double.POSITIVE_INFINITY}, {-1e308, 1e308}
        }) {
      assertThatThrownBy(() -> KEY.uniformBetween(bounds[0], bounds[1], 2))
          .isInstanceOf(ValueException.class)
          .hasMessageContaining("got low " + bounds[0] + " and high " + bounds[1]);
    }
    assertThatThrownBy(() -> KEY.integers(3, 3, 2)).isInstanceOf(ValueException.class);
    assertThatThrownBy(() -> KEY.integers(0, Long.MAX_VALUE, 2)).isInstanceOf(ValueException.class);
    assertThatThrownBy(() -> KEY.bernoulli(Double.NaN, 2))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("got NaN");
    assertThatThrownBy(() -> KEY.bernoulli(1.01, 2)).isInstanceOf(ValueException.class);
    assertThatThrownBy(() -> KEY.split(-1))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("split: the count must not be negative, got -1");
    assertThatThrownBy(() -> KEY.permutation(-2)).isInstanceOf(ValueException.class);
    assertThatThrownBy(() -> KEY.normal(-2)).isInstanceOf(ShapeException.class);
  }

  private static TensorType vector(int n, DType dtype) {
    return new TensorType(Shape.of(n), dtype);
  }
}
