package org.autodiff.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.autodiff.Autodiff;
import org.autodiff.DType;
import org.autodiff.RandomKey;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Shaping;
import org.autodiff.Slice;
import org.autodiff.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random programs over small and long tensors have the same bits compiled. */
class CompiledProgramsTest {
  private static final int LARGEST = 20_000;
  private static final int[] ROWS = {3, 70, 200, 700};

  record Arguments(Tensor x, Tensor y) {}

  @ParameterizedTest
  @ValueSource(longs = {0, 100, 200, 300, 400})
  void theBitsAreThoseOfTheEngine(long first) {
    for (long seed = first; seed < first + 12; seed++) {
      int rows = ROWS[(int) (seed % ROWS.length)];
      DType dtype = seed % 8 < 4 ? DType.FLOAT64 : DType.FLOAT32;
      Arguments arguments =
          new Arguments(
              RandomKey.of(seed).normal(rows, 3).to(dtype),
              RandomKey.of(seed).fold(1).normal(3).to(dtype));
      long program = seed;
      Function<Arguments, Tensor> f = given -> run(program, given);
      same("value of program " + seed, f, arguments);
      same("gradient of program " + seed, Autodiff.grad(f), arguments);
      same("hvp of program " + seed, x -> Autodiff.hvp(f, x, x), arguments);
    }
  }

  private static <R> void same(String what, Function<Arguments, R> function, Arguments arguments) {
    R expected = function.apply(arguments);
    Function<Arguments, R> compiled = Autodiff.compile(function);
    assertThat(compiled.apply(arguments)).as(what).isEqualTo(expected);
    assertThat(compiled.apply(arguments)).as(what + ", again").isEqualTo(expected);
  }

  private static Tensor run(long seed, Arguments arguments) {
    Random random = new Random(seed);
    List<Tensor> values = new ArrayList<>(List.of(arguments.x, arguments.y));
    int steps = 4 + random.nextInt(12);
    for (int i = 0; i < steps; i++) {
      Tensor a = values.get(random.nextInt(values.size()));
      Tensor b = values.get(random.nextInt(values.size()));
      Tensor made = step(random, a, b);
      if (made.size() > 0 && made.size() <= LARGEST && made.rank() <= 4) {
        values.add(made);
      }
    }
    Tensor sum = values.get(0).sum();
    for (Tensor value : values) {
      sum = sum.add(value.mul(0.3).sum());
    }
    return sum;
  }

  private static Tensor step(Random random, Tensor a, Tensor b) {
    int kind = random.nextInt(24);
    if (kind >= 12 && a.rank() == 0) {
      return a.square();
    }
    return switch (kind) {
      case 0 -> a.sin();
      case 1 -> a.tanh();
      case 2 -> a.mul(0.7).add(0.1);
      case 3, 4, 5 -> pair(kind, a, b);
      case 6 -> a.sigmoid();
      case 7 -> a.relu();
      case 8 -> a.abs().add(0.3).log();
      case 9 -> a.where(a.gt(0.1), 0.2);
      case 10 -> a.clip(-0.5, 0.5);
      case 11 -> a.expandDims(random.nextInt(a.rank() + 1));
      case 12 -> a.sum(random.nextInt(a.rank()));
      case 13 -> a.mean(true, -1);
      case 14 -> a.max(-1);
      case 15 -> a.softmax(-1);
      case 16 -> a.cumsum(0).mul(0.01);
      case 17 -> a.flip(0);
      case 18 -> a.get(a.shape().dim(0) / 2);
      case 19 -> a.slice(Slice.of(a.shape().dim(0) > 1 ? 1 : 0, a.shape().dim(0)));
      case 20 -> a.transpose();
      case 21 -> a.reshape(a.size());
      case 22 -> a.size() < LARGEST / 2 ? Shaping.stack(0, a, a.neg()) : a;
      default -> a.rank() == 2 && a.size() < 2000 ? a.matmul(a.transpose()).mul(0.01) : a;
    };
  }

  private static Tensor pair(int kind, Tensor a, Tensor b) {
    try {
      if (Shape.broadcast(a.shape(), b.shape(), "pair").size() > LARGEST) {
        return a;
      }
    } catch (ShapeException e) {
      return a;
    }
    return kind == 3 ? a.add(b) : kind == 4 ? a.mul(b) : a.maximum(b);
  }
}
