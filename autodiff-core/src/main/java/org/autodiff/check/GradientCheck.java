package org.autodiff.check;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.autodiff.Autodiff;
import org.autodiff.DType;
import org.autodiff.DTypeException;
import org.autodiff.Tensor;
import org.autodiff.Tree;
import org.autodiff.ValueException;

/**
 * Holds the derivatives of a function against finite differences: forward mode, reverse mode and
 * the second derivative.
 *
 * {@snippet :
 * GradientCheck.of((Mlp w) -> loss(w, batch), weights).assertCorrect();
 * }
 *
 * <p>The result is weighted with random numbers, which gives one number, s(x) = ⟨u, f(x)⟩. Its
 * derivative with respect to every entry of x, or along random directions, is compared with the
 * five-point stencil with step 7·10⁻⁴ max(1, |x|), in float64; where that fails, with shorter steps
 * too, as the fifth derivative may be large. The point must be smooth.
 *
 * <p>A function of float32 is compared with differences of its float64 run, to 10⁻⁴ of the largest
 * entry. If it cannot be run so (it mixes in float32 constants), with differences in float32, step
 * 10⁻², to 2·10⁻² of the largest entry: enough for signs and factors.
 *
 * <p>Immutable; every option gives a new check.
 *
 * @param <A> the type of the function's argument, a tree
 * @param <R> the type of its result, a tree
 */
public final class GradientCheck<A, R> {
  private static final double SINGLE_RTOL = 1e-4;
  private static final double SINGLE_DIFFERENCES_RTOL = 2e-2;

  /** The derivatives that are checked. */
  public enum Mode {
    /** The JVP. */
    FORWARD,
    /** The VJP. */
    REVERSE
  }

  private final Function<? super A, ? extends R> function;
  private final A point;
  private final Options options;

  private record Options(double rtol, int order, int directions, long seed, Set<Mode> modes) {}

  private GradientCheck(Function<? super A, ? extends R> function, A point, Options options) {
    this.function = function;
    this.point = point;
    this.options = options;
  }

  /**
   * {@return a check of every entry, in both modes, to order 2, with a relative tolerance of 10⁻⁸}
   *
   * @param function the function, smooth at the point
   * @param point where to check, concrete tensors
   * @param <A> the type of its argument, a tree
   * @param <R> the type of its result, a tree
   */
  public static <A, R> GradientCheck<A, R> of(Function<? super A, ? extends R> function, A point) {
    return new GradientCheck<>(
        function, point, new Options(1e-8, 2, 0, 1, EnumSet.allOf(Mode.class)));
  }

  /**
   * {@return this check with another tolerance}
   *
   * @param rtol the tolerance relative to the entry, or to a thousandth of the largest entry
   */
  public GradientCheck<A, R> rtol(double rtol) {
    return with(new Options(rtol, options.order, options.directions, options.seed, options.modes));
  }

  /**
   * {@return this check to another order}
   *
   * @param order 1, or 2 to check the second derivative too
   */
  public GradientCheck<A, R> order(int order) {
    if (order != 1 && order != 2) {
      throw new ValueException(
          "gradient check: the order must be 1 or 2, got "
              + order
              + "; check the gradient function itself for higher orders");
    }
    return with(new Options(options.rtol, order, options.directions, options.seed, options.modes));
  }

  /**
   * {@return this check along random directions: cheaper for large arguments, and nearly as sharp}
   *
   * @param count how many, 1 or more
   * @param seed where the random numbers start
   */
  public GradientCheck<A, R> directions(int count, long seed) {
    return with(new Options(options.rtol, options.order, Math.max(1, count), seed, options.modes));
  }

  /** {@return this check of every entry} */
  public GradientCheck<A, R> allEntries() {
    return with(new Options(options.rtol, options.order, 0, options.seed, options.modes));
  }

  /**
   * {@return this check in some modes}
   *
   * @param modes the modes, at least one
   */
  public GradientCheck<A, R> modes(Set<Mode> modes) {
    return with(
        new Options(
            options.rtol, options.order, options.directions, options.seed, EnumSet.copyOf(modes)));
  }

  private GradientCheck<A, R> with(Options changed) {
    return new GradientCheck<>(function, point, changed);
  }

  /** {@return what the check finds} */
  public GradientReport check() {
    Run run = new Run();
    run.all();
    return new GradientReport(run.compared, run.worst);
  }

  /**
   * Requires the derivatives to be right.
   *
   * @throws AssertionError if one is wrong; the message names the worst entry
   */
  public void assertCorrect() {
    GradientReport report = check();
    if (!report.passed()) {
      throw new AssertionError("wrong derivative, " + report.worst());
    }
  }

  /** One execution of the check. */
  private final class Run {
    private final List<Tensor> x = Tree.leaves(point);
    private final List<String> paths = Tree.paths(point);
    private final SplittableRandom random = new SplittableRandom(options.seed);
    private final List<Tensor> numericX;
    private final boolean single;
    private final boolean converted;
    private final List<Tensor> u;
    private final double[] weights;
    private double magnitude;
    private int compared;
    private GradientError worst = new GradientError("nothing", "", List.of(), 0, 0, 0, 0, 0);

    Run() {
      List<Tensor> value = f(x);
      u = Elements.directions(value, random);
      weights = Elements.of(u);
      boolean anySingle = false;
      for (Tensor leaf : x) {
        anySingle |= leaf.dtype() == DType.FLOAT32;
      }
      single = anySingle || value.stream().anyMatch(v -> v.dtype() == DType.FLOAT32);
      List<Tensor> wide = Elements.converted(x, DType.FLOAT64);
      converted = single && runs(wide);
      numericX = converted ? wide : x;
      magnitude = Elements.absDot(weights, Elements.of(f(numericX)));
    }

    private boolean runs(List<Tensor> wide) {
      try {
        return f(wide).stream().allMatch(v -> v.dtype() == DType.FLOAT64);
      } catch (DTypeException e) {
        return false; // the function mixes in float32 constants
      }
    }

    private List<Tensor> f(List<Tensor> leaves) {
      return Tree.leaves(function.apply(Tree.rebuild(point, leaves)));
    }

    private Tensor s(List<Tensor> leaves) {
      return FunctionAtPoint.inner(f(leaves), u);
    }

    private double sAt(List<Tensor> leaves) {
      return Elements.dot(weights, Elements.of(f(leaves)));
    }

    private double rtol() {
      if (!single) {
        return options.rtol;
      }
      return Math.max(options.rtol, converted ? SINGLE_RTOL : SINGLE_DIFFERENCES_RTOL);
    }

    private double step() {
      double scale = Math.max(1, Elements.maxAbs(Elements.of(x)));
      return (single && !converted ? 1e-2 : 7e-4) * scale;
    }

    private double roundoff(double step) {
      double epsilon = single && !converted ? Math.ulp(1f) : Math.ulp(1.0);
      return 100 * epsilon * magnitude / step;
    }

    void all() {
      double[] gradient = Elements.of(Autodiff.vjp(this::f, x).pullback(u));
      if (options.directions == 0) {
        entries(gradient);
      } else {
        for (int d = 0; d < options.directions; d++) {
          alongDirection(gradient, Elements.directions(x, random));
        }
      }
      if (options.order == 2) {
        second();
      }
    }

    private void entries(double[] gradient) {
      double[] numeric = new double[gradient.length];
      double[] steps = new double[gradient.length];
      double largest = Elements.maxAbs(gradient);
      for (int i = 0; i < gradient.length; i++) {
        List<Tensor> unit = unit(i);
        double pushed = options.modes.contains(Mode.FORWARD) ? push(unit) : gradient[i];
        double best = Double.POSITIVE_INFINITY;
        for (double h = step(); h > step() / 100 && !(best <= 1); h /= 4) {
          double n = differences(unit, h);
          double error = Math.max(error(gradient[i], n, h, largest), error(pushed, n, h, largest));
          if (error < best || h == step()) {
            best = error;
            numeric[i] = n;
            steps[i] = h;
          }
        }
        if (options.modes.contains(Mode.FORWARD)) {
          report("forward", i, pushed, numeric[i], steps[i], largest);
        }
        if (options.modes.contains(Mode.REVERSE)) {
          report("reverse", i, gradient[i], numeric[i], steps[i], largest);
        }
      }
    }

    /** Compares along one direction; where it fails, entry by entry, to name the worst. */
    private void alongDirection(double[] gradient, List<Tensor> v) {
      double[] direction = Elements.of(v);
      boolean reverse = options.modes.contains(Mode.REVERSE);
      double pulled = Elements.dot(gradient, direction);
      double pushed = options.modes.contains(Mode.FORWARD) ? push(v) : pulled;
      double scale = 1e3 * Elements.norm(gradient); // error() takes a thousandth
      double best = Double.POSITIVE_INFINITY;
      for (double h = step(); h > step() / 100 && !(best <= 1); h /= 4) {
        double n = differences(v, h);
        double error =
            Math.max(reverse ? error(pulled, n, h, scale) : 0, error(pushed, n, h, scale));
        best = Math.min(best, error);
      }
      compared++;
      if (!(best <= 1)) {
        entries(gradient);
        if (worst.error() <= 1) {
          worst =
              new GradientError(
                  "along a direction",
                  "",
                  List.of(),
                  0,
                  pushed,
                  differences(v, step()),
                  step(),
                  best);
        }
      }
    }

    private double push(List<Tensor> v) {
      return Elements.dot(weights, Elements.of(Autodiff.jvp(this::f, x, v).tangent()));
    }

    private double differences(List<Tensor> v, double h) {
      return FunctionAtPoint.stencil(t -> new double[] {sAt(Elements.moved(numericX, t, v))}, h)[0];
    }

    private void second() {
      int count = options.directions == 0 ? 2 : options.directions;
      Function<List<Tensor>, List<Tensor>> grad = Autodiff.grad(this::s);
      if (single && !converted) {
        return; // differences of float32 gradients say nothing
      }
      Function<List<Tensor>, List<Tensor>> numericGrad =
          y -> Autodiff.vjp(this::f, y).pullback(Elements.like(f(y), weights));
      for (int d = 0; d < count; d++) {
        List<Tensor> v = Elements.directions(x, random);
        double[] hv = Elements.of(Autodiff.jvp(grad, x, v).tangent());
        double[] base = Elements.of(numericGrad.apply(numericX));
        double scale = Math.max(Elements.maxAbs(hv), Elements.maxAbs(base));
        double[] numeric = new double[hv.length];
        double used = step();
        double best = Double.POSITIVE_INFINITY;
        for (double h = step(); h > step() / 100 && !(best <= 1); h /= 4) {
          double[] n =
              FunctionAtPoint.stencil(
                  t -> Elements.of(numericGrad.apply(Elements.moved(numericX, t, v))), h);
          double error = 0;
          for (int i = 0; i < n.length; i++) {
            error = Math.max(error, error(hv[i], n[i], h, 1e3 * scale));
          }
          if (error < best || h == step()) {
            best = error;
            numeric = n;
            used = h;
          }
        }
        for (int i = 0; i < hv.length; i++) {
          report("second order", i, hv[i], numeric[i], used, 1e3 * scale);
        }
      }
    }

    private List<Tensor> unit(int entry) {
      double[] elements = new double[Elements.of(x).length];
      elements[entry] = 1;
      return Elements.like(x, elements);
    }

    /** The error as a share of what is tolerated. */
    private double error(double analytic, double numeric, double step, double largest) {
      double share = single ? 1 : 1e-3;
      double tolerance =
          rtol() * Math.max(Math.abs(numeric), share * largest)
              + roundoff(step)
              + Double.MIN_NORMAL;
      double error = Math.abs(analytic - numeric) / tolerance;
      return Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
    }

    private void report(
        String check, int entry, double analytic, double numeric, double step, double largest) {
      compared++;
      double error = error(analytic, numeric, step, largest);
      if (!(error > worst.error()) && compared > 1) {
        return;
      }
      int leaf = 0;
      int at = entry;
      while (at >= x.get(leaf).size()) {
        at -= x.get(leaf).size();
        leaf++;
      }
      double value = x.get(leaf).toDoubles()[at];
      int[] dims = x.get(leaf).shape().dims();
      List<Integer> index = new ArrayList<>();
      for (int k = dims.length - 1; k >= 0; k--) {
        index.addFirst(at % dims[k]);
        at /= dims[k];
      }
      worst =
          new GradientError(check, paths.get(leaf), index, value, analytic, numeric, step, error);
    }
  }
}
