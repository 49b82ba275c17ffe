package org.autodiff;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.autodiff.internal.AxisRange;
import org.autodiff.operators.indexing.AddAlongAxis;
import org.autodiff.operators.indexing.Gather;
import org.autodiff.operators.indexing.ScatterAdd;
import org.autodiff.operators.indexing.TakeAlongAxis;
import org.autodiff.operators.shaping.BroadcastTo;
import org.autodiff.operators.shaping.Concatenate;
import org.autodiff.operators.shaping.Diagonal;
import org.autodiff.operators.shaping.DiagonalEmbed;
import org.autodiff.operators.shaping.Permute;
import org.autodiff.operators.shaping.Reshape;
import org.autodiff.operators.shaping.StridedPad;
import org.autodiff.operators.shaping.StridedSlice;
import org.autodiff.operators.shaping.Triangle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every error of shaping and indexing, with its whole message. */
class ShapingErrorsTest {
  private static final Tensor X = Tensor.zeros(2, 3);
  private static final Tensor V = Tensor.zeros(3);
  private static final Tensor S = Tensor.scalar(1);
  private static final Tensor NARROW = X.to(DType.FLOAT32);

  record Case(Class<? extends AutodiffException> type, String message, Supplier<?> call) {
    @Override
    public String toString() {
      return message;
    }
  }

  private static Case shape(String message, Supplier<?> call) {
    return new Case(ShapeException.class, message, call);
  }

  private static Case value(String message, Supplier<?> call) {
    return new Case(ValueException.class, message, call);
  }

  private static Case dtype(String message, Supplier<?> call) {
    return new Case(DTypeException.class, message, call);
  }

  static Stream<Case> axes() {
    return Stream.of(
        shape(
            "transpose: the axes must name each axis once, got [0] for shape [2, 3]; give a"
                + " permutation of 0 to 1",
            () -> X.transpose(0)),
        shape(
            "transpose: the axes must name each axis once, got [0, 0] for shape [2, 3]; give a"
                + " permutation of 0 to 1",
            () -> X.transpose(0, 0)),
        shape(
            "transpose: the axis must be from -2 to 1, got axis 2 for shape [2, 3]; choose an"
                + " existing axis",
            () -> X.transpose(0, 2)),
        shape(
            "swapAxes: the axis must be from -2 to 1, got axis 2 for shape [2, 3]; choose an"
                + " existing axis",
            () -> X.swapAxes(0, 2)),
        shape(
            "moveAxis: the axis must be from -2 to 1, got axis -3 for shape [2, 3]; choose an"
                + " existing axis",
            () -> X.moveAxis(-3, 0)),
        shape(
            "moveAxis: the axis must be from -2 to 1, got axis 2 for shape [2, 3]; choose an"
                + " existing axis",
            () -> X.moveAxis(0, 2)),
        shape(
            "expandDims: the new axis must be from -3 to 2, got axis 3 for shape [2, 3]; choose a"
                + " place between its axes, or at either end",
            () -> X.expandDims(3)),
        shape(
            "squeeze: the axes must have extent 1, got axis 1 of shape [2, 3]; select a position"
                + " with get, or reduce the axis",
            () -> X.squeeze(1)),
        shape(
            "squeeze: the axis must be from -2 to 1, got axis 2 for shape [2, 3]; choose an"
                + " existing axis",
            () -> X.squeeze(2)),
        shape(
            "squeeze: each axis must be named once, got axis 0 twice for shape [2, 3]; name it"
                + " once",
            () -> X.squeeze(0, -2)),
        shape(
            "flip: each axis must be named once, got axis 0 twice for shape [2, 3]; name it once",
            () -> X.flip(0, 0)),
        shape(
            "permute: the axes must name each axis once, got [0] for shape [2, 3]; give a"
                + " permutation of 0 to 1",
            () -> new Permute(List.of(0)).apply(X)),
        shape(
            "permute: the axes must name each axis once, got [1, 1] for shape [2, 3]; give a"
                + " permutation of 0 to 1",
            () -> new Permute(List.of(1, 1)).apply(X)),
        shape(
            "permute: the axes must name each axis once, got [0, 2] for shape [2, 3]; give a"
                + " permutation of 0 to 1",
            () -> new Permute(List.of(0, 2)).apply(X)),
        shape(
            "permute: takes 1 operand, got 2; pass 1",
            () -> new Permute(List.of(0, 1)).apply(X, X)));
  }

  static Stream<Case> shapes() {
    return Stream.of(
        shape(
            "reshape: the number of elements must stay the same, got shape [2, 3] (6) and [4, 2]"
                + " (8); correct the shape, or leave one extent open with -1",
            () -> X.reshape(4, 2)),
        shape(
            "reshape: extents must be 0 or more, and -1 at most once, got [-1, -1] for shape [2,"
                + " 3]; leave only one extent open",
            () -> X.reshape(-1, -1)),
        shape(
            "reshape: extents must be 0 or more, and -1 at most once, got [-2, 3] for shape [2, 3];"
                + " leave only one extent open",
            () -> X.reshape(-2, 3)),
        shape(
            "reshape: the extent -1 must be what is left of 6 elements by the other extents, got"
                + " [-1, 4] for shape [2, 3]; correct the extents",
            () -> X.reshape(-1, 4)),
        shape(
            "reshape: the extent -1 must be what is left of 0 elements by the other extents, got"
                + " [0, -1] for shape [0]; give all extents where one is 0",
            () -> Tensor.zeros(0).reshape(0, -1)),
        shape(
            "reshape: the number of elements must stay the same, got shape [2, 3] (6) and [7] (7);"
                + " correct the shape, or leave one extent open with -1",
            () -> X.reshape(Shape.of(7))),
        shape("reshape: takes 1 operand, got 0; pass 1", () -> new Reshape(Shape.of(6)).apply()),
        shape(
            "broadcastTo: each extent must be 1 or that of the target, aligned at the last axis,"
                + " got shape [2, 3] and target [3]; reshape or expandDims the operand first",
            () -> X.broadcastTo(3)),
        shape(
            "broadcastTo: each extent must be 1 or that of the target, aligned at the last axis,"
                + " got shape [2, 3] and target [3, 3]; reshape or expandDims the operand first",
            () -> X.broadcastTo(3, 3)),
        shape(
            "broadcastTo: takes 1 operand, got 2; pass 1",
            () -> new BroadcastTo(Shape.of(6)).apply(X, X)),
        shape(
            "pad: before and after must have one number of 0 or more for each axis, and extents be"
                + " at most 2147483647, got [0] and [0, 0] for shape [2, 3]; use slice to remove"
                + " positions",
            () -> X.pad(new int[1], new int[2], 0)),
        shape(
            "pad: before and after must have one number of 0 or more for each axis, and extents be"
                + " at most 2147483647, got [0, 0] and [0] for shape [2, 3]; use slice to remove"
                + " positions",
            () -> X.pad(new int[2], new int[1], 0)),
        shape(
            "pad: before and after must have one number of 0 or more for each axis, and extents be"
                + " at most 2147483647, got [-1, 0] and [0, 0] for shape [2, 3]; use slice to"
                + " remove positions",
            () -> X.pad(new int[] {-1, 0}, new int[2], 0)),
        shape(
            "pad: before and after must have one number of 0 or more for each axis, and extents be"
                + " at most 2147483647, got [0, 0] and [0, -1] for shape [2, 3]; use slice to"
                + " remove positions",
            () -> X.pad(new int[2], new int[] {0, -1}, 0)),
        shape(
            "pad: before and after must have one number of 0 or more for each axis, and extents be"
                + " at most 2147483647, got [0, 0] and [0, 2147483647] for shape [2, 3]; use slice"
                + " to remove positions",
            () -> X.pad(new int[2], new int[] {0, Integer.MAX_VALUE}, 0)),
        value(
            "pad: the value must fit float32 (at most 3.4e38), got 1.0E300 for operand float32[2,"
                + " 3]; use FLOAT64 or a smaller value",
            () -> NARROW.pad(new int[2], new int[] {0, 1}, 1e300)),
        shape(
            "tile: repetitions must be 0 or more and extents at most 2147483647, got [-1] for shape"
                + " [2, 3]; correct the repetitions",
            () -> X.tile(-1)),
        shape(
            "tile: repetitions must be 0 or more and extents at most 2147483647, got [1073741824]"
                + " for shape [0, 2]; correct the repetitions",
            () -> Tensor.zeros(0, 2).tile(1 << 30)),
        shape(
            "pad: the operand must fit the positions it is put at, got float64[3] for positions of"
                + " shape [2]; give ranges of the operand's extents",
            () -> new StridedPad(Shape.of(4), List.of(AxisRange.of(0, 2)), 0).apply(V)));
  }

  static Stream<Case> joins() {
    return Stream.of(
        shape(
            "concatenate: at least one tensor is needed, got none; use Tensor.zeros for an empty"
                + " one",
            () -> Shaping.concatenate(0)),
        shape(
            "concatenate: the axis must be from -2 to 1, got axis 2 for shape [2, 3]; choose an"
                + " existing axis",
            () -> Shaping.concatenate(2, X)),
        shape(
            "concatenate: the axis must be from -2 to 1, got axis -3 for shape [2, 3]; choose an"
                + " existing axis",
            () -> Shaping.concatenate(-3, X)),
        shape(
            "concatenate: the shapes must be equal except on axis 0, got [2, 3] and [3]; reshape or"
                + " broadcast one of them",
            () -> Shaping.concatenate(0, X, V)),
        shape(
            "concatenate: the shapes must be equal except on axis 0, got [2, 3] and [3, 2]; reshape"
                + " or broadcast one of them",
            () -> Shaping.concatenate(0, X, X.transpose())),
        dtype(
            "concatenate: the operands must have one element type, got float64[2, 3] and float32[2,"
                + " 3]; convert one of them with to(FLOAT64) or to(FLOAT32)",
            () -> Shaping.concatenate(0, X, NARROW)),
        shape(
            "concatenate: an axis has at most 2147483647 positions, got 2147483648 of 2 operands;"
                + " concatenate fewer",
            () -> {
              Tensor empty = Tensor.zeros(0, 1 << 30);
              return Shaping.concatenate(1, empty, empty);
            }),
        shape(
            "stack: at least one tensor is needed, got none; use Tensor.zeros for an empty one",
            () -> Shaping.stack(0)),
        shape(
            "stack: the shapes must be equal, got [2, 3] and [3]; broadcast or reshape them, or"
                + " concatenate along an existing axis",
            () -> Shaping.stack(0, X, V)),
        shape(
            "stack: the new axis must be from -3 to 2, got axis 3 for shape [2, 3]; choose a place"
                + " between its axes, or at either end",
            () -> Shaping.stack(3, X)),
        dtype(
            "stack: the operands must have one element type, got float64[2, 3] and float32[2, 3];"
                + " convert one of them with to(FLOAT64) or to(FLOAT32)",
            () -> Shaping.stack(0, X, NARROW)),
        shape(
            "concatenate: the axis must be from 0 to 1, got axis -1 for shape [2, 3]; choose an"
                + " existing axis, or stack along a new one",
            () -> new Concatenate(-1).apply(X)),
        shape(
            "split: the number of parts must divide the extent of axis 1, got 2 parts for shape [2,"
                + " 3]; give the sizes of the parts instead",
            () -> X.split(1, 2)),
        shape(
            "split: the number of parts must divide the extent of axis 1, got 0 parts for shape [2,"
                + " 3]; give the sizes of the parts instead",
            () -> X.split(1, 0)),
        shape(
            "split: the axis must be from -2 to 1, got axis 2 for shape [2, 3]; choose an existing"
                + " axis",
            () -> X.split(2, 1)),
        shape(
            "split: the sizes must not be negative and add up to the extent of axis 1, got [1, 1]"
                + " for shape [2, 3]; correct the sizes",
            () -> X.split(1, new int[] {1, 1})),
        shape(
            "split: the sizes must not be negative and add up to the extent of axis 1, got [4, -1]"
                + " for shape [2, 3]; correct the sizes",
            () -> X.split(-1, new int[] {4, -1})),
        shape(
            "split: the axis must be from -2 to 1, got axis 5 for shape [2, 3]; choose an existing"
                + " axis",
            () -> X.split(5, new int[] {3})));
  }

  static Stream<Case> parts() {
    return Stream.of(
        shape(
            "get: there must be at most one index for each axis, got 3 indices for shape [2, 3];"
                + " leave out 1",
            () -> X.get(0, 0, 0)),
        value(
            "get: the index on axis 0 must be from -2 to 1, got 2 for shape [2, 3]; correct the"
                + " index",
            () -> X.get(2)),
        value(
            "get: the index on axis 1 must be from -3 to 2, got -4 for shape [2, 3]; correct the"
                + " index",
            () -> X.get(0, -4)),
        value(
            "get: the index on axis 0 does not exist, as the axis is empty, got 0 for shape [0];"
                + " correct the index",
            () -> Tensor.zeros(0).get(0)),
        shape(
            "slice: there must be at most one slice for each axis, got 2 slices for shape [3];"
                + " leave out 1",
            () -> V.slice(Slice.all(), Slice.all())),
        value(
            "slice: the step must not be 0, got start 1, stop 2 and step 0; use Slice.at(index) for"
                + " one position",
            () -> Slice.of(1, 2, 0)),
        value(
            "slice: positions on axis 0 must be from -3 to 3, got 0:4 for shape [3]; use Slice.OPEN"
                + " for no bound",
            () -> V.slice(Slice.of(0, 4))),
        value(
            "slice: positions on axis 0 must be from -3 to 3, got -4:2 for shape [3]; use"
                + " Slice.OPEN for no bound",
            () -> V.slice(Slice.of(-4, 2))),
        value(
            "slice: positions on axis 0 must be from -3 to 2, got 3 for shape [3]; correct the"
                + " index",
            () -> V.slice(Slice.at(3))),
        value(
            "slice: positions on axis 0 must be from -3 to 2, got 3:0:-1 for shape [3]; use"
                + " Slice.OPEN for no bound",
            () -> V.slice(Slice.of(3, 0, -1))),
        value(
            "slice: a range needs a count of 0 or more, 1 where the axis is removed, and a step"
                + " other than 0, got count -1 and step 1; correct the range",
            () -> new AxisRange(0, 1, -1, false)),
        value(
            "slice: a range needs a count of 0 or more, 1 where the axis is removed, and a step"
                + " other than 0, got count 2 and step 1; correct the range",
            () -> new AxisRange(0, 1, 2, true)),
        value(
            "slice: a range needs a count of 0 or more, 1 where the axis is removed, and a step"
                + " other than 0, got count 2 and step 0; correct the range",
            () -> new AxisRange(0, 0, 2, false)),
        value(
            "slice: the positions on axis 0 must be from 0 to 2, got 2 to 3 for shape [3]; take"
                + " fewer",
            () -> new StridedSlice(List.of(AxisRange.of(2, 2))).apply(V)),
        value(
            "slice: the positions on axis 0 must be from 0 to 2, got 1 to -1 for shape [3]; take"
                + " fewer",
            () -> new StridedSlice(List.of(new AxisRange(1, -1, 3, false))).apply(V)),
        value(
            "slice: the positions on axis 0 must be from 0 to 2, got -1 to -1 for shape [3]; take"
                + " fewer",
            () -> new StridedSlice(List.of(AxisRange.at(-1))).apply(V)),
        shape(
            "slice: there must be at most one range for each axis, got 2 ranges for shape [3];"
                + " leave out 1",
            () -> new StridedSlice(List.of(AxisRange.at(0), AxisRange.at(0))).apply(V)),
        shape(
            "slice: takes 1 operand, got 2; pass 1",
            () -> new StridedSlice(List.of()).apply(V, V)));
  }

  static Stream<Case> gathers() {
    Tensor one = Tensor.of(1);
    return Stream.of(
        shape(
            "gather: the axis must be from -2 to 1, got axis 2 for shape [2, 3]; choose an existing"
                + " axis",
            () -> X.gather(one, 2)),
        value(
            "gather: indices must be whole numbers from 0 to 1, got 2.0 at position 1 of the"
                + " indices of shape [2]; correct the indices (negative ones do not count from the"
                + " end here)",
            () -> X.gather(Tensor.of(0, 2), 0)),
        value(
            "gather: indices must be whole numbers from 0 to 1, got -1.0 at position 0 of the"
                + " indices of shape [1]; correct the indices (negative ones do not count from the"
                + " end here)",
            () -> X.gather(Tensor.of(-1), 0)),
        value(
            "gather: indices must be whole numbers from 0 to 1, got 0.5 at position 0 of the"
                + " indices of shape [1]; correct the indices (negative ones do not count from the"
                + " end here)",
            () -> X.gather(Tensor.of(0.5), 0)),
        value(
            "gather: indices must be whole numbers from 0 to 1, got NaN at position 0 of the"
                + " indices of shape [1]; correct the indices (negative ones do not count from the"
                + " end here)",
            () -> X.gather(Tensor.of(Double.NaN), 0)),
        value(
            "gather: an empty axis has no positions, got 0.0 at position 0 of the indices of shape"
                + " [1]; correct the indices (negative ones do not count from the end here)",
            () -> Tensor.zeros(0).gather(Tensor.of(0), 0)),
        shape(
            "gather: the axis must be from 0 to 1, got axis 2 for shape [2, 3]; choose an existing"
                + " axis",
            () -> new Gather(2, 0).apply(X, one)),
        shape(
            "gather: the first 1 axes of the indices must be those of the operand, got operand"
                + " float64[2, 3] and indices float64[1]; broadcast one of them",
            () -> new Gather(1, 1).apply(X, one)),
        shape("gather: takes 2 operands, got 1; pass 2", () -> new Gather(0, 0).apply(X)),
        shape(
            "scatterAdd: the axis must be from -2 to 1, got axis 2 for shape [2, 3]; choose an"
                + " existing axis",
            () -> X.scatterAdd(2, one, X)),
        shape(
            "scatterAdd: the updates must have shape [1, 3] (target with the indices' axes in place"
                + " of axis 0), got target float64[2, 3], indices float64[1] and updates"
                + " float64[3]; broadcast or reshape the updates",
            () -> X.scatterAdd(0, one, V)),
        dtype(
            "scatterAdd: the operands must have one element type, got float64[2, 3] and float32[2,"
                + " 3]; convert one of them with to(FLOAT64) or to(FLOAT32)",
            () -> X.scatterAdd(0, Tensor.of(0, 1), NARROW)),
        value(
            "scatterAdd: indices must be whole numbers from 0 to 1, got 2.0 at position 1 of the"
                + " indices of shape [2]; correct the indices (negative ones do not count from the"
                + " end here)",
            () -> X.scatterAdd(0, Tensor.of(0, 2), X)),
        shape(
            "scatterAdd: the axis must be from 0 to 1, got axis -1 for shape [2, 3]; choose an"
                + " existing axis",
            () -> new ScatterAdd(-1, 0).apply(X, one, X)),
        shape(
            "scatterAdd: takes 3 operands, got 2; pass 3",
            () -> new ScatterAdd(0, 0).apply(X, one)),
        shape(
            "takeAlongAxis: the indices must have the operand's extents except on axis 0, got"
                + " operand float64[2, 3] and indices float64[1]; broadcast the indices",
            () -> X.takeAlongAxis(one, 0)),
        shape(
            "takeAlongAxis: the axis must be from -2 to 1, got axis 2 for shape [2, 3]; choose an"
                + " existing axis",
            () -> X.takeAlongAxis(X, 2)),
        value(
            "takeAlongAxis: indices must be whole numbers from 0 to 1, got 2.0 at position 0 of the"
                + " indices of shape [2, 3]; correct the indices (negative ones do not count from"
                + " the end here)",
            () -> X.takeAlongAxis(X.add(2), 0)),
        shape(
            "takeAlongAxis: the axis must be from 0 to 1, got axis 2 for shape [2, 3]; choose an"
                + " existing axis",
            () -> new TakeAlongAxis(2).apply(X, X)),
        shape(
            "takeAlongAxis: takes 2 operands, got 1; pass 2", () -> new TakeAlongAxis(0).apply(X)),
        shape(
            "addAlongAxis: the indices must have the operand's extents except on axis 0, got"
                + " operand float64[2, 3] and indices float64[1]; broadcast the indices",
            () -> X.addAlongAxis(0, one, one)),
        shape(
            "addAlongAxis: indices and updates must have one shape, got indices float64[2, 3] and"
                + " updates float64[1, 3]; broadcast one of them",
            () -> X.addAlongAxis(0, X, Tensor.zeros(1, 3))),
        dtype(
            "addAlongAxis: the operands must have one element type, got float64[2, 3] and"
                + " float32[2, 3]; convert one of them with to(FLOAT64) or to(FLOAT32)",
            () -> X.addAlongAxis(0, X, NARROW)),
        value(
            "addAlongAxis: indices must be whole numbers from 0 to 2, got 3.0 at position 0 of the"
                + " indices of shape [2, 3]; correct the indices (negative ones do not count from"
                + " the end here)",
            () -> X.addAlongAxis(1, X.add(3), X)),
        shape(
            "addAlongAxis: the axis must be from -2 to 1, got axis -3 for shape [2, 3]; choose an"
                + " existing axis",
            () -> X.addAlongAxis(-3, X, X)),
        shape("addAlongAxis: takes 3 operands, got 1; pass 3", () -> new AddAlongAxis(0).apply(X)));
  }

  static Stream<Case> diagonals() {
    return Stream.of(
        shape(
            "diagonal: the operand must have two axes or more, got float64[3]; reshape it to"
                + " matrices",
            () -> V.diagonal()),
        shape("diagonal: takes 1 operand, got 2; pass 1", () -> new Diagonal(0).apply(X, X)),
        shape(
            "diag: the operand must have one axis or more, got a scalar; reshape it to one element",
            () -> S.diag()),
        shape(
            "diag: a matrix has at most 2147483647 rows, got 3 elements at offset 2147483647; use a"
                + " smaller offset",
            () -> V.diag(Integer.MAX_VALUE)),
        shape(
            "shape: a tensor has at most 2147483647 elements, got [1048579, 1048579]; split it, or"
                + " vmap with a chunk size",
            () -> V.diag(1 << 20)),
        shape(
            "diag: the last axis must fit diagonal 1 of a 3 by 3 matrix, which has 2 elements, got"
                + " float64[3]; correct the size of the matrix",
            () -> new DiagonalEmbed(1, 3, 3).apply(V)),
        shape(
            "diag: the operand must have one axis or more, got a scalar; reshape it to one element",
            () -> new DiagonalEmbed(0, 3, 3).apply(S)),
        shape(
            "tril: the operand must have two axes or more, got float64[3]; reshape it to matrices",
            () -> V.tril(0)),
        shape(
            "triu: the operand must have two axes or more, got float64[3]; reshape it to matrices",
            () -> V.triu(0)),
        shape("tril: takes 1 operand, got 0; pass 1", () -> new Triangle(true, 0).apply()));
  }

  @ParameterizedTest
  @MethodSource({"axes", "shapes", "joins", "parts", "gathers", "diagonals"})
  void theMessageNamesRequirementValuesAndRemedy(Case error) {
    assertThatThrownBy(() -> error.call.get())
        .isExactlyInstanceOf(error.type)
        .hasMessage(error.message);
  }
}
