package org.autodiff.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.autodiff.Autodiff;
import org.autodiff.AutodiffException;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.ValueException;
import org.autodiff.Vjp;
import org.autodiff.extend.CotangentSink;
import org.autodiff.extend.Linearization;
import org.autodiff.extend.Operator;
import org.autodiff.extend.SingleResultOperator;
import org.autodiff.extend.ViewOperator;
import org.jspecify.annotations.Nullable;

/** Laws 9 to 11 and 17: types, purity, empty tensors, ways to run. */
final class StructureLaws {
  private StructureLaws() {}

  /** Law 9. */
  static void inference(Trial trial) {
    FunctionAtPoint point = trial.point();
    List<Tensor> value = point.value();
    List<Tensor> v = Elements.directions(point.primal(), trial.random());
    List<Tensor> u = Elements.directions(value, trial.random());
    trial.sameTypes(point.jvp(v).value(), value, () -> "the value of jvp");
    trial.sameTypes(point.jvp(v).tangent(), value, () -> "the tangent");
    Vjp<List<Tensor>, List<Tensor>> vjp = point.vjp();
    trial.sameTypes(vjp.value(), value, () -> "the value of vjp");
    trial.sameTypes(vjp.pullback(u), point.primal(), () -> "the cotangents");
    if (trial.entry().primitive().isPresent()) {
      primitive(trial, trial.entry().primitive(trial.sample()), point.operands(), value);
    }
  }

  /** The rule itself, without the engine around it. */
  private static void primitive(
      Trial trial, Operator operator, List<Tensor> operands, List<Tensor> value) {
    TensorType[] types = operands.stream().map(Tensor::type).toArray(TensorType[]::new);
    TensorType[] inferred = operator.infer(types);
    trial.require(
        inferred.length == value.size(),
        () -> "infer gives " + inferred.length + " types for " + value.size() + " results");
    for (int i = 0; i < inferred.length; i++) {
      int at = i;
      trial.require(
          inferred[i].equals(value.get(i).type()),
          () -> "infer gives " + inferred[at] + " for a result of " + value.get(at).type());
    }
    Linearization linearization =
        operator.linearize(operands.toArray(new Tensor[0]), value.toArray(new Tensor[0]));
    @Nullable Tensor[] cotangents =
        Elements.directions(value, trial.random()).toArray(new Tensor[0]);
    CotangentSink[] sinks = new CotangentSink[operands.size()];
    for (int i = 0; i < sinks.length; i++) {
      sinks[i] = new TypeSink(trial, types[i], i);
    }
    linearization.pull(cotangents, sinks);
    for (int i = 0; i < operands.size(); i++) {
      @Nullable Tensor[] tangents = new @Nullable Tensor[operands.size()];
      tangents[i] = Elements.directions(operands.subList(i, i + 1), trial.random()).get(0);
      @Nullable Tensor[] pushed = linearization.push(tangents);
      for (int r = 0; r < pushed.length; r++) {
        Tensor tangent = pushed[r];
        TensorType expected = inferred[r];
        int operand = i;
        trial.require(
            tangent == null || tangent.type().equals(expected),
            () ->
                "a tangent of operand "
                    + operand
                    + " gives the tangent "
                    + tangent
                    + " of a result of "
                    + expected);
      }
    }
  }

  /** Checks the types of the cotangents it is given. */
  private record TypeSink(Trial trial, TensorType type, int operand) implements CotangentSink {
    @Override
    public void add(Tensor cotangent) {
      trial.require(
          cotangent.type().equals(type),
          () ->
              "the cotangent of operand "
                  + operand
                  + " has type "
                  + cotangent.type()
                  + ", the operand "
                  + type);
    }

    @Override
    public void addToPart(
        TensorType whole, Tensor cotangent, ViewOperator part, Supplier<Tensor> instead) {
      add(instead.get());
      TensorType partType = part.inferResult(new TensorType[] {whole});
      trial.require(
          partType.equals(cotangent.type()),
          () -> "the cotangent of a part has type " + cotangent.type() + ", the part " + partType);
    }

    @Override
    public void addInPlace(
        TensorType whole,
        SingleResultOperator addition,
        List<Tensor> further,
        Consumer<DenseTensor> inPlace) {
      List<Tensor> operands = new ArrayList<>(List.of(Tensor.full(0, whole)));
      operands.addAll(further);
      Tensor expected = addition.apply(operands.toArray(new Tensor[0]));
      add(expected);
      DenseTensor sum = DenseTensor.zeros(whole);
      inPlace.accept(sum);
      trial.close(List.of(sum), List.of(expected), 1e-6, () -> "a cotangent added in place");
    }
  }

  /** Law 10. */
  static void purity(Trial trial) {
    FunctionAtPoint point = trial.point();
    unchanged(trial, point);
    FunctionAtPoint other = point.withOperands(Layouts.any(point.operands(), trial.random()));
    independent(trial, point, other, "in another layout");
    for (int i = 0; i < point.operands().size(); i++) {
      Tensor x = point.operands().get(i);
      if (x.rank() == 0 || x.size() == 0) {
        continue;
      }
      DenseTensor repeated = Layouts.repeated(x, trial.random().nextInt(x.rank()));
      List<Tensor> strideZero = new ArrayList<>(point.operands());
      strideZero.set(i, repeated);
      List<Tensor> plain = new ArrayList<>(point.operands());
      plain.set(i, repeated.copy());
      FunctionAtPoint dense = point.withOperands(plain);
      FunctionAtPoint strided = point.withOperands(strideZero);
      if (rejectsValue(trial, dense)) {
        trial.require(
            rejectsValue(trial, strided), () -> "what is rejected is accepted with stride 0");
      } else {
        independent(trial, dense, strided, "with stride 0");
      }
    }
    if (trial.entry().primitive().isPresent()) {
      List<Tensor> operands = Layouts.any(point.operands(), trial.random());
      List<double[]> before = arrays(operands);
      GivenResults.written(trial, trial.entry().primitive(trial.sample()), operands);
      requireSame(trial, before, operands, "the operands, by computeInto");
    }
  }

  /** Whether an operator that documents values it rejects rejects these: a singular matrix, say. */
  private static boolean rejectsValue(Trial trial, FunctionAtPoint point) {
    if (trial.entry().samples().invalid().stream()
        .noneMatch(invalid -> invalid.exception() == ValueException.class)) {
      return false;
    }
    try {
      point.value();
      return false;
    } catch (ValueException e) {
      RegistrationLaws.requireForm(trial, trial.entry().messageName(), e);
      return true;
    }
  }

  private static void independent(Trial trial, FunctionAtPoint a, FunctionAtPoint b, String how) {
    List<Tensor> value = a.value();
    trial.equal(b.value(), value, () -> "the value " + how);
    List<Tensor> v = Elements.directions(a.primal(), trial.random());
    trial.equal(
        b.jvp(Layouts.any(v, trial.random())).tangent(),
        a.jvp(v).tangent(),
        () -> "the JVP " + how);
    List<Tensor> u = Elements.directions(value, trial.random());
    trial.equal(
        b.vjp().pullback(Layouts.any(u, trial.random())),
        a.vjp().pullback(u),
        () -> "the VJP " + how);
  }

  private static void unchanged(Trial trial, FunctionAtPoint plain) {
    FunctionAtPoint point = plain.withOperands(Layouts.any(plain.operands(), trial.random()));
    List<Tensor> v =
        Layouts.any(Elements.directions(point.primal(), trial.random()), trial.random());
    List<Tensor> given = new ArrayList<>(point.operands());
    given.addAll(v);
    List<double[]> before = arrays(given);
    List<Tensor> value = point.value();
    List<double[]> valueBefore = arrays(value);
    requireSame(trial, before, given, "the operands, by evaluation");
    List<Tensor> tangent = point.jvp(v).tangent();
    List<double[]> tangentBefore = arrays(tangent);
    requireSame(trial, before, given, "operands or tangents, by the JVP");
    List<Tensor> u = Layouts.any(Elements.directions(value, trial.random()), trial.random());
    List<double[]> cotangents = arrays(u);
    Vjp<List<Tensor>, List<Tensor>> vjp = point.vjp();
    List<Tensor> pulled = vjp.pullback(u);
    List<double[]> pulledBefore = arrays(pulled);
    trial.equal(vjp.pullback(u), pulled, () -> "the VJP, repeated");
    requireSame(trial, before, given, "the operands, by the VJP");
    requireSame(trial, cotangents, u, "the cotangents, by the VJP");
    requireSame(trial, valueBefore, value, "the value, by derivatives");
    requireSame(trial, tangentBefore, tangent, "the tangent, by the VJP");
    requireSame(trial, pulledBefore, pulled, "the cotangents of the operands, by a second VJP");
    trial.equal(point.value(), value, () -> "the value, repeated");
  }

  private static List<double[]> arrays(List<Tensor> tensors) {
    List<double[]> out = new ArrayList<>();
    for (Tensor x : tensors) {
      out.add(Layouts.array(x));
    }
    return out;
  }

  private static void requireSame(
      Trial trial, List<double[]> before, List<Tensor> tensors, String what) {
    for (int i = 0; i < tensors.size(); i++) {
      int at = Elements.firstDifference(Layouts.array(tensors.get(i)), before.get(i));
      int tensor = i;
      trial.require(
          at < 0, () -> what + ", were changed: tensor " + tensor + ", array element " + at);
    }
  }

  /** Law 11. */
  static void empty(Trial trial) {
    if (trial.sample().operands().stream().anyMatch(x -> x.size() == 0)) {
      try {
        inference(trial);
      } catch (AutodiffException e) {
        RegistrationLaws.requireForm(trial, trial.entry().messageName(), e);
      }
    }
    if (trial.entry().samples().isElementwise()) {
      FunctionAtPoint point = trial.point();
      List<Tensor> scalars = new ArrayList<>();
      List<Tensor> vectors = new ArrayList<>();
      for (Tensor x : point.operands()) {
        if (x.size() == 0) {
          return;
        }
        double first = x.toDoubles()[0];
        scalars.add(Elements.tensor(new TensorType(Shape.SCALAR, x.dtype()), first));
        vectors.add(Elements.tensor(new TensorType(Shape.of(1), x.dtype()), first));
      }
      double[] scalar = Elements.of(point.callAll(scalars));
      double[] vector = Elements.of(point.callAll(vectors));
      trial.require(
          Elements.firstDifference(scalar, vector) < 0,
          () -> "rank 0 gives " + scalar[0] + ", a vector of one element " + vector[0]);
    }
  }

  /** Law 17. */
  static void execution(Trial trial) {
    FunctionAtPoint point = trial.point();
    List<Tensor> x = point.primal();
    Vjp<List<Tensor>, List<Tensor>> vjp = point.vjp();
    List<Tensor> u = Elements.directions(vjp.value(), trial.random());
    List<Tensor> pulled = vjp.pullback(u);
    Vjp<List<Tensor>, List<Tensor>> checkpointed =
        Autodiff.vjp(Autodiff.checkpoint(point.mapping()), x);
    trial.equal(checkpointed.value(), vjp.value(), () -> "the value, checkpointed");
    trial.equal(checkpointed.pullback(u), pulled, () -> "the VJP, checkpointed");
    if (trial.number() % 8 == 0) {
      List<List<Tensor>> parallel =
          IntStream.range(0, 4).parallel().mapToObj(i -> point.vjp().pullback(u)).toList();
      for (List<Tensor> one : parallel) {
        trial.equal(one, pulled, () -> "the VJP, from several threads");
      }
    }
  }
}
