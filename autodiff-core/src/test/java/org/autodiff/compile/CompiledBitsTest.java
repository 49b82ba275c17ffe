package org.autodiff.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.autodiff.Autodiff.compile;
import static org.autodiff.Autodiff.grad;
import static org.autodiff.Autodiff.hessian;
import static org.autodiff.Autodiff.hvp;
import static org.autodiff.Autodiff.jacfwd;
import static org.autodiff.Autodiff.jacrev;
import static org.autodiff.Autodiff.vmap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.RandomKey;
import org.autodiff.Shaping;
import org.autodiff.Slice;
import org.autodiff.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A compiled function gives the bits of the function, whatever is done to it and inside of it. */
class CompiledBitsTest {
  private static final Map<String, Function<Tensor, Tensor>> FUNCTIONS = new LinkedHashMap<>();

  static {
    FUNCTIONS.put("elementary", x -> x.square().sin().mul(x.cos()).sum());
    FUNCTIONS.put("saturating", x -> x.tanh().mul(x.sigmoid()).add(x.exp().log1p()).sum());
    FUNCTIONS.put("powers", x -> x.abs().add(0.5).pow(1.7).div(x.square().add(1)).sqrt().sum());
    FUNCTIONS.put("choices", x -> x.relu().maximum(x.mul(0.3)).where(x.gt(-0.2), 0.25).sum());
    FUNCTIONS.put("clip", x -> x.clip(-0.5, 0.7).mul(x).sum());
    FUNCTIONS.put("slices", x -> x.get(0).mul(x.get(1)).add(x.get(2).square()).sum());
    FUNCTIONS.put("matmul", x -> x.matmul(x.transpose()).tanh().sum());
    FUNCTIONS.put("softmax", x -> x.softmax(-1).mul(x).sum());
    FUNCTIONS.put("broadcast", x -> x.sub(x.mean(true, -1)).square().sum());
    FUNCTIONS.put("small sums", x -> x.transpose().square().sum(-1).mul(x.get(0)).tanh().sum());
    FUNCTIONS.put(
        "pairwise", x -> x.expandDims(0).sub(x.expandDims(1)).square().sum(1).sqrt().mean());
    FUNCTIONS.put("nearest", CompiledBitsTest::nearest);
    FUNCTIONS.put("columns", x -> x.transpose().tanh().sum(0).square().sum());
    FUNCTIONS.put("norm", x -> x.square().sum().sqrt());
    FUNCTIONS.put("reductions", x -> x.max(-1).mul(x.sum(0).get(0)).sum());
    FUNCTIONS.put("constant", x -> x.mul(Tensor.arange(3).reshape(3, 1)).add(1).sum());
  }

  /** The sum of the squared distances of points to the nearest of two of them. */
  private static Tensor nearest(Tensor x) {
    Tensor points = x.transpose();
    Tensor centers = points.slice(Slice.of(0, 2)).mul(0.9);
    return points.expandDims(1).sub(centers.expandDims(0)).square().sum(2).min(1).sum();
  }

  static Stream<Arguments> cases() {
    List<Arguments> cases = new ArrayList<>();
    for (String name : FUNCTIONS.keySet()) {
      for (int columns : new int[] {2, 30, 700}) {
        cases.add(Arguments.of(name, columns));
      }
    }
    return cases.stream();
  }

  private static Tensor argument(int columns, DType dtype) {
    return RandomKey.of(columns).normal(3, columns).to(dtype);
  }

  private static void same(String what, Tensor compiled, Tensor eager) {
    assertThat(compiled.type()).as(what).isEqualTo(eager.type());
    assertThat(compiled.toDoubles()).as(what).containsExactly(eager.toDoubles());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void valuesAndDerivatives(String name, int columns) {
    Function<Tensor, Tensor> f = FUNCTIONS.get(name);
    for (DType dtype : DType.values()) {
      if (name.equals("constant") && dtype == DType.FLOAT32) {
        continue;
      }
      Tensor x = argument(columns, dtype);
      same("value", compile(f).apply(x), f.apply(x));
      same("gradient", compile(grad(f)).apply(x), grad(f).apply(x));
      same("gradient of compiled", grad(compile(f)).apply(x), grad(f).apply(x));
      Function<Tensor, Tensor> gg = grad(y -> grad(f).apply(y).square().sum());
      same("second", compile(gg).apply(x), gg.apply(x));
      Function<Tensor, Tensor> hv = y -> hvp(f, y, y.mul(0.5));
      same("hvp", compile(hv).apply(x), hv.apply(x));
      Function<Tensor, Tensor> inner = grad(compile(f));
      same("compiled inside", compile(inner).apply(x), grad(f).apply(x));
      Tensor batch = Shaping.stack(0, x, x.mul(0.7), x.neg());
      same("batch", compile(vmap(f)).apply(batch), vmap(f).apply(batch));
      same("batch of compiled", vmap(compile(f)).apply(batch), vmap(f).apply(batch));
      same("vmap grad", compile(vmap(grad(f))).apply(batch), vmap(grad(f)).apply(batch));
      if (columns == 2) {
        same("hessian", compile(hessian(f)).apply(x), hessian(f).apply(x));
        Function<Tensor, Tensor> rows = y -> y.mul(f.apply(y));
        same("jacrev", compile(jacrev(rows)).apply(x), jacrev(rows).apply(x));
        same("jacfwd", compile(jacfwd(rows)).apply(x), jacfwd(rows).apply(x));
        same("jacrev of compiled", jacrev(compile(rows)).apply(x), jacrev(rows).apply(x));
        same("jacfwd of compiled", jacfwd(compile(rows)).apply(x), jacfwd(rows).apply(x));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void withoutRegionsTheBitsAreTheSame(String name, int columns) {
    Function<Tensor, Tensor> gradient = grad(FUNCTIONS.get(name));
    DenseTensor x = argument(columns, DType.FLOAT64).dense();
    Plan steps = new Plan(Compiled.plan(gradient, x).program(), false);
    DenseTensor result = DenseTensor.zeros(x.type());
    for (int call = 0; call < 2; call++) { // the second in the buffers of the first
      steps.run(new DenseTensor[] {x}, new DenseTensor[] {result});
      same("gradient step by step", result, gradient.apply(x));
    }
  }
}
