package org.autodiff.check.entries;

import java.util.List;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.check.OperatorEntry;
import org.autodiff.check.Sample;
import org.autodiff.check.Samples;

/** The registration of the operators that reorder, add, remove and reverse axes. */
final class AxisEntries {
  private AxisEntries() {}

  static List<OperatorEntry> all() {
    return List.of(
        ShapingEntries.entry(
                "transpose",
                "the axes in another order, or reversed",
                (x, p) ->
                    p.integers("axes").length == 0
                        ? x.transpose()
                        : x.transpose(p.integers("axes")))
            .parameter("axes", new int[0], "for each axis of the result, which of x it is")
            .reference(ShapingReferences.transpose())
            .samples(
                Samples.of(
                        draw -> {
                          Shape shape = draw.shape(0, 3);
                          int[] axes = draw.permutation(shape.rank());
                          return Sample.of(draw.tensor(shape))
                              .with("axes", draw.flag() ? axes : new int[0]);
                        })
                    .example(Sample.of(Tensor.of(new double[][] {{1, 2}, {3, 4}})), 1, 3, 2, 4)
                    .invalid(
                        Sample.of(Tensor.ones(2, 3)).with("axes", new int[] {0, 0}),
                        ShapeException.class,
                        "[0, 0]",
                        "[2, 3]")),
        ShapingEntries.entry(
                "swap-axes",
                "two axes exchanged",
                (x, p) -> x.swapAxes(p.integer("a"), p.integer("b")))
            .parameter("a", 0, "one axis")
            .parameter("b", -1, "the other")
            .messageName("swapAxes")
            .reference(ShapingReferences.swapAxes())
            .samples(twoAxes("a", "b")),
        ShapingEntries.entry(
                "move-axis",
                "an axis moved to another place",
                (x, p) -> x.moveAxis(p.integer("from"), p.integer("to")))
            .parameter("from", 0, "the axis")
            .parameter("to", -1, "where it stands in the result")
            .messageName("moveAxis")
            .reference(ShapingReferences.moveAxis())
            .samples(twoAxes("from", "to")),
        ShapingEntries.entry(
                "expand-dims",
                "one more axis of extent 1",
                (x, p) -> x.expandDims(p.integer("axis")))
            .parameter("axis", 0, "where the new axis stands in the result")
            .messageName("expandDims")
            .reference(ShapingReferences.expandDims())
            .samples(
                Samples.of(
                        draw -> {
                          Shape shape = draw.shape(0, 3);
                          return Sample.of(draw.tensor(shape))
                              .with("axis", draw.axis(shape.rank() + 1));
                        })
                    .invalid(
                        Sample.of(Tensor.ones(2)).with("axis", 3), ShapeException.class, "axis 3")),
        ShapingEntries.entry(
                "squeeze",
                "without axes of extent 1",
                (x, p) ->
                    p.integers("axes").length == 0 ? x.squeeze() : x.squeeze(p.integers("axes")))
            .parameter("axes", new int[0], "the axes; none for all of extent 1")
            .reference(ShapingReferences.squeeze())
            .samples(
                Samples.of(
                        draw -> {
                          Shape shape = draw.shape(0, 2);
                          int axis = draw.integer(0, shape.rank());
                          return Sample.of(draw.tensor(shape.insert(axis, 1)))
                              .with("axes", draw.flag() ? new int[] {axis} : new int[0]);
                        })
                    .invalid(
                        Sample.of(Tensor.ones(2, 1)).with("axes", new int[] {0}),
                        ShapeException.class,
                        "axis 0",
                        "[2, 1]")),
        ShapingEntries.entry("flip", "axes reversed", (x, p) -> x.flip(p.integers("axes")))
            .parameter("axes", new int[] {0}, "the axes")
            .reference(ShapingReferences.flip())
            .samples(
                Samples.of(
                        draw -> {
                          Shape shape = draw.shape(1, 3);
                          return Sample.of(draw.tensor(shape))
                              .with("axes", new int[] {draw.axis(shape.rank())});
                        })
                    .example(Sample.of(Tensor.of(1, 2, 3)), 3, 2, 1)
                    .invalid(
                        Sample.of(Tensor.ones(2)).with("axes", new int[] {1}),
                        ShapeException.class,
                        "axis 1")));
  }

  private static Samples twoAxes(String first, String second) {
    return Samples.of(
            draw -> {
              Shape shape = draw.shape(1, 3);
              return Sample.of(draw.tensor(shape))
                  .with(first, draw.axis(shape.rank()))
                  .with(second, draw.axis(shape.rank()));
            })
        .invalid(
            Sample.of(Tensor.ones(2, 3)).with(first, 2), ShapeException.class, "axis 2", "[2, 3]");
  }
}
