package org.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Holds a function of one tensor to finite differences and to the laws of transforms. */
final class FunctionCheck {
  private static final double STEP = 7e-4;

  private FunctionCheck() {}

  /** First and second derivatives, both modes, batching, layouts, at a FLOAT64 point. */
  static void all(UnaryOperator<Tensor> f, Tensor x) {
    derivatives(f, x);
    second(f, x);
    batching(f, x);
    layouts(f, x);
  }

  static void derivatives(UnaryOperator<Tensor> f, Tensor x) {
    Tensor v = random(x.shape(), 1);
    Jvp<Tensor> jvp = Autodiff.jvp(f, x, v);
    Tensor y = f.apply(x);
    close(jvp.value(), y, 0);
    close(jvp.tangent(), differences(f, x, v), 1e-8);
    Tensor u = random(y.shape(), 2);
    Tensor pulled = Autodiff.vjp(f, x).pullback(u);
    assertThat(pulled.type()).isEqualTo(x.type());
    double left = inner(u, jvp.tangent());
    assertThat(inner(pulled, v)).isCloseTo(left, within(1e-11 * (1 + Math.abs(left))));
  }

  static void second(UnaryOperator<Tensor> f, Tensor x) {
    Tensor u = random(f.apply(x).shape(), 3);
    Tensor v = random(x.shape(), 4);
    Function<Tensor, Tensor> gradient = Autodiff.grad((Tensor t) -> f.apply(t).mul(u).sum());
    Tensor expected = differences(gradient::apply, x, v);
    close(Autodiff.jvp(gradient, x, v).tangent(), expected, 1e-7);
    Tensor reverse = Autodiff.<Tensor>grad(t -> gradient.apply(t).mul(v).sum()).apply(x);
    close(reverse, expected, 1e-7);
    Tensor overForward =
        Autodiff.<Tensor>grad(t -> Autodiff.jvp(f::apply, t, v).tangent().mul(u).sum()).apply(x);
    close(overForward, expected, 1e-7);
  }

  static void batching(UnaryOperator<Tensor> f, Tensor x) {
    Tensor[] examples = {x, x.mul(0.5).add(0.1), x.mul(-0.75)};
    Tensor[] each = new Tensor[3];
    Tensor[] gradients = new Tensor[3];
    Function<Tensor, Tensor> gradient = Autodiff.grad((Tensor t) -> f.apply(t).square().sum());
    for (int i = 0; i < 3; i++) {
      each[i] = f.apply(examples[i]);
      gradients[i] = gradient.apply(examples[i]);
    }
    Tensor batch = Shaping.stack(0, examples);
    close(Autodiff.<Tensor, Tensor>vmap(f::apply).apply(batch), Shaping.stack(0, each), 1e-12);
    close(Autodiff.vmap(gradient).apply(batch), Shaping.stack(0, gradients), 1e-11);
  }

  static void layouts(UnaryOperator<Tensor> f, Tensor x) {
    Tensor expected = f.apply(x);
    Tensor narrow = f.apply(x.to(DType.FLOAT32));
    close(narrow.to(DType.FLOAT64), expected, 1e-4);
    for (DenseTensor same : sameElements(x.dense())) {
      close(f.apply(same), expected, 1e-13);
      Tensor same32 = same.to(DType.FLOAT32);
      close(f.apply(same32).to(DType.FLOAT64), expected, 1e-4);
    }
    for (DenseTensor same : sameElements(x.to(DType.FLOAT32).dense())) {
      close(f.apply(same), narrow, 1e-5);
    }
  }

  /** Tensors with equal elements that lie in memory transposed, reversed, and with gaps. */
  static List<DenseTensor> sameElements(DenseTensor x) {
    List<DenseTensor> all = new ArrayList<>();
    all.add(x.transpose().dense().copy().transpose().dense());
    all.add(reversed(x));
    all.add(gapped(x));
    if (x.rank() > 1) {
      all.add(x.moveAxis(0, -1).dense().copy().moveAxis(-1, 0).dense());
      all.add(gapped(x.swapAxes(0, -1).dense()).swapAxes(0, -1).dense());
    }
    return all;
  }

  private static DenseTensor reversed(DenseTensor x) {
    if (x.rank() == 0) {
      return x;
    }
    int[] axes = new int[x.rank()];
    Arrays.setAll(axes, i -> i);
    return x.flip(axes).dense().copy().flip(axes).dense();
  }

  private static DenseTensor gapped(DenseTensor x) {
    int[] strides = x.shape().rowMajorStrides();
    for (int i = 0; i < strides.length; i++) {
      strides[i] = 2 * strides[i] + (i == 0 ? 3 : 0);
    }
    int last = 5;
    for (int i = 0; i < strides.length; i++) {
      last += Math.max(0, x.shape().dim(i) - 1) * strides[i];
    }
    Shape room = Shape.of(last + 4);
    DenseTensor memory = DenseTensor.zeros(new TensorType(room, x.dtype()));
    DenseTensor from = x.contiguous();
    DenseTensor view = memory.view(x.shape(), 5, strides);
    view.addInPlace(from);
    return view;
  }

  /** Five-point central differences along a direction. */
  static Tensor differences(UnaryOperator<Tensor> f, Tensor x, Tensor v) {
    double h = STEP;
    Tensor near = f.apply(x.add(v.mul(h))).sub(f.apply(x.sub(v.mul(h))));
    Tensor far = f.apply(x.add(v.mul(2 * h))).sub(f.apply(x.sub(v.mul(2 * h))));
    return near.mul(8).sub(far).div(12 * h);
  }

  static Tensor random(Shape shape, long seed) {
    Random random = new Random(seed * 7919 + shape.hashCode());
    double[] elements = new double[shape.size()];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = Math.round((random.nextDouble() * 4 - 2) * 100) / 100.0;
    }
    return Tensor.of(elements, shape.dims());
  }

  static double inner(Tensor a, Tensor b) {
    double[] x = a.toDoubles();
    double[] y = b.toDoubles();
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  static void close(Tensor actual, Tensor expected, double tolerance) {
    assertThat(actual.type()).isEqualTo(expected.type());
    assertThat(actual.isClose(expected, tolerance, tolerance))
        .as("%s should be %s", actual, expected)
        .isTrue();
  }

  private static org.assertj.core.data.Offset<Double> within(double tolerance) {
    return org.assertj.core.data.Offset.offset(tolerance);
  }
}
