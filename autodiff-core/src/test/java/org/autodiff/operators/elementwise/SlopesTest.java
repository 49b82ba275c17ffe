package org.autodiff.operators.elementwise;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.autodiff.DType;
import org.autodiff.Tensor;
import org.autodiff.extend.LinearMap;
import org.autodiff.kernels.UnaryKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The slope of an elementary function stands in {@link UnaryElementwise}, as a formula of the
 * operand or of the value. The fused kernels, which multiply by it, are held to these formulas.
 */
class SlopesTest {
  private static final double[] POINTS = {
    -40, -3.7, -1.5, -1, -0.999, -0.6, -0.3, -1e-3, -1e-9, 1e-9, 1e-3, 0.3, 0.6, 0.999, 1, 1.001,
    2.5, 3.7, 12, 40
  };

  static List<UnaryElementwise> functions() {
    return Stream.of(UnaryElementwise.class.getDeclaredFields())
        .filter(field -> Modifier.isStatic(field.getModifiers()))
        .filter(field -> field.getType() == UnaryElementwise.class)
        .map(
            field -> {
              try {
                return (UnaryElementwise) field.get(null);
              } catch (IllegalAccessException e) {
                throw new AssertionError(e);
              }
            })
        .toList();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void theKernelMultipliesByTheSlope(UnaryElementwise function) {
    assertThat(functions()).hasSize(UnaryKind.values().length);
    holds(function, DType.FLOAT64, 4e-14);
    holds(function, DType.FLOAT32, 2e-5);
  }

  private static void holds(UnaryElementwise function, DType dtype, double tolerance) {
    Tensor x = Tensor.of(POINTS).to(dtype);
    Tensor y = function.apply(x);
    Tensor slope = function.slope(function.kind().slopeIsOfResult() ? y : x);
    Tensor g = Tensor.of(Arrays.stream(POINTS).map(p -> 1 + p / 100).toArray()).to(dtype);
    LinearMap map = function.linearMaps(new Tensor[] {x}, y)[0];
    if (map == null) {
      assertThat(slope).isEqualTo(Tensor.full(0, x.type()));
      return;
    }
    double[] fused = map.transpose(g).toDoubles();
    double[] formula = slope.mul(g).toDoubles();
    double[] values = y.toDoubles();
    int compared = 0;
    for (int i = 0; i < fused.length; i++) {
      if (Double.isFinite(values[i]) && Double.isFinite(formula[i])) {
        assertThat(Math.abs(fused[i] - formula[i]))
            .as(
                "%s' at %s: %s by the kernel, %s by the formula",
                function, x.get(i), fused[i], formula[i])
            .isLessThanOrEqualTo(tolerance * Math.max(Math.abs(formula[i]), 1e-4));
        compared++;
      }
    }
    assertThat(compared).as("%s compared", function).isGreaterThan(4);
    assertThat(Objects.toString(function)).isEqualTo(function.name());
  }
}
