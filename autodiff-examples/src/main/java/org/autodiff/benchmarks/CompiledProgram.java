package org.autodiff.benchmarks;

import static org.autodiff.Autodiff.grad;
import static org.autodiff.Autodiff.jacrev;
import static org.autodiff.Autodiff.vmap;

import java.util.function.Function;
import java.util.function.Supplier;
import org.autodiff.Autodiff;
import org.autodiff.RandomKey;
import org.autodiff.Shaping;
import org.autodiff.Slice;
import org.autodiff.Tensor;

/** What {@link CompileBenchmark} compiles: derivatives of programs as a user writes them. */
public enum CompiledProgram {
  /** A function of one number, called with a scalar: what a call costs. */
  SCALAR_CALL {
    @Override
    Work<?, ?> work() {
      return new Work<>(x -> x.mul(3).add(1).square(), Tensor.scalar(0.3));
    }
  },
  /** The gradient of {@code sum(sin(x²) cos(x))} over 1,000 elements. */
  SINES_1E3 {
    @Override
    Work<?, ?> work() {
      return sines(1_000);
    }
  },
  /** The same over a million elements. */
  SINES_1E6 {
    @Override
    Work<?, ?> work() {
      return sines(1_000_000);
    }
  },
  /** The gradient of the logarithm of a sum of 640,000 exponentials, from elementary parts. */
  LOG_SUM_EXP {
    @Override
    Work<?, ?> work() {
      return new Work<>(grad(CompiledProgram::logSumExp), RandomKey.of(1).normal(640_000));
    }
  },
  /** The blocks of the Jacobian of bundle adjustment, for 31,843 observations. */
  BUNDLE_ADJUSTMENT {
    @Override
    Work<?, ?> work() {
      RandomKey key = RandomKey.of(2);
      int n = 31_843;
      Observation all =
          new Observation(
              key.fold(1).normal(n, 11),
              key.fold(2).normal(n, 3),
              key.fold(3).normal(n),
              key.fold(4).normal(n, 2));
      Function<Observation, Unknowns> one =
          o ->
              jacrev((Unknowns u) -> residual(u, o.feature))
                  .apply(new Unknowns(o.camera, o.point, o.weight));
      return new Work<>(vmap(one), all);
    }
  },
  /** The gradient of k-means by 100 centers, of 10,000 points in 8 dimensions. */
  K_MEANS {
    @Override
    Work<?, ?> work() {
      Tensor points = RandomKey.of(3).normal(10_000, 8);
      Function<Tensor, Tensor> cost =
          centers -> points.expandDims(1).sub(centers.expandDims(0)).square().sum(2).min(1).sum();
      return new Work<>(grad(cost), RandomKey.of(4).normal(100, 8));
    }
  },
  /** The gradient of an 8×8 determinant by cofactors, whose minors repeat. */
  DETERMINANT {
    @Override
    Work<?, ?> work() {
      return new Work<>(grad(CompiledProgram::determinant), RandomKey.of(5).normal(8, 8));
    }
  };

  abstract Work<?, ?> work();

  Supplier<Object> eager() {
    return work().eager();
  }

  Supplier<Object> compiled() {
    return work().compiled();
  }

  /**
   * A function and its argument.
   *
   * @param function the function
   * @param argument the argument
   */
  record Work<A, R>(Function<A, R> function, A argument) {
    Supplier<Object> eager() {
      return () -> function.apply(argument);
    }

    Supplier<Object> compiled() {
      Function<A, R> compiled = Autodiff.compile(function);
      return () -> compiled.apply(argument);
    }
  }

  private static Work<?, ?> sines(int n) {
    Function<Tensor, Tensor> f = x -> x.square().sin().mul(x.cos()).sum();
    return new Work<>(grad(f), Tensor.linspace(-3, 3, n));
  }

  private static Tensor logSumExp(Tensor x) {
    Tensor most = x.max().stopGradient();
    return x.sub(most).exp().sum().log().add(most);
  }

  /** What a camera sees: its 11 parameters, a point, a weight, and where the point was seen. */
  record Observation(Tensor camera, Tensor point, Tensor weight, Tensor feature) {}

  /** What the Jacobian is taken by. */
  record Unknowns(Tensor camera, Tensor point, Tensor weight) {}

  /** The weighted distance of a projected point from where it was seen. */
  static Tensor residual(Unknowns u, Tensor feature) {
    Tensor camera = u.camera;
    Tensor rotation = camera.slice(Slice.of(0, 3));
    Tensor moved = u.point.sub(camera.slice(Slice.of(3, 6)));
    Tensor angle = rotation.square().sum().sqrt();
    Tensor axis = rotation.div(angle);
    Tensor cosine = angle.cos();
    Tensor along = axis.mul(moved).sum().mul(cosine.neg().add(1));
    Tensor turned = moved.mul(cosine).add(cross(axis, moved).mul(angle.sin())).add(axis.mul(along));
    Tensor flat = turned.slice(Slice.of(0, 2)).div(turned.get(2));
    Tensor r = flat.square().sum();
    Tensor lens = camera.get(9).mul(r).add(1).add(camera.get(10).mul(r.square()));
    Tensor seen = flat.mul(lens).mul(camera.get(6)).add(camera.slice(Slice.of(7, 9)));
    return seen.sub(feature).mul(u.weight);
  }

  private static Tensor cross(Tensor a, Tensor b) {
    return Shaping.stack(0, minor(a, b, 1, 2), minor(a, b, 2, 0), minor(a, b, 0, 1));
  }

  private static Tensor minor(Tensor a, Tensor b, int i, int j) {
    return a.get(i).mul(b.get(j)).sub(a.get(j).mul(b.get(i)));
  }

  private static Tensor determinant(Tensor matrix) {
    return determinant(matrix, 0, new boolean[matrix.shape().dim(0)]);
  }

  /** By cofactors of a row, over the columns that are not used yet. */
  private static Tensor determinant(Tensor matrix, int row, boolean[] used) {
    Tensor sum = Tensor.scalar(row == used.length ? 1 : 0);
    double sign = 1;
    for (int column = 0; column < used.length; column++) {
      if (!used[column]) {
        used[column] = true;
        Tensor minor = determinant(matrix, row + 1, used);
        sum = sum.add(matrix.get(row, column).mul(minor).mul(sign));
        used[column] = false;
        sign = -sign;
      }
    }
    return sum;
  }
}
