package org.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.autodiff.Autodiff.grad;
import static org.autodiff.Autodiff.jvp;
import static org.autodiff.Autodiff.stopGradient;
import static org.autodiff.Autodiff.vmap;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.autodiff.graph.Graph;
import org.autodiff.graph.Numerics;
import org.junit.jupiter.api.Test;

/** What a tensor inside a transform says of itself: its text, comparisons, its value. */
class TracedTensorTest {
  private static final Tensor X = Tensor.of(1, 2);

  /** What a function says of its argument under a transform. */
  private static String text(Function<Function<Tensor, Tensor>, Tensor> transform) {
    List<String> texts = new ArrayList<>();
    transform.apply(
        x -> {
          texts.add(x.toString());
          return x.sum();
        });
    return texts.get(texts.size() - 1);
  }

  @Test
  void printsItsValueWhereItHasOne() {
    assertThat(text(f -> grad(f).apply(X))).isEqualTo("Traced(float64[2] in grad, value [1. 2.])");
    assertThat(text(f -> jvp(f, X, X).tangent()))
        .isEqualTo("Traced(float64[2] in jvp, value [1. 2.])");
    assertThat(text(f -> grad((Tensor x) -> grad(f).apply(x).sum()).apply(X)))
        .isEqualTo("Traced(float64[2] in grad, value [1. 2.])");
    assertThat(text(f -> vmap(f).apply(X))).isEqualTo("Traced(float64[] in vmap, batch [1. 2.])");
    assertThat(text(f -> vmap(grad(f)).apply(X)))
        .isEqualTo("Traced(float64[] in grad, batch [1. 2.])");
  }

  @Test
  void equalsIsAnError() {
    Function<Tensor, Tensor> branches = x -> x.equals(X) ? x.sum() : x.sum().neg();
    for (Function<Tensor, Tensor> f :
        List.of(grad(branches), vmap(branches), (Tensor x) -> jvp(branches, x, x).tangent())) {
      assertThatThrownBy(() -> f.apply(Tensor.eye(2).get(0)))
          .isInstanceOf(TraceException.class)
          .hasMessageContainingAll("equals: ", "inside", "eq", "stopGradient");
    }
    assertThatThrownBy(() -> grad((Tensor x) -> X.equals(x) ? x.sum() : x.mean()).apply(X))
        .isInstanceOf(TraceException.class)
        .hasMessageContainingAll("equals: ", "float64[2] inside grad");
    assertThatThrownBy(() -> grad((Tensor x) -> List.of(x).indexOf(X) == 0 ? x : x.sum()).apply(X))
        .isInstanceOf(TraceException.class);
  }

  @Test
  void aTracedTensorIsEqualToItselfAndToNothingOfAnotherKind() {
    grad((Tensor x) -> {
          assertThat(x.equals(x)).isTrue();
          assertThat(List.of(x).contains(x)).isTrue();
          assertThat(x.equals(null)).isFalse();
          assertThat((Object) x).isNotEqualTo("x");
          return x.sum();
        })
        .apply(X);
  }

  @Test
  void hashCodeIsAnError() {
    Set<Object> seen = new HashSet<>();
    assertThatThrownBy(() -> grad((Tensor x) -> seen.add(x) ? x.sum() : x.mean()).apply(X))
        .isInstanceOf(TraceException.class)
        .hasMessageContainingAll("hashCode: ", "float64[2] inside grad", "IdentityHashMap");
  }

  @Test
  void valuesAreReadFromStoppedGradients() {
    Function<Tensor, Tensor> f =
        x -> stopGradient(x).get(0).item() > 0 ? x.square().sum() : x.sum();
    assertThat(grad(f).apply(X)).isEqualTo(X.mul(2));
    assertThat(grad(f).apply(X.neg())).isEqualTo(Tensor.ones(2));
    assertThat(jvp(f, X, X).tangent().item()).isEqualTo(10);
    assertThat(grad((Tensor x) -> grad(f).apply(x).square().sum()).apply(X)).isEqualTo(X.mul(8));
    // watching and drawing a function does not change what it may do
    assertThat(grad(Numerics.stopAtNonFinite(f)).apply(X)).isEqualTo(X.mul(2));
    assertThat(Graph.of(f, X).toString()).contains("square a");
  }

  @Test
  void readingSaysHowToRead() {
    assertThatThrownBy(() -> grad((Tensor x) -> x.mul(x.get(0).item()).sum()).apply(X))
        .isInstanceOf(TraceException.class)
        .hasMessageContainingAll("data: ", "float64[] inside grad", "stopGradient(x).item()");
    assertThatThrownBy(() -> vmap((Tensor x) -> x.mul(x.item())).apply(X))
        .isInstanceOf(TraceException.class)
        .hasMessageContainingAll("float64[] inside vmap", "each example", "where")
        .hasMessageNotContaining("stopGradient");
    assertThatThrownBy(() -> vmap(grad((Tensor x) -> x.mul(x.item()))).apply(X))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining("each example");
  }
}
