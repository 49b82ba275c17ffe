package org.autodiff.ops.entries;

import java.util.List;
import org.autodiff.DTypeException;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.ValueException;
import org.autodiff.check.Domain;
import org.autodiff.check.Draw;
import org.autodiff.check.OperatorEntry;
import org.autodiff.check.OperatorSet;
import org.autodiff.check.Sample;
import org.autodiff.check.Samples;
import org.autodiff.ops.Decompositions;
import org.autodiff.ops.operators.decomposition.Matrices;
import org.autodiff.ops.operators.decomposition.QrFactorization;
import org.autodiff.ops.operators.decomposition.SingularValues;
import org.autodiff.ops.operators.decomposition.SymmetricEigen;

/** The registration of differentiable linear algebra. */
public final class DecompositionOperators implements OperatorSet {
  private static final String SQUARE = "A: [..., n, n]";
  private static final String WHOLE =
      "a NaN in a matrix gives NaN in all that is computed from that matrix";

  /** Makes the set. */
  public DecompositionOperators() {}

  @Override
  public String name() {
    return "decompositions";
  }

  @Override
  public List<OperatorEntry> operators() {
    return List.of(
        OperatorEntry.named("solve")
            .formula("A⁻¹ B")
            .operands("A: [..., n, n]; B: [..., n, k] or [n]")
            .nonSmooth("singular A, which is rejected")
            .page("derivations/solve.md")
            .binary((a, b) -> Decompositions.solve(a, b))
            .reference(DecompositionReferences.solve())
            .samples(
                systems()
                    .example(Sample.of(rows(2, 0, 0, 4), Tensor.of(2, 2)), 1, 0.5)
                    .invalid(
                        Sample.of(rows(1, 2, 2, 4), Tensor.ones(2)),
                        ValueException.class,
                        "invertible",
                        "[2, 2]")),
        triangularSolve(),
        OperatorEntry.named("inverse")
            .formula("A⁻¹")
            .operands(SQUARE)
            .nonSmooth("singular A, which is rejected")
            .page("derivations/inverse.md")
            .unary(Decompositions::inverse)
            .reference(DecompositionReferences.inverse())
            .samples(
                square(dominant())
                    .example(Sample.of(rows(2, 0, 0, 4)), 0.5, 0, 0, 0.25)
                    .invalid(
                        Sample.of(Tensor.zeros(3, 2, 2)),
                        ValueException.class,
                        "invertible",
                        "[0]")),
        OperatorEntry.named("determinant")
            .formula("det A")
            .operands(SQUARE)
            .nonSmooth("nowhere; second derivatives need an invertible A")
            .page("derivations/determinant.md")
            .unary(Decompositions::determinant)
            .reference(DecompositionReferences.determinant())
            .samples(
                square(dominant())
                    .example(Sample.of(rows(1, 2, 3, 4)), -2)
                    .example(Sample.of(Tensor.zeros(0, 0)), 1)),
        OperatorEntry.named("logdet")
            .formula("log |det A|")
            .operands(SQUARE)
            .nonSmooth("singular A: −∞, with derivative NaN")
            .page("derivations/logdet.md")
            .unary(Decompositions::logdet)
            .reference(DecompositionReferences.logdet())
            .samples(
                square(dominant())
                    .example(Sample.of(rows(1, 0, 0, -1)), 0)
                    .example(Sample.of(Tensor.zeros(0, 0)), 0)),
        OperatorEntry.named("cholesky")
            .formula("lower L with L Lᵀ = (A + Aᵀ) / 2")
            .operands(SQUARE + ", its symmetric part positive definite")
            .nonSmooth("matrices that are not positive definite, which are rejected")
            .page("derivations/cholesky.md")
            .unary(Decompositions::cholesky)
            .reference(DecompositionReferences.cholesky())
            .samples(
                square(dominant())
                    .example(Sample.of(rows(4, 2, 2, 5)), 2, 0, 1, 2)
                    .invalid(
                        Sample.of(rows(1, 2, 2, 1)),
                        ValueException.class,
                        "positive definite",
                        "[2, 2]")),
        OperatorEntry.named("qr")
            .formula("A = Q R, Qᵀ Q = I, R upper triangular, its diagonal positive")
            .operands("A: [..., m, n]")
            .nonSmooth("dependent columns (of a wide A the first m): the derivative is NaN")
            .page("derivations/qr.md")
            .operator(p -> new QrFactorization())
            .reference(DecompositionReferences.qr())
            .samples(
                Samples.of(
                        draw -> {
                          int n = draw.integer(1, 3);
                          int more = draw.integer(0, 2);
                          return draw.flag()
                              ? matrices(draw, n, n + more)
                              : matrices(draw, n + more, n);
                        })
                    .nanException(WHOLE)
                    .invalid(Sample.of(Tensor.ones(3)), ShapeException.class, "[3]")),
        OperatorEntry.named("symmetric-eigen")
            .formula("(A + Aᵀ) / 2 = V diag(λ) Vᵀ, Vᵀ V = I, λ ascending")
            .operands(SQUARE)
            .nonSmooth("equal eigenvalues: the vectors' derivative is infinite or NaN")
            .page("derivations/symmetric-eigen.md")
            .operator(p -> new SymmetricEigen())
            .reference(DecompositionReferences.symmetricEigen())
            .samples(square(dominant())),
        OperatorEntry.named("svd")
            .formula("A = U diag(s) Vᵀ, Uᵀ U = Vᵀ V = I, s descending")
            .operands("A: [..., m, n]")
            .nonSmooth("equal singular values, or one of 0: the vectors' derivative is ∞ or NaN")
            .page("derivations/svd.md")
            .operator(p -> new SingularValues())
            .reference(DecompositionReferences.svd())
            .samples(
                Samples.of(draw -> matrices(draw, draw.integer(1, 3), draw.integer(1, 3)))
                    .nanException(WHOLE)
                    .invalid(Sample.of(Tensor.ones(3)), ShapeException.class, "[3]")));
  }

  private static OperatorEntry triangularSolve() {
    return OperatorEntry.named("triangular-solve")
        .formula("op(T)⁻¹ B")
        .operands("T: [..., n, n]; B: [..., n, k] or [n]")
        .parameter("lower", true, "whether T is lower triangular")
        .parameter("transpose", false, "whether T is transposed")
        .parameter("unit", false, "whether the diagonal counts as 1")
        .nonSmooth("a 0 on the diagonal, which is rejected")
        .page("derivations/triangular-solve.md")
        .function(
            p ->
                operands ->
                    new Tensor[] {
                      Decompositions.triangularSolve(
                          operands[0],
                          operands[1],
                          p.flag("lower"),
                          p.flag("transpose"),
                          p.flag("unit"))
                    })
        .reference(DecompositionReferences.triangularSolve())
        .samples(
            systems()
                .map(
                    (draw, sample) ->
                        sample
                            .with("lower", draw.flag())
                            .with("transpose", draw.flag())
                            .with("unit", draw.flag()))
                .example(Sample.of(rows(2, 9, 1, 4), Tensor.of(2, 2)), 1, 0.25)
                .invalid(
                    Sample.of(Tensor.zeros(2, 2), Tensor.ones(2)),
                    ValueException.class,
                    "invertible",
                    "[2, 2]"));
  }

  private static Tensor rows(double a, double b, double c, double d) {
    return Tensor.of(new double[] {a, b, c, d}, 2, 2);
  }

  /** Makes a matrix with given rows and columns from a draw. */
  private interface Generator {
    Sample draw(Draw draw, int m, int n);
  }

  private static Generator dominant() {
    return DecompositionOperators::matrices;
  }

  private static Samples square(Generator generator) {
    return Samples.of(
            draw -> {
              int n = draw.dim() == 0 ? 0 : draw.integer(1, 3);
              return generator.draw(draw, n, n);
            })
        .nanException(WHOLE)
        .invalid(Sample.of(Tensor.ones(2, 3)), ShapeException.class, "[2, 3]")
        .invalid(Sample.of(Tensor.ones(3)), ShapeException.class, "[3]");
  }

  private static Samples systems() {
    return Samples.of(
            draw -> {
              int n = draw.integer(1, 3);
              int k = draw.integer(1, 2);
              Shape leading = draw.shape(0, 1);
              boolean alone = draw.flag();
              Tensor a = matrix(draw, alone ? Shape.SCALAR : leading, n, n);
              return Sample.of(
                  a, draw.tensor(Matrices.append(leading, n, k), Domain.between(-2, 2)));
            })
        .and(
            draw -> {
              int n = draw.integer(1, 4);
              return Sample.of(
                  matrix(draw, Shape.SCALAR, n, n),
                  draw.tensor(Shape.of(n), Domain.between(-2, 2)));
            })
        .nanException(WHOLE)
        .invalid(Sample.of(Tensor.ones(2, 3), Tensor.ones(2)), ShapeException.class, "[2, 3]")
        .invalid(
            Sample.of(Tensor.ones(2, 2), Tensor.ones(3, 2)),
            ShapeException.class,
            "[2, 2]",
            "[3, 2]")
        .invalid(
            Sample.of(Tensor.ones(2, 2), Tensor.of(new float[] {1, 2}, 2)),
            DTypeException.class,
            "float64",
            "float32");
  }

  private static Sample matrices(Draw draw, int m, int n) {
    Shape leading = draw.flag() ? Shape.SCALAR : Shape.of(draw.integer(1, 2));
    return Sample.of(matrix(draw, leading, m, n));
  }

  /** Well-conditioned matrices, their eigenvalues and singular values well apart. */
  private static Tensor matrix(Draw draw, Shape leading, int m, int n) {
    Shape shape = Matrices.append(leading, m, n);
    double[] elements = new double[shape.size()];
    for (int i = 0; i < elements.length; i++) {
      int row = i / n % m;
      int column = i % n;
      double noise = draw.value(Domain.between(-0.3, 0.3));
      elements[i] = row == column ? 2 + 1.5 * row + noise : noise;
    }
    return draw.tensor(shape, elements);
  }
}
