package org.autodiff;

import static org.autodiff.LinearLaws.numbers;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds shaping and indexing to the laws of linear functions. */
class ShapingLawsTest {
  private static final boolean T = true;
  private static final boolean F = false;

  static Stream<LinearLaws> functions() {
    return Stream.concat(shaping(), indexing());
  }

  private static Stream<LinearLaws> shaping() {
    Tensor x = numbers(1, 2, 3, 4);
    Tensor empty = numbers(1, 2, 0, 3);
    Tensor scalar = Tensor.scalar(1.5);
    return Stream.of(
        LinearLaws.of("reshape", x, t -> t.reshape(4, -1)),
        LinearLaws.of("reshape of a transpose", x, t -> t.transpose().reshape(6, 2, 2)),
        LinearLaws.of("reshape of a scalar", scalar, t -> t.reshape(1, 1)),
        LinearLaws.of("reshape of nothing", empty, t -> t.reshape(3, 0)),
        LinearLaws.of("flatten", x, t -> t.flatten()),
        LinearLaws.of("transpose", x, t -> t.transpose()),
        LinearLaws.of("transpose to 1 2 0", x, t -> t.transpose(1, 2, 0)),
        LinearLaws.of("transpose of a scalar", scalar, t -> t.transpose()),
        LinearLaws.of("transpose of nothing", empty, t -> t.transpose()),
        LinearLaws.of("swapAxes", x, t -> t.swapAxes(0, -1)),
        LinearLaws.of("moveAxis", x, t -> t.moveAxis(0, -1)),
        LinearLaws.of("expandDims", x, t -> t.expandDims(1)),
        LinearLaws.of("squeeze", numbers(2, 1, 3, 1), t -> t.squeeze()),
        LinearLaws.of("squeeze an axis", numbers(2, 1, 3, 1), t -> t.squeeze(-1)),
        LinearLaws.of("flip", x, t -> t.flip(0, 2)),
        LinearLaws.of("broadcastTo", numbers(2, 3, 1), t -> t.broadcastTo(2, 3, 4)),
        LinearLaws.of("broadcastTo of a scalar", scalar, t -> t.broadcastTo(2, 3)),
        LinearLaws.of("broadcastTo nothing", numbers(2, 1, 3), t -> t.broadcastTo(0, 3)),
        LinearLaws.of("pad", numbers(3, 2, 3), t -> t.pad(new int[] {1, 0}, new int[] {0, 2}, 2.5)),
        LinearLaws.of("tile", numbers(3, 2, 3), t -> t.tile(2, 1, 3)),
        LinearLaws.of("tile by zero", numbers(3, 2, 3), t -> t.tile(0, 2)),
        LinearLaws.of("split", x, t -> t.split(1, new int[] {1, 0, 2}).get(2)),
        LinearLaws.of(
            "two parts of a split",
            x,
            t -> {
              List<Tensor> parts = t.split(-1, 2);
              return parts.get(0).add(parts.get(1));
            }),
        new LinearLaws(
            "concatenate",
            new boolean[] {T, T, T},
            List.of(numbers(1, 2, 3), numbers(2, 2, 0), numbers(3, 2, 2)),
            t -> Shaping.concatenate(-1, t.get(0), t.get(1), t.get(2))),
        new LinearLaws(
            "concatenate in front",
            new boolean[] {T, T},
            List.of(numbers(1, 2, 3), numbers(2, 1, 3)),
            t -> Shaping.concatenate(0, t.get(0), t.get(1))),
        new LinearLaws(
            "concatenate a scalar",
            new boolean[] {T, T, T},
            List.of(numbers(1), numbers(2, 2), numbers(3)),
            t -> Shaping.concatenate(0, t.get(0), t.get(1), t.get(2))),
        LinearLaws.of("concatenate twice the same", x, t -> Shaping.concatenate(1, t, t)),
        new LinearLaws(
            "stack scalars",
            new boolean[] {T, T},
            List.of(numbers(1), numbers(2)),
            t -> Shaping.stack(0, t.get(0), t.get(1))),
        stack(0),
        stack(1),
        stack(2),
        stack(-1));
  }

  private static LinearLaws stack(int axis) {
    return new LinearLaws(
        "stack at " + axis,
        new boolean[] {T, T},
        List.of(numbers(1, 2, 3), numbers(2, 2, 3)),
        t -> Shaping.stack(axis, t.get(0), t.get(1)));
  }

  private static Stream<LinearLaws> indexing() {
    Tensor x = numbers(1, 3, 4, 5);
    Tensor pick = Tensor.of(new double[] {2, 0, 2, 1, 1, 1}, 2, 3);
    return Stream.of(
        LinearLaws.of("get", x, t -> t.get(-1)),
        LinearLaws.of("get of rows", x, t -> t.get(1, 2)),
        LinearLaws.of("get of an element", x, t -> t.get(1, -1, 0)),
        LinearLaws.of("get of all", x, t -> t.get()),
        LinearLaws.of("get twice", x, t -> t.get(0).mul(2).add(t.get(2)).sub(t.get(0).get(1))),
        LinearLaws.of("slice", x, t -> t.slice(Slice.at(1), Slice.of(1, 3), Slice.every(2))),
        LinearLaws.of("slice back", x, t -> t.slice(Slice.all(), Slice.of(3, 0, -2))),
        LinearLaws.of("slice of nothing", x, t -> t.slice(Slice.of(2, 2), Slice.from(1))),
        LinearLaws.of(
            "overlapping slices", x, t -> t.slice(Slice.to(2)).add(t.slice(Slice.from(1)))),
        LinearLaws.of("diagonal", x, t -> t.diagonal()),
        LinearLaws.of("diagonal above", x, t -> t.diagonal(2)),
        LinearLaws.of("diagonal below", x, t -> t.diagonal(-3)),
        LinearLaws.of("diagonal outside", x, t -> t.diagonal(7)),
        LinearLaws.of("diag", numbers(1, 2, 3), t -> t.diag()),
        LinearLaws.of("diag above", numbers(1, 3), t -> t.diag(2)),
        LinearLaws.of("diag below", numbers(1, 2, 2), t -> t.diag(-1)),
        LinearLaws.of("tril", x, t -> t.tril(0)),
        LinearLaws.of("tril at -1", numbers(1, 5, 3), t -> t.tril(-1)),
        LinearLaws.of("triu", x, t -> t.triu(1)),
        LinearLaws.of("triu at -9", numbers(1, 5, 3), t -> t.triu(-9)),
        gather(0, numbers(1, 3, 2), pick),
        gather(1, numbers(1, 2, 3, 2), pick),
        gather(-1, numbers(1, 2, 3), pick),
        gather(0, numbers(1, 3), Tensor.scalar(2)),
        scatterAdd(0, numbers(1, 3, 2), pick, numbers(2, 2, 3, 2)),
        scatterAdd(1, numbers(1, 2, 3, 2), pick, numbers(2, 2, 2, 3, 2)),
        scatterAdd(-1, numbers(1, 2, 3), Tensor.scalar(1), numbers(2, 2)),
        takeAlongAxis(0, numbers(1, 3), Tensor.of(2, 0, 0, 1)),
        takeAlongAxis(1, numbers(1, 2, 4), pick),
        takeAlongAxis(0, numbers(1, 3, 3), pick),
        addAlongAxis(0, numbers(1, 3), Tensor.of(2, 0, 0, 1)),
        addAlongAxis(1, numbers(1, 2, 4), pick),
        addAlongAxis(0, numbers(1, 3, 3), pick));
  }

  private static LinearLaws gather(int axis, Tensor x, Tensor indices) {
    return new LinearLaws(
        "gather at " + axis + " of " + x.shape(),
        new boolean[] {T, F},
        List.of(x, indices),
        t -> t.get(0).gather(t.get(1), axis));
  }

  private static LinearLaws scatterAdd(int axis, Tensor x, Tensor indices, Tensor updates) {
    return new LinearLaws(
        "scatterAdd at " + axis + " of " + x.shape(),
        new boolean[] {T, F, T},
        List.of(x, indices, updates),
        t -> t.get(0).scatterAdd(axis, t.get(1), t.get(2)));
  }

  private static LinearLaws takeAlongAxis(int axis, Tensor x, Tensor indices) {
    return new LinearLaws(
        "takeAlongAxis at " + axis + " of " + x.shape(),
        new boolean[] {T, F},
        List.of(x, indices),
        t -> t.get(0).takeAlongAxis(t.get(1), axis));
  }

  private static LinearLaws addAlongAxis(int axis, Tensor x, Tensor indices) {
    return new LinearLaws(
        "addAlongAxis at " + axis + " of " + x.shape(),
        new boolean[] {T, F, T},
        List.of(x, indices, numbers(2, indices.shape().dims())),
        t -> t.get(0).addAlongAxis(axis, t.get(1), t.get(2)));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void theTangentIsTheFunctionOfTheTangent(LinearLaws function) {
    function.tangentIsTheFunction();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void thePullbackIsTheAdjoint(LinearLaws function) {
    function.transposeIsAdjoint();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void theLayoutOfOperandsDoesNotMatter(LinearLaws function) {
    function.layoutDoesNotMatter();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void float32GivesTheSame(LinearLaws function) {
    function.float32IsTheSame();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void vmapIsTheStackOverExamples(LinearLaws function) {
    function.vmapIsStack();
  }
}
