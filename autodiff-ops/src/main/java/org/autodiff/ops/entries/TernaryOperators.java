package org.autodiff.ops.entries;

import java.util.List;
import java.util.Locale;
import org.autodiff.DTypeException;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.ValueException;
import org.autodiff.check.Draw;
import org.autodiff.check.OperatorEntry;
import org.autodiff.check.OperatorSet;
import org.autodiff.check.Parameters;
import org.autodiff.check.Sample;
import org.autodiff.check.Samples;
import org.autodiff.extend.Operands;
import org.autodiff.ops.Ternarization;
import org.autodiff.ops.Ternary;

/** Registers ternary weights and products with them. */
public final class TernaryOperators implements OperatorSet {
  private static final Tensor X = Tensor.of(new double[] {2, 3, 5}, 1, 3);
  private static final Tensor W = Tensor.of(new double[] {1, 0, -1, 1, 0, -1}, 3, 2);
  private static final Tensor TWO = Tensor.scalar(2);

  /** Makes the set; the service loader needs this. */
  public TernaryOperators() {}

  @Override
  public String name() {
    return "ternary";
  }

  @Override
  public List<OperatorEntry> operators() {
    return List.of(matmul(), ternarize());
  }

  private static OperatorEntry matmul() {
    return OperatorEntry.named("ternary-matmul")
        .formula("sₙ Σ xₖ wₖₙ, w of -1, 0 and 1")
        .operands("x: [..., in]; w: [in, out]; scale s: [], [out] or [groups, out]")
        .nonSmooth("w can only jump: it gets the gradient of the dense product, by definition")
        .page("derivations/ternary-matmul.md")
        .function(
            p ->
                operands -> {
                  Operands.requireCount(
                      java.util.Arrays.stream(operands)
                          .map(Tensor::type)
                          .toArray(org.autodiff.TensorType[]::new),
                      3,
                      "ternary-matmul");
                  return new Tensor[] {Ternary.matmul(operands[0], operands[1], operands[2])};
                })
        .reference(TernaryReferences.matmul())
        .samples(
            Samples.of(draw -> sample(draw, 0))
                .and(draw -> sample(draw, 1))
                .and(draw -> sample(draw, 2))
                .example(Sample.of(X, W, TWO), -2, -4)
                .example(Sample.of(X, W, Tensor.of(1, 10)), -1, -20)
                .example(
                    Sample.of(X, W, Tensor.of(new double[] {1, 1, 2, 3, 1, 10}, 3, 2)), -4, -41)
                .invalid(
                    Sample.of(X, Tensor.of(new double[] {1, 0, 2}, 3, 1), TWO),
                    ValueException.class,
                    "2.0",
                    "[2, 0]")
                .invalid(
                    Sample.of(X, Tensor.of(new double[] {1, Double.NaN, 0}, 3, 1), TWO),
                    ValueException.class,
                    "NaN")
                .invalid(Sample.of(X, Tensor.ones(2, 2), TWO), ShapeException.class, "[2, 2]")
                .invalid(Sample.of(X, W, Tensor.ones(3)), ShapeException.class, "[3]")
                .invalid(Sample.of(X, W, Tensor.ones(2, 2)), ShapeException.class, "[2, 2]")
                .invalid(
                    Sample.of(Tensor.zeros(1, 0), Tensor.zeros(0, 2), TWO),
                    ShapeException.class,
                    "[0, 2]")
                .invalid(
                    Sample.of(X, W, Tensor.of(new float[] {1, 1}, 2)),
                    DTypeException.class,
                    "float64",
                    "float32"));
  }

  /** The weights are constants for the laws: finite differences would leave the three values. */
  private static Sample sample(Draw draw, int scaleRank) {
    int groups = draw.integer(1, 2);
    int inputs = groups * draw.integer(1, 4);
    int outputs = draw.integer(0, 4) == 0 ? 65 : draw.integer(1, 3);
    Shape lead = draw.flag() ? Shape.SCALAR : Shape.of(draw.integer(1, 3));
    Shape scale =
        switch (scaleRank) {
          case 0 -> Shape.SCALAR;
          case 1 -> Shape.of(outputs);
          default -> Shape.of(groups, outputs);
        };
    return Sample.of(
            draw.tensor(lead.insert(lead.rank(), inputs)),
            draw.from(Shape.of(inputs, outputs), -1, 0, 1),
            draw.tensor(scale))
        .constant(1);
  }

  private static OperatorEntry ternarize() {
    return OperatorEntry.named("ternarize")
        .formula("s t, t of -1, 0 and 1, by absmean, threshold or least-squares")
        .operands("w: any shape; a matrix or more for columns")
        .parameter("method", "absmean", "absmean, threshold or least-squares")
        .parameter("columns", false, "whether each column has its own scale")
        .nonSmooth("wherever a value is rounded: derivative 1, by definition")
        .page("derivations/ternarize.md")
        .function(
            p ->
                operands ->
                    new Tensor[] {Ternary.ternarize(operands[0], method(p), p.flag("columns"))})
        .reference(TernaryReferences.ternarize())
        .samples(
            Samples.of(
                    draw -> {
                      boolean columns = draw.flag();
                      return Sample.of(draw.tensor(draw.shape(columns ? 2 : 0, 3)))
                          .with("columns", columns)
                          .with("method", draw.any("absmean", "threshold", "least-squares"));
                    })
                .ownDerivative("straight-through: rounding counts as the identity")
                .example(Sample.of(Tensor.of(4, -1, 0, -3)), 2, 0, 0, -2)
                .example(Sample.of(Tensor.zeros(2)), 0, 0)
                .example(
                    Sample.of(Tensor.of(4, -1, 0, -3)).with("method", "threshold"), 3.5, 0, 0, -3.5)
                .example(
                    Sample.of(Tensor.of(4, -3, 1, 0)).with("method", "least-squares"),
                    3.5,
                    -3.5,
                    0,
                    0)
                .example(Sample.of(Tensor.zeros(2)).with("method", "least-squares"), 0, 0)
                .invalid(Sample.of(Tensor.of(1, Double.NaN)), ValueException.class, "NaN")
                .invalid(
                    Sample.of(Tensor.of(1, Double.POSITIVE_INFINITY)),
                    ValueException.class,
                    "Infinity")
                .invalid(
                    Sample.of(Tensor.of(1.0, 2)).with("columns", true), ShapeException.class, "[2]")
                .invalid(
                    Sample.of(Tensor.of(1.0, 2)).with("method", "median"),
                    ValueException.class,
                    "median"));
  }

  private static Ternarization method(Parameters parameters) {
    String text = parameters.text("method");
    for (Ternarization method : Ternarization.values()) {
      if (method.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(text)) {
        return method;
      }
    }
    throw new ValueException(
        "ternarize: method must be absmean, threshold or least-squares, got '"
            + text
            + "'; use one of them");
  }
}
