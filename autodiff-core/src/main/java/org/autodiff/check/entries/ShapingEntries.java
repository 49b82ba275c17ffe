package org.autodiff.check.entries;

import java.util.List;
import org.autodiff.DTypeException;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Shaping;
import org.autodiff.Tensor;
import org.autodiff.check.Draw;
import org.autodiff.check.OperatorEntry;
import org.autodiff.check.Parameters;
import org.autodiff.check.Sample;
import org.autodiff.check.Samples;
import org.autodiff.check.TensorFunction;

/** The registration of the operators that change shapes, repeat tensors and join them. */
final class ShapingEntries {
  private static final String PAGE = "derivations/shaping.md";
  private static final Tensor SINGLE = Tensor.of(new float[] {1, 2}, 2);

  private ShapingEntries() {}

  /** A function of one tensor with parameters. */
  interface Shaped {
    Tensor apply(Tensor x, Parameters parameters);
  }

  static OperatorEntry.Builder entry(String name, String formula, Shaped function) {
    return OperatorEntry.named(name)
        .formula(formula)
        .operands("x: any shape")
        .nonSmooth("nowhere: linear")
        .page(PAGE)
        .function(p -> TensorFunction.unary(x -> function.apply(x, p)));
  }

  static List<OperatorEntry> all() {
    return List.of(
        entry("reshape", "x under another shape", (x, p) -> x.reshape(p.integers("shape")))
            .parameter("shape", new int[] {-1}, "the extents; one may be −1")
            .reference(ShapingReferences.reshape())
            .samples(
                Samples.of(ShapingEntries::reshaped)
                    .invalid(
                        Sample.of(Tensor.ones(2, 3)).with("shape", new int[] {4}),
                        ShapeException.class,
                        "[2, 3]",
                        "[4]")
                    .invalid(
                        Sample.of(Tensor.ones(2, 3)).with("shape", new int[] {-1, -1}),
                        ShapeException.class,
                        "-1")),
        entry("flatten", "x as a vector", (x, p) -> x.flatten())
            .reference(ShapingReferences.flatten())
            .samples(
                Samples.of(draw -> Sample.of(draw.tensor(draw.shape(0, 3))))
                    .rejectsNothing("it takes every tensor")),
        entry("broadcast-to", "x repeated to a shape", (x, p) -> x.broadcastTo(p.integers("shape")))
            .parameter("shape", new int[] {2}, "the shape of the result")
            .messageName("broadcastTo")
            .reference(ShapingReferences.broadcastTo())
            .samples(
                Samples.of(
                        draw -> {
                          Shape shape = draw.shape(0, 3);
                          return Sample.of(draw.tensor(draw.broadcastable(shape)))
                              .with("shape", shape.dims());
                        })
                    .invalid(
                        Sample.of(Tensor.ones(3)).with("shape", new int[] {2}),
                        ShapeException.class,
                        "[3]",
                        "[2]")),
        entry("tile", "x repeated whole", (x, p) -> x.tile(p.integers("repetitions")))
            .parameter("repetitions", new int[] {2}, "how many times along each axis")
            .reference(ShapingReferences.tile())
            .samples(
                Samples.of(
                        draw ->
                            Sample.of(draw.tensor(draw.shape(0, 2)))
                                .with(
                                    "repetitions",
                                    new int[] {draw.integer(0, 2), draw.integer(1, 3)}))
                    .example(
                        Sample.of(Tensor.of(1, 2)).with("repetitions", new int[] {2}), 1, 2, 1, 2)
                    .invalid(
                        Sample.of(Tensor.ones(2)).with("repetitions", new int[] {-1}),
                        ShapeException.class,
                        "-1")),
        pad(),
        joined("concatenate", "tensors one after another along an axis", Shaping::concatenate)
            .reference(ShapingReferences.concatenate())
            .samples(
                Samples.of(ShapingEntries::concatenated)
                    .invalid(
                        Sample.of(Tensor.ones(2, 3), Tensor.ones(2, 2)),
                        ShapeException.class,
                        "[2, 3]",
                        "[2, 2]")
                    .invalid(
                        Sample.of(Tensor.ones(2), SINGLE),
                        DTypeException.class,
                        "float64",
                        "float32")
                    .invalid(Sample.of().with("axis", 0), ShapeException.class)),
        joined("stack", "tensors side by side along a new axis", Shaping::stack)
            .reference(ShapingReferences.stack())
            .samples(
                Samples.of(ShapingEntries::stacked)
                    .invalid(
                        Sample.of(Tensor.ones(2), Tensor.ones(3)),
                        ShapeException.class,
                        "[2]",
                        "[3]")
                    .invalid(
                        Sample.of(Tensor.ones(2), SINGLE),
                        DTypeException.class,
                        "float64",
                        "float32")
                    .invalid(Sample.of(Tensor.ones(2)).with("axis", 3), ShapeException.class, "3")),
        OperatorEntry.named("split")
            .formula("x in parts of given sizes along an axis")
            .operands("x: rank 1 or more")
            .parameter("axis", 0, "the axis")
            .parameter("sizes", new int[] {1, 1}, "the extents of the parts")
            .nonSmooth("nowhere: linear")
            .page(PAGE)
            .function(
                p ->
                    operands ->
                        operands[0]
                            .split(p.integer("axis"), p.integers("sizes"))
                            .toArray(new Tensor[0]))
            .reference(ShapingReferences.split())
            .samples(
                Samples.of(
                        draw -> {
                          Shape shape = draw.shape(1, 3);
                          int axis = draw.axis(shape.rank());
                          int first = draw.integer(0, shape.dim(axis));
                          return Sample.of(draw.tensor(shape))
                              .with("axis", axis)
                              .with("sizes", new int[] {first, shape.dim(axis) - first});
                        })
                    .invalid(Sample.of(Tensor.ones(3)), ShapeException.class, "[1, 1]", "[3]")));
  }

  private static Sample reshaped(Draw draw) {
    int a = draw.dim();
    int b = draw.integer(1, 3);
    int c = draw.positiveDim();
    int[] from = draw.any(new int[] {a, b, c}, new int[] {a * b, c}, new int[] {a * b * c});
    int[] to =
        draw.any(
            new int[] {c, a, b}, new int[] {a, 1, b * c}, new int[] {b, -1}, new int[] {-1, c, 1});
    return Sample.of(draw.tensor(Shape.of(from))).with("shape", to);
  }

  /** Puts tensors together. */
  private interface Join {
    Tensor apply(int axis, Tensor... tensors);
  }

  private static OperatorEntry.Builder joined(String name, String formula, Join join) {
    return OperatorEntry.named(name)
        .formula(formula)
        .operands("one or more tensors")
        .parameter("axis", 0, "the axis")
        .nonSmooth("nowhere: linear")
        .page(PAGE)
        .function(p -> operands -> new Tensor[] {join.apply(p.integer("axis"), operands)});
  }

  private static Sample concatenated(Draw draw) {
    Shape shape = draw.shape(1, 3);
    int axis = draw.axis(shape.rank());
    Tensor[] operands = new Tensor[draw.integer(1, 3)];
    for (int i = 0; i < operands.length; i++) {
      int[] dims = shape.dims();
      dims[axis < 0 ? axis + dims.length : axis] = draw.integer(i == 0 ? 1 : 0, 3);
      operands[i] = draw.tensor(Shape.of(dims));
    }
    return Sample.of(operands).with("axis", axis);
  }

  private static Sample stacked(Draw draw) {
    Shape shape = draw.shape(0, 2);
    Tensor[] operands = new Tensor[draw.integer(1, 3)];
    for (int i = 0; i < operands.length; i++) {
      operands[i] = draw.tensor(shape);
    }
    return Sample.of(operands).with("axis", draw.axis(shape.rank() + 1));
  }

  private static OperatorEntry pad() {
    return entry(
            "pad",
            "x surrounded with a constant",
            (x, p) -> x.pad(p.integers("before"), p.integers("after"), p.number("value")))
        .parameter("before", new int[] {1}, "for each axis, how many positions before it")
        .parameter("after", new int[] {1}, "for each axis, how many positions after it")
        .parameter("value", 0.0, "the constant")
        .reference(ShapingReferences.pad())
        .samples(
            Samples.of(
                    draw -> {
                      Shape shape = draw.shape(1, 2);
                      int[] before = new int[shape.rank()];
                      int[] after = new int[shape.rank()];
                      for (int i = 0; i < before.length; i++) {
                        before[i] = draw.integer(0, 2);
                        after[i] = draw.integer(0, 2);
                      }
                      return Sample.of(draw.tensor(shape))
                          .with("before", before)
                          .with("after", after)
                          .with("value", draw.any(0.0, 1.5));
                    })
                .example(Sample.of(Tensor.of(1, 2)).with("value", 7), 7, 1, 2, 7)
                .invalid(
                    Sample.of(Tensor.ones(2)).with("before", new int[] {-1}),
                    ShapeException.class,
                    "[-1]",
                    "[2]")
                .invalid(Sample.of(Tensor.ones(2, 3)), ShapeException.class, "[2, 3]"));
  }
}
