package org.autodiff.trace;

import org.autodiff.AutodiffException;
import org.autodiff.DTypeException;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.ValueException;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.Linearization;
import org.autodiff.extend.Operator;
import org.autodiff.extend.SingleResultLinearization;
import org.jspecify.annotations.Nullable;

/**
 * What the engine requires of the parts of an operator: that a view has the type that was inferred,
 * that the derivative rule gives tangents of the results' types and cotangents of the operands',
 * and the batching rule results with the batch in front. Types that agree are nearly always one
 * object, so that a check costs a comparison of pointers.
 */
final class Contract {
  private Contract() {}

  private static boolean same(TensorType a, TensorType b) {
    return a == b || (a.dtype() == b.dtype() && a.shape().equals(b.shape()));
  }

  private static AutodiffException wrongType(
      Operator operator, String requirement, TensorType given, TensorType wanted, String remedy) {
    String message =
        operator.name() + ": " + requirement + ", got " + given + " for " + wanted + "; " + remedy;
    return given.dtype() == wanted.dtype()
        ? new ShapeException(message)
        : new DTypeException(message);
  }

  private static ValueException wrongCount(
      Operator operator,
      String requirement,
      @Nullable Object @Nullable [] given,
      int wanted,
      String remedy) {
    String got = given == null ? "null" : String.valueOf(given.length);
    return new ValueException(
        operator.name() + ": " + requirement + ", got " + got + " for " + wanted + "; " + remedy);
  }

  private static ValueException missing(Operator operator, String what, String remedy) {
    return new ValueException(
        operator.name() + ": " + what + " must not be null, got null; " + remedy);
  }

  /** Checks a view that takes the place of a computed result. */
  static DenseTensor view(Operator operator, DenseTensor view, TensorType inferred) {
    if (!same(view.type(), inferred)) {
      throw wrongView(operator, view, inferred);
    }
    return view;
  }

  // what is thrown stands apart, so that the checks are small enough to be compiled into their
  // callers

  private static AutodiffException wrongView(
      Operator operator, DenseTensor view, TensorType inferred) {
    return wrongType(
        operator,
        "a view must have the inferred type",
        view.type(),
        inferred,
        "correct the view or the inference of the operator");
  }

  /** Checks the number of a rule's linear maps. */
  static @Nullable LinearMap[] maps(
      Operator operator, @Nullable LinearMap @Nullable [] maps, int operands) {
    if (maps == null || maps.length != operands) {
      throw wrongCount(
          operator,
          "the derivative rule must give one linear map for each operand",
          maps,
          operands,
          "give null for an operand without a derivative");
    }
    return maps;
  }

  /** Checks that there is a linearization, for as many operands and results as the operator has. */
  static Linearization linearization(
      Operator operator, @Nullable Linearization linearization, int operands, int results) {
    if (linearization == null) {
      throw missing(
          operator, "the linearization", "throw Operator.noDerivative where there is none");
    }
    if (linearization instanceof SingleResultLinearization rule) {
      maps(operator, rule.maps(), operands);
      if (results != 1) {
        throw new ValueException(
            operator.name()
                + ": one linear map for each operand describes an operator with one result, got "
                + results
                + " results; implement Linearization");
      }
    }
    return linearization;
  }

  /** Checks the tangent that the map of one operand gave. */
  private static Tensor tangent(
      Operator operator, int operand, @Nullable Tensor tangent, TensorType result) {
    if (tangent == null || !same(tangent.type(), result)) {
      throw wrongTangent(operator, operand, tangent, result);
    }
    return tangent;
  }

  private static AutodiffException wrongTangent(
      Operator operator, int operand, @Nullable Tensor tangent, TensorType result) {
    if (tangent == null) {
      return missing(
          operator,
          "the tangent by operand " + operand,
          "give null in place of the linear map where there is no derivative");
    }
    return wrongType(
        operator,
        "the tangent by operand " + operand + " must have the result's type",
        tangent.type(),
        result,
        "correct the linear map of that operand, for example with LinearMap.broadcast");
  }

  /** Checks the tangents of all results; null stands for zero. */
  static @Nullable Tensor[] tangents(
      Operator operator, @Nullable Tensor @Nullable [] tangents, TensorType[] results) {
    int count = results.length;
    if (tangents == null || tangents.length != count) {
      throw wrongCount(
          operator,
          "the linearization must push one tangent for each result",
          tangents,
          count,
          "give null for a tangent that is zero");
    }
    for (int i = 0; i < count; i++) {
      Tensor tangent = tangents[i];
      if (tangent != null && !same(tangent.type(), results[i])) {
        throw wrongType(
            operator,
            "the tangent of result " + i + " must have the result's type",
            tangent.type(),
            results[i],
            "correct push of the linearization");
      }
    }
    return tangents;
  }

  /** Checks a cotangent that a rule gave for an operand. */
  static Tensor cotangent(
      Operator operator, int operand, @Nullable Tensor cotangent, TensorType type) {
    if (cotangent == null || !same(cotangent.type(), type)) {
      throw wrongCotangent(operator, operand, cotangent, type);
    }
    return cotangent;
  }

  private static AutodiffException wrongCotangent(
      Operator operator, int operand, @Nullable Tensor cotangent, TensorType type) {
    if (cotangent == null) {
      return missing(
          operator,
          "the cotangent of operand " + operand,
          "add nothing where the cotangent is zero");
    }
    return wrongType(
        operator,
        "the cotangent of operand " + operand + " must have the operand's type",
        cotangent.type(),
        type,
        "correct the transpose in the derivative rule, for example with sumTo");
  }

  /** Checks a cotangent that is added to a part of an operand's. */
  static void part(Operator operator, int operand, TensorType cotangent, TensorType part) {
    if (!same(cotangent, part)) {
      throw wrongType(
          operator,
          "the cotangent of a part of operand " + operand + " must have the part's type",
          cotangent,
          part,
          "correct the transpose in the derivative rule");
    }
  }

  /** Checks a batched result; {@code example} is the type of one example's. */
  static Tensor batched(Operator operator, @Nullable Tensor result, TensorType example, int size) {
    if (result == null) {
      throw missing(operator, "a batched result", "leave out the batching rule to use the default");
    }
    TensorType type = result.type();
    Shape shape = type.shape();
    Shape wanted = example.shape();
    boolean fits =
        shape.rank() == wanted.rank() + 1
            && shape.dim(0) == size
            && type.dtype() == example.dtype();
    for (int i = 0; fits && i < wanted.rank(); i++) {
      fits = shape.dim(i + 1) == wanted.dim(i);
    }
    if (!fits) {
      throw wrongType(
          operator,
          "a batched result must have the batch as axis 0 before the axes of one example",
          type,
          example.withShape(wanted.insert(0, size)),
          "correct the batching rule, or leave it out to use the default");
    }
    return result;
  }

  /** Checks the number of batched results. */
  static Tensor[] batched(Operator operator, Tensor @Nullable [] results, int wanted) {
    if (results == null || results.length != wanted) {
      throw wrongCount(
          operator,
          "the batching rule must give every result",
          results,
          wanted,
          "correct the batching rule, or leave it out to use the default");
    }
    return results;
  }

  /** Pushes a tangent through the map of one operand, and adds what it gives to a sum. */
  static @Nullable Tensor addTangent(
      @Nullable Tensor sum,
      Operator operator,
      int operand,
      @Nullable LinearMap map,
      @Nullable Tensor tangent,
      TensorType result) {
    if (map == null || tangent == null) {
      return sum;
    }
    Tensor term = tangent(operator, operand, map.apply(tangent), result);
    return sum == null ? term : sum.add(term);
  }
}
