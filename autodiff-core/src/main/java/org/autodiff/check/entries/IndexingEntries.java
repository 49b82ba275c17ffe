package org.autodiff.check.entries;

import java.util.ArrayList;
import java.util.List;
import org.autodiff.DTypeException;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Slice;
import org.autodiff.Tensor;
import org.autodiff.ValueException;
import org.autodiff.check.Draw;
import org.autodiff.check.OperatorEntry;
import org.autodiff.check.Parameters;
import org.autodiff.check.Reference;
import org.autodiff.check.Sample;
import org.autodiff.check.Samples;
import org.autodiff.check.TensorFunction;

/** The registration of the operators that take parts of tensors and add to parts of them. */
final class IndexingEntries {
  private static final String PAGE = "derivations/indexing.md";

  private IndexingEntries() {}

  static List<OperatorEntry> all() {
    List<OperatorEntry> all = new ArrayList<>();
    all.add(get());
    all.add(slice());
    all.add(gather());
    all.add(scatterAdd());
    all.add(takeAlongAxis());
    all.add(addAlongAxis());
    all.add(
        matrix(
            "diagonal",
            "a diagonal of the last two axes",
            "offset",
            IndexingReferences.diagonal(),
            Tensor::diagonal));
    all.add(
        matrix(
            "tril",
            "the lower triangle of the last two axes",
            "k",
            IndexingReferences.triangle(-1),
            Tensor::tril));
    all.add(
        matrix(
            "triu",
            "the upper triangle of the last two axes",
            "k",
            IndexingReferences.triangle(1),
            Tensor::triu));
    all.add(diag());
    return all;
  }

  private static OperatorEntry.Builder entry(String name, String formula, String operands) {
    return OperatorEntry.named(name)
        .formula(formula)
        .operands(operands)
        .nonSmooth("nowhere: linear; indices have no derivative")
        .page(PAGE);
  }

  private static OperatorEntry get() {
    return entry("get", "the part at positions of the leading axes", "x: any shape")
        .parameter("indices", new int[0], "positions on the leading axes")
        .function(p -> TensorFunction.unary(x -> x.get(p.integers("indices"))))
        .reference(IndexingReferences.get())
        .samples(
            Samples.of(
                    draw -> {
                      Shape shape = draw.positiveShape(0, 3);
                      int[] indices = new int[draw.integer(0, shape.rank())];
                      for (int i = 0; i < indices.length; i++) {
                        indices[i] = draw.axis(shape.dim(i));
                      }
                      return Sample.of(draw.tensor(shape)).with("indices", indices);
                    })
                .invalid(
                    Sample.of(Tensor.ones(2)).with("indices", new int[] {2}),
                    ValueException.class,
                    "2")
                .invalid(
                    Sample.of(Tensor.ones(2)).with("indices", new int[] {0, 0}),
                    ShapeException.class,
                    "[2]"));
  }

  private static OperatorEntry slice() {
    return entry("slice", "evenly spaced positions of each axis", "x: any shape")
        .parameter(
            "slices",
            new int[0],
            "start, stop and step of each axis, one after another; a step of 0 takes start alone")
        .function(p -> TensorFunction.unary(x -> x.slice(slices(p))))
        .reference(IndexingReferences.slice())
        .samples(
            Samples.of(
                    draw -> {
                      Shape shape = draw.positiveShape(1, 3);
                      int[] slices = new int[3 * draw.integer(1, shape.rank())];
                      for (int i = 0; i < slices.length; i += 3) {
                        int extent = shape.dim(i / 3);
                        boolean open = draw.flag();
                        slices[i] = open ? Slice.OPEN : draw.integer(0, extent - 1);
                        slices[i + 1] = Slice.OPEN;
                        slices[i + 2] = draw.any(1, 2, 3, -1, -2, 0);
                        if (slices[i + 2] == 0) {
                          slices[i] = draw.axis(extent);
                        } else if (!open && slices[i + 2] > 0) {
                          slices[i + 1] = draw.integer(slices[i], extent);
                        }
                      }
                      return Sample.of(draw.tensor(shape)).with("slices", slices);
                    })
                .invalid(
                    Sample.of(Tensor.ones(2)).with("slices", new int[] {0, 3, 1}),
                    ValueException.class,
                    "[2]")
                .invalid(
                    Sample.of(Tensor.ones(2)).with("slices", new int[] {0, 1, 1, 0, 1, 1}),
                    ShapeException.class,
                    "[2]"));
  }

  private static Slice[] slices(Parameters parameters) {
    int[] numbers = parameters.integers("slices");
    Slice[] slices = new Slice[numbers.length / 3];
    for (int i = 0; i < slices.length; i++) {
      int step = numbers[3 * i + 2];
      slices[i] =
          step == 0 ? Slice.at(numbers[3 * i]) : Slice.of(numbers[3 * i], numbers[3 * i + 1], step);
    }
    return slices;
  }

  /** The axis, counted from the front. */
  private static int front(int axis, Shape shape) {
    return axis < 0 ? axis + shape.rank() : axis;
  }

  private static OperatorEntry gather() {
    return entry("gather", "positions of an axis", "x: rank 1 or more; indices: any shape")
        .parameter("axis", 0, "the axis")
        .function(p -> TensorFunction.binary((x, indices) -> x.gather(indices, p.integer("axis"))))
        .reference(IndexingReferences.gather())
        .samples(
            Samples.of(
                    draw -> {
                      Shape shape = draw.positiveShape(1, 3);
                      int axis = draw.axis(shape.rank());
                      Tensor indices = draw.integers(draw.shape(0, 2), 0, shape.dim(axis) - 1);
                      return Sample.of(draw.tensor(shape), indices).constant(1).with("axis", axis);
                    })
                .example(Sample.of(Tensor.of(5, 6, 7), Tensor.of(2, 0, 2)), 7, 5, 7)
                .invalid(
                    Sample.of(Tensor.ones(2), Tensor.of(2.0)).constant(1),
                    ValueException.class,
                    "2")
                .invalid(
                    Sample.of(Tensor.ones(2), Tensor.of(0.5)).constant(1),
                    ValueException.class,
                    "0.5")
                .invalid(
                    Sample.of(Tensor.ones(2), Tensor.of(0.0)).with("axis", 1),
                    ShapeException.class,
                    "axis 1"));
  }

  private static OperatorEntry scatterAdd() {
    return entry(
            "scatter-add",
            "the target with updates added at positions of an axis",
            "target: rank 1 or more; indices: any shape; updates: as gather gives")
        .parameter("axis", 0, "the axis")
        .messageName("scatterAdd")
        .function(
            p ->
                operands ->
                    new Tensor[] {
                      operands[0].scatterAdd(p.integer("axis"), operands[1], operands[2])
                    })
        .reference(IndexingReferences.scatterAdd())
        .samples(
            Samples.of(
                    draw -> {
                      Shape shape = draw.positiveShape(1, 2);
                      int axis = front(draw.axis(shape.rank()), shape);
                      Shape places = draw.shape(0, 2);
                      Shape updates = shape.remove(axis);
                      for (int i = 0; i < places.rank(); i++) {
                        updates = updates.insert(axis + i, places.dim(i));
                      }
                      return Sample.of(
                              draw.tensor(shape),
                              draw.integers(places, 0, shape.dim(axis) - 1),
                              draw.tensor(updates))
                          .constant(1)
                          .with("axis", axis);
                    })
                .example(
                    Sample.of(Tensor.of(1, 2), Tensor.of(1, 1), Tensor.of(10, 20)).constant(1),
                    1,
                    32)
                .invalid(
                    Sample.of(Tensor.ones(2), Tensor.of(0.0), Tensor.ones(2)).constant(1),
                    ShapeException.class,
                    "[2]")
                .invalid(
                    Sample.of(Tensor.ones(2), Tensor.of(-1.0), Tensor.ones(1)).constant(1),
                    ValueException.class,
                    "-1")
                .invalid(
                    Sample.of(Tensor.ones(2), Tensor.of(0.0), Tensor.of(new float[] {1}, 1))
                        .constant(1),
                    DTypeException.class,
                    "float64",
                    "float32"));
  }

  private static OperatorEntry takeAlongAxis() {
    return entry(
            "take-along-axis",
            "elements along an axis, each by its own index",
            "x: rank 1 or more; indices: its shape except on the axis")
        .parameter("axis", -1, "the axis")
        .messageName("takeAlongAxis")
        .function(
            p -> TensorFunction.binary((x, indices) -> x.takeAlongAxis(indices, p.integer("axis"))))
        .reference(IndexingReferences.takeAlongAxis())
        .samples(
            Samples.of(
                    draw -> {
                      Shape shape = draw.positiveShape(1, 3);
                      int axis = draw.axis(shape.rank());
                      return Sample.of(draw.tensor(shape), places(draw, shape, axis))
                          .constant(1)
                          .with("axis", axis);
                    })
                .invalid(
                    Sample.of(Tensor.ones(2, 2), Tensor.zeros(3, 1)).constant(1),
                    ShapeException.class,
                    "[2, 2]",
                    "[3, 1]")
                .invalid(
                    Sample.of(Tensor.ones(2), Tensor.of(2.0)).constant(1),
                    ValueException.class,
                    "2"));
  }

  /** Indices along an axis, of the shape except on the axis. */
  private static Tensor places(Draw draw, Shape shape, int axis) {
    int[] dims = shape.dims();
    dims[front(axis, shape)] = draw.integer(1, 3);
    return draw.integers(Shape.of(dims), 0, shape.dim(axis) - 1);
  }

  private static OperatorEntry addAlongAxis() {
    return entry(
            "add-along-axis",
            "the target with updates added along an axis, each at its own index",
            "target: rank 1 or more; indices: its shape except on the axis; updates: as indices")
        .parameter("axis", -1, "the axis")
        .messageName("addAlongAxis")
        .function(
            p ->
                operands ->
                    new Tensor[] {
                      operands[0].addAlongAxis(p.integer("axis"), operands[1], operands[2])
                    })
        .reference(IndexingReferences.addAlongAxis())
        .samples(
            Samples.of(
                    draw -> {
                      Shape shape = draw.positiveShape(1, 3);
                      int axis = draw.axis(shape.rank());
                      Tensor indices = places(draw, shape, axis);
                      return Sample.of(draw.tensor(shape), indices, draw.tensor(indices.shape()))
                          .constant(1)
                          .with("axis", axis);
                    })
                .invalid(
                    Sample.of(Tensor.ones(2), Tensor.of(0.0), Tensor.ones(2)).constant(1),
                    ShapeException.class,
                    "[2]"));
  }

  /** A function of matrices and one integer. */
  private interface OfMatrix {
    Tensor apply(Tensor x, int number);
  }

  private static OperatorEntry matrix(
      String name, String formula, String parameter, Reference reference, OfMatrix function) {
    return entry(name, formula, "x: rank 2 or more")
        .parameter(parameter, 0, "the diagonal: 0 the main one, above it positive")
        .function(p -> TensorFunction.unary(x -> function.apply(x, p.integer(parameter))))
        .reference(reference)
        .samples(
            Samples.of(
                    draw ->
                        Sample.of(draw.tensor(draw.shape(2, 3)))
                            .with(parameter, draw.integer(-2, 2)))
                .invalid(Sample.of(Tensor.ones(2)), ShapeException.class, "[2]"));
  }

  private static OperatorEntry diag() {
    return entry("diag", "square matrices with x on a diagonal", "x: rank 1 or more")
        .parameter("offset", 0, "the diagonal: 0 the main one, above it positive")
        .function(p -> TensorFunction.unary(x -> x.diag(p.integer("offset"))))
        .reference(IndexingReferences.diag())
        .samples(
            Samples.of(
                    draw -> {
                      Shape shape = Shape.of(draw.dim());
                      return Sample.of(draw.tensor(draw.flag() ? shape : shape.insert(0, 2)))
                          .with("offset", draw.integer(-2, 2));
                    })
                .example(Sample.of(Tensor.of(1, 2)), 1, 0, 0, 2)
                .invalid(Sample.of(Tensor.scalar(1)), ShapeException.class, "scalar"));
  }
}
