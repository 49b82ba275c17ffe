package org.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.autodiff.Autodiff.grad;
import static org.autodiff.Autodiff.vmap;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.autodiff.extend.OperationCount;
import org.autodiff.graph.Graph;
import org.junit.jupiter.api.Test;

/** The recorded graph: what it shows, and what it counts. */
class GraphTest {
  private static final Function<Tensor, Tensor> F = x -> x.square().sin().mul(x.cos()).sum();
  private static final Tensor X = Tensor.of(1, 2, 3);

  @Test
  void printsLikeAJaxpr() {
    assertThat(Graph.of(F, X))
        .hasToString(
            """
            { lambda a:float64[3] .
                b:float64[3] = square a
                c:float64[3] = sin b
                d:float64[3] = cos a
                e:float64[3] = mul c d
                f:float64[] = sum[axes=[0] keepDims=false] e
              in (f) }\
            """);
  }

  @Test
  void showsConstantsAndTheBackwardPass() {
    String text = Graph.of(grad((Tensor x) -> x.mul(2).add(X).square().sum()), X).toString();
    assertThat(text)
        .contains("mul a 2.0", "add b const:float64[3]", "square c", "mul const:float64[3] f");
  }

  /** The derivatives of these are functions of the values that they have already. */
  @Test
  void nothingIsComputedTwiceForADerivative() {
    List<UnaryOperator<Tensor>> functions =
        List.of(
            Tensor::exp,
            Tensor::expm1,
            Tensor::tanh,
            Tensor::tan,
            Tensor::sigmoid,
            Tensor::sqrt,
            Tensor::rsqrt,
            Tensor::cbrt,
            Tensor::reciprocal);
    List<String> names =
        List.of("exp", "expm1", "tanh", "tan", "sigmoid", "sqrt", "rsqrt", "cbrt", "reciprocal");
    for (int i = 0; i < names.size(); i++) {
      UnaryOperator<Tensor> f = functions.get(i);
      String text = Graph.of(grad((Tensor x) -> f.apply(x).sum()), X).toString();
      assertThat(text).containsOnlyOnce(" = " + names.get(i) + " ").doesNotContain("cosh");
    }
    String twice =
        Graph.of(grad((Tensor x) -> grad((Tensor y) -> y.exp().sum()).apply(x).sum()), X)
            .toString();
    assertThat(twice).containsOnlyOnce("exp");
  }

  @Test
  void drawsForGraphvizAndMermaid() {
    String dot = Graph.of(F, X).toDot();
    assertThat(dot)
        .startsWith("digraph {")
        .contains("v0 [label=\"a: float64[3]\", shape=ellipse]")
        .contains("v1 [label=\"square\"]")
        .contains("v0 -> v1 [label=\"float64[3]\"]")
        .contains("v5 -> out0");
    String mermaid = Graph.of(F, X).toMermaid();
    assertThat(mermaid)
        .startsWith("flowchart TD")
        .contains("v1[\"square\"]")
        .contains("v0 -->|\"float64[3]\"| v1");
  }

  @Test
  void drawsArgumentsThatAreResults() {
    record Two(Tensor x, Tensor y) {}

    assertThat(Graph.of((Tensor x) -> x, X)).hasToString("{ lambda a:float64[3] .\n  in (a) }");
    assertThat(Graph.of((Tensor x) -> x, X).toDot())
        .isEqualTo(
            """
            digraph {
              node [shape=box];
              v0 [label="a: float64[3]", shape=ellipse];
              out0 [label="result 1", shape=ellipse];
              v0 -> out0 [label="float64[3]"];
            }
            """);
    assertThat(Graph.of((Tensor x) -> x, X).toMermaid())
        .isEqualTo(
            """
            flowchart TD
              v0["a: float64[3]"]
              out0["result 1"]
              v0 -->|"float64[3]"| out0
            """);
    // two arguments, exchanged, beside an operation and a constant
    Graph swapped =
        Graph.of(
            (Two t) -> java.util.List.of(t.y(), t.x(), t.x().add(t.y()), Tensor.scalar(3)),
            new Two(X, Tensor.scalar(2)));
    assertThat(swapped)
        .hasToString(
            """
            { lambda a:float64[3] b:float64[] .
                c:float64[3] = add a b
              in (b, a, c, 3.0) }\
            """);
    assertThat(swapped.toMermaid())
        .isEqualTo(
            """
            flowchart TD
              v0["a: float64[3]"]
              v1["b: float64[]"]
              v2["add"]
              v0 -->|"float64[3]"| v2
              v1 -->|"float64[]"| v2
              out0["result 1"]
              v1 -->|"float64[]"| out0
              out1["result 2"]
              v0 -->|"float64[3]"| out1
              out2["result 3"]
              v2 -->|"float64[3]"| out2
              out3["result 4"]
            """);
  }

  @Test
  void recordsInsideAndOutsideOfOtherTransforms() {
    Tensor batch = Tensor.ones(4, 3);
    assertThat(Graph.of(vmap(F), batch).toString()).contains("float64[4, 3] = sin");
    Tensor through = vmap((Tensor x) -> Tensor.scalar(Graph.of(F, x).nodes().size())).apply(batch);
    assertThat(through.toDoubles()).containsOnly(5);
  }

  @Test
  void countsAdditionsAndMultiplications() {
    // (m, k)(k, n): m n k multiplications, m n (k − 1) additions
    Tensor a = Tensor.ones(4, 5);
    Tensor b = Tensor.ones(5, 6);
    OperationCount count = Graph.of((Tensor x) -> x.matmul(b), a).operationCount();
    assertThat(count).isEqualTo(new OperationCount(4 * 6 * 4, 4 * 6 * 5, 0));
    assertThat(Graph.of(F, X).operationCount()).isEqualTo(new OperationCount(2, 6, 6));
    assertThat(Graph.of((Tensor x) -> x.transpose().reshape(20).get(3), a).operationCount())
        .isEqualTo(OperationCount.NONE);
    assertThat(Graph.of((Tensor x) -> x.sub(1).mean(), X).operationCount().total()).isEqualTo(6);
  }

  @Test
  void evaluatesOnOtherInputs() {
    Tensor other = Tensor.of(-0.5, 0.25, 4);
    for (Function<Tensor, Tensor> f : List.of(F, grad(F), Autodiff.hessian(F))) {
      Graph graph = Graph.of(f, X);
      assertThat(graph.evaluate(List.of(other))).containsExactly(f.apply(other));
    }
  }

  @Test
  void anEvaluatedGraphIsDifferentiatedLikeTheFunction() {
    Graph graph = Graph.of(F, X);
    Function<Tensor, Tensor> again = x -> graph.evaluate(List.of(x)).get(0);
    Tensor other = Tensor.of(-0.5, 0.25, 4);
    assertThat(grad(again).apply(other)).isEqualTo(grad(F).apply(other));
    assertThat(Autodiff.hessian(again).apply(other)).isEqualTo(Autodiff.hessian(F).apply(other));
    Tensor batch = Shaping.stack(0, X, other);
    assertThat(vmap(again).apply(batch)).isEqualTo(vmap(F).apply(batch));
  }

  /** Derivatives and batches of a graph without a number are those of the one that was run. */
  @Test
  void isMadeOfTypesAlone() {
    for (Function<Tensor, Tensor> f :
        List.of(
            F, grad(F), Autodiff.hessian(F), x -> vmap(grad(F)).apply(Shaping.stack(0, x, x)))) {
      Graph staged = Graph.ofTypes(list -> f.apply(list.get(0)), X.type());
      assertThat(staged.evaluate(List.of(X))).containsExactly(f.apply(X));
      assertThat(staged.nodes()).hasSameSizeAs(Graph.of(f, X).nodes());
    }
  }

  @Test
  void aCheckpointIsStagedToo() {
    Tensor weights = Tensor.of(3, 2, 1);
    Function<Tensor, Tensor> f =
        x ->
            grad((Tensor w) -> Autodiff.checkpoint((Tensor y) -> y.mul(w).sin().sum()).apply(x))
                .apply(weights);
    Graph staged = Graph.ofTypes(list -> f.apply(list.get(0)), X.type());
    assertThat(staged.evaluate(List.of(X))).containsExactly(f.apply(X));
  }

  @Test
  void typesCostNothingWhateverTheirSize() {
    TensorType huge = TensorType.of(DType.FLOAT64, 30_000, 60_000);
    Graph graph = Graph.ofTypes(list -> list.get(0).square().sum(), huge);
    assertThat(graph.outputs().get(0).type().shape()).isEqualTo(Shape.SCALAR);
  }

  @Test
  void readingAnUnknownValueIsAnError() {
    assertThatThrownBy(
            () -> Graph.ofTypes(list -> list.get(0).item(), TensorType.of(DType.FLOAT64)))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining("types alone");
  }

  @Test
  void argumentsMustBeOfTheRecordedTypes() {
    Graph graph = Graph.of(F, X);
    assertThatThrownBy(() -> graph.evaluate(List.of()))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("for each input, got 0");
    assertThatThrownBy(() -> graph.evaluate(List.of(Tensor.of(1, 2))))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("float64[2] for float64[3] (input 0)");
    assertThatThrownBy(() -> graph.evaluate(List.of(X.to(DType.FLOAT32))))
        .isInstanceOf(DTypeException.class);
  }
}
