package org.autodiff.check;

import java.util.ArrayList;
import java.util.List;
import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.autodiff.extend.Operator;
import org.autodiff.extend.SingleResultOperator;

/**
 * The part of law 10 about results: an operator writes every element of those it is given, whatever
 * stood there before, and nothing behind them; and a view is what it would write.
 */
final class GivenResults {
  /** So many elements of a buffer lie behind the result. */
  private static final int BEHIND = 3;

  private final Trial trial;
  private final Operator operator;
  private final DenseTensor[] operands;
  private final TensorType[] types;

  private GivenResults(Trial trial, Operator operator, DenseTensor[] operands) {
    this.trial = trial;
    this.operator = operator;
    this.operands = operands;
    TensorType[] given = new TensorType[operands.length];
    for (int i = 0; i < given.length; i++) {
      given[i] = operands[i].type();
    }
    this.types = operator.infer(given);
  }

  /** Requires it of a primitive operator; that operands are not changed is for the caller. */
  static void written(Trial trial, Operator operator, List<Tensor> operands) {
    DenseTensor[] concrete = operands.stream().map(Tensor::dense).toArray(DenseTensor[]::new);
    GivenResults given = new GivenResults(trial, operator, concrete);
    List<Tensor> clean = given.into(0);
    trial.equal(given.into(Double.NaN), clean, () -> "written over NaN");
    trial.equal(given.into(1e300), clean, () -> "written over large numbers");
    if (operator instanceof SingleResultOperator single) {
      DenseTensor view = single.view(concrete, given.types[0]);
      if (view != null) {
        trial.equal(List.of(view), clean, () -> "the view");
      }
    }
  }

  /** The results, written over a value; float32 makes an infinity of a large one. */
  private List<Tensor> into(double before) {
    DenseTensor[] buffers = new DenseTensor[types.length];
    DenseTensor[] results = new DenseTensor[types.length];
    for (int i = 0; i < types.length; i++) {
      Shape shape = types[i].shape();
      buffers[i] = DenseTensor.zeros(types[i].withShape(Shape.of(shape.size() + BEHIND)));
      TensorArrays.fill(buffers[i], before);
      results[i] = buffers[i].view(shape, 0, shape.rowMajorStrides());
    }
    operator.computeInto(operands, results);
    List<Tensor> written = new ArrayList<>();
    for (int i = 0; i < types.length; i++) {
      double[] all = buffers[i].toDoubles();
      double left = types[i].dtype() == DType.FLOAT32 ? (float) before : before;
      for (int at = all.length - BEHIND; at < all.length; at++) {
        double found = all[at];
        trial.require(
            Double.compare(found, left) == 0,
            () -> "something is written behind a result: " + found + " over " + left);
      }
      written.add(results[i]);
    }
    return written;
  }
}
