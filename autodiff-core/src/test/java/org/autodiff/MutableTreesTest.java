package org.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.autodiff.Autodiff.checkpoint;
import static org.autodiff.Autodiff.customJvp;
import static org.autodiff.Autodiff.customVjp;
import static org.autodiff.Autodiff.grad;
import static org.autodiff.Autodiff.linearize;
import static org.autodiff.Autodiff.vjp;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A map of the caller's may change its order while a transform still needs it. */
class MutableTreesTest {
  private static Map<String, Tensor> map(Tensor a, Tensor b) {
    Map<String, Tensor> map = new LinkedHashMap<>();
    map.put("a", a);
    map.put("b", b);
    return map;
  }

  private static Map<String, Tensor> map(double a, double b) {
    return map(Tensor.scalar(a), Tensor.scalar(b));
  }

  private static void reorder(Map<String, Tensor> map) {
    Tensor a = map.remove("a");
    assertThat(a).isNotNull();
    map.put("a", a);
  }

  private static Tensor of(Map<String, Tensor> map, String name) {
    Tensor value = map.get(name);
    assertThat((Object) value).isNotNull();
    return value;
  }

  /** a² b. */
  private static Tensor cubic(Map<String, Tensor> map) {
    return of(map, "a").square().mul(of(map, "b"));
  }

  @Test
  void derivativesStayWithTheirNames() {
    Map<String, Tensor> slopes = map(20, 4);
    Map<String, Tensor> one = map(2, 5);
    Vjp<Map<String, Tensor>, Tensor> vjp = vjp(MutableTreesTest::cubic, one);
    reorder(one);
    assertThat(vjp.pullback(Tensor.scalar(1))).isEqualTo(slopes);

    Map<String, Tensor> two = map(2, 5);
    LinearizedFunction<Map<String, Tensor>, Tensor> linear =
        linearize(MutableTreesTest::cubic, two);
    reorder(two);
    assertThat(linear.push(map(1, 0))).isEqualTo(Tensor.scalar(20));

    Map<String, Tensor> three = map(2, 5);
    Function<Map<String, Tensor>, Tensor> reordering =
        map -> {
          reorder(three);
          return cubic(map);
        };
    assertThat(grad(reordering).apply(three)).isEqualTo(slopes);
  }

  /** With b = 5 a the function is 5 a³. */
  private static void assertSlope(Function<Map<String, Tensor>, Tensor> function) {
    Function<Tensor, Tensor> f =
        x -> {
          Map<String, Tensor> argument = map(x, x.mul(5));
          Tensor y = function.apply(argument);
          reorder(argument);
          return y;
        };
    assertThat(grad(f).apply(Tensor.scalar(2))).isEqualTo(Tensor.scalar(60));
  }

  @Test
  void checkpointsAndCustomRulesKeepTheirArguments() {
    assertSlope(checkpoint(MutableTreesTest::cubic));
    assertSlope(
        customJvp(
            MutableTreesTest::cubic,
            (at, by) ->
                of(at, "a")
                    .mul(of(at, "b"))
                    .mul(2)
                    .mul(of(by, "a"))
                    .add(of(at, "a").square().mul(of(by, "b")))));
    assertSlope(
        customVjp(
            at -> new WithResiduals<>(cubic(at), at),
            (at, by) ->
                map(of(at, "a").mul(of(at, "b")).mul(2).mul(by), of(at, "a").square().mul(by))));
  }
}
