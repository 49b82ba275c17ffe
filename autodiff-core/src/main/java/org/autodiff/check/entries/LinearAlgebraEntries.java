package org.autodiff.check.entries;

import java.util.List;
import org.autodiff.DTypeException;
import org.autodiff.LinearAlgebra;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.ValueException;
import org.autodiff.check.Draw;
import org.autodiff.check.OperatorEntry;
import org.autodiff.check.Sample;
import org.autodiff.check.Samples;

/** The registration of products of vectors, matrices and tensors. */
final class LinearAlgebraEntries {
  private static final String PAGE = "derivations/linear-algebra.md";
  private static final Tensor SINGLE = Tensor.of(new float[] {1, 2}, 2);

  private LinearAlgebraEntries() {}

  static List<OperatorEntry> all() {
    return List.of(
        OperatorEntry.named("dot")
            .formula("Σ aᵢ bᵢ")
            .operands("a, b: vectors of one length")
            .nonSmooth("nowhere")
            .page(PAGE)
            .binary(Tensor::dot)
            .reference(LinearAlgebraReferences.dot())
            .samples(
                vectors(true)
                    .example(Sample.of(Tensor.zeros(0), Tensor.zeros(0)), 0)
                    .invalid(
                        Sample.of(Tensor.ones(2), Tensor.ones(3)), ShapeException.class, "2", "3")
                    .invalid(
                        Sample.of(Tensor.ones(2, 2), Tensor.ones(2)),
                        ShapeException.class,
                        "[2, 2]")),
        OperatorEntry.named("outer")
            .formula("yᵢⱼ = aᵢ bⱼ")
            .operands("a, b: vectors")
            .nonSmooth("nowhere")
            .page(PAGE)
            .binary(Tensor::outer)
            .reference(LinearAlgebraReferences.outer())
            .samples(
                vectors(false)
                    .invalid(
                        Sample.of(Tensor.ones(2, 2), Tensor.ones(2)),
                        ShapeException.class,
                        "[2, 2]")),
        OperatorEntry.named("matmul")
            .formula("yᵢⱼ = Σ aᵢₖ bₖⱼ")
            .operands("a: [..., m, k] or [k]; b: [..., k, n] or [k]")
            .nonSmooth("nowhere")
            .page(PAGE)
            .binary(Tensor::matmul)
            .reference(LinearAlgebraReferences.matmul())
            .samples(matrices()),
        einsum());
  }

  private static Samples vectors(boolean sameLength) {
    return Samples.of(
            draw -> {
              Shape a = draw.shape(1, 1);
              Shape b = sameLength ? a : draw.shape(1, 1);
              return Sample.of(draw.tensor(a), draw.tensor(b));
            })
        .invalid(Sample.of(Tensor.ones(2), SINGLE), DTypeException.class, "float64", "float32");
  }

  private static Samples matrices() {
    return Samples.of(LinearAlgebraEntries::matrixPair)
        .and(
            draw -> {
              int m = draw.dim();
              int k = draw.dim();
              return Sample.of(draw.tensor(Shape.of(m, k)), draw.tensor(Shape.of(k, draw.dim())));
            })
        .and(
            draw -> {
              int k = draw.dim();
              boolean row = draw.flag();
              Shape vector = Shape.of(k);
              Shape matrix = row ? Shape.of(k, draw.dim()) : Shape.of(draw.dim(), k);
              return row
                  ? Sample.of(draw.tensor(vector), draw.tensor(matrix))
                  : Sample.of(draw.tensor(matrix), draw.tensor(vector));
            })
        .example(Sample.of(Tensor.zeros(2, 0), Tensor.zeros(0, 2)), 0, 0, 0, 0)
        .invalid(Sample.of(Tensor.ones(2, 3), Tensor.ones(2, 3)), ShapeException.class, "[2, 3]")
        .invalid(Sample.of(Tensor.scalar(1), Tensor.ones(2, 3)), ShapeException.class, "[2, 3]")
        .invalid(
            Sample.of(Tensor.ones(2, 2, 2), Tensor.ones(3, 2, 2)),
            ShapeException.class,
            "[2, 2, 2]",
            "[3, 2, 2]")
        .invalid(Sample.of(Tensor.ones(2, 2), SINGLE), DTypeException.class, "float64", "float32");
  }

  /** Two batches of small matrices that broadcast. */
  private static Sample matrixPair(Draw draw) {
    int m = draw.integer(1, 3);
    int k = draw.integer(1, 3);
    int n = draw.integer(1, 3);
    Shape batch = draw.shape(0, 1);
    Shape part = draw.broadcastable(batch);
    boolean swap = draw.flag();
    Shape left = swap ? part : batch;
    Shape right = swap ? batch : part;
    return Sample.of(
        draw.tensor(left.insert(left.rank(), m).insert(left.rank() + 1, k)),
        draw.tensor(right.insert(right.rank(), k).insert(right.rank() + 1, n)));
  }

  private static OperatorEntry einsum() {
    return OperatorEntry.named("einsum")
        .formula("a sum of products, by Einstein's convention")
        .operands("as the subscripts name them")
        .parameter("subscripts", "ij,jk->ik", "the names of the axes of operands and result")
        .nonSmooth("nowhere")
        .page(PAGE)
        .function(
            p -> operands -> new Tensor[] {LinearAlgebra.einsum(p.text("subscripts"), operands)})
        .reference(LinearAlgebraReferences.einsum())
        .samples(
            contraction("ij,jk->ik", "ij", "jk")
                .and(draw -> contracted(draw, "ij->ji", "ij"))
                .and(draw -> contracted(draw, "ii", "ii"))
                .and(draw -> contracted(draw, "ij,ij->", "ij", "ij"))
                .and(draw -> contracted(draw, "bi,bj->bij", "bi", "bj"))
                .and(draw -> contracted(draw, "bij,bjk->bik", "bij", "bjk"))
                .and(draw -> contracted(draw, "i,ij,j->", "i", "ij", "j"))
                .and(draw -> contracted(draw, "iij->j", "iij"))
                .invalid(Sample.of(Tensor.ones(2, 3), Tensor.ones(2, 3)), ShapeException.class, "j")
                .invalid(
                    Sample.of(Tensor.ones(2, 3)).with("subscripts", "ij,jk->ik"),
                    ValueException.class,
                    "ij,jk->ik")
                .invalid(
                    Sample.of(Tensor.ones(2)).with("subscripts", "i->j"),
                    ValueException.class,
                    "j"));
  }

  private static Samples contraction(String subscripts, String... terms) {
    return Samples.of(draw -> contracted(draw, subscripts, terms));
  }

  private static Sample contracted(Draw draw, String subscripts, String... terms) {
    int[] extents = new int[26];
    for (int i = 0; i < extents.length; i++) {
      extents[i] = draw.integer(1, 3);
    }
    Tensor[] operands = new Tensor[terms.length];
    for (int i = 0; i < operands.length; i++) {
      int[] dims = terms[i].chars().map(letter -> extents[letter - 'a']).toArray();
      operands[i] = draw.tensor(Shape.of(dims));
    }
    return Sample.of(operands).with("subscripts", subscripts);
  }
}
