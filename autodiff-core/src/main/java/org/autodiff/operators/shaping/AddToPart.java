package org.autodiff.operators.shaping;

import java.util.Objects;
import org.autodiff.DenseTensor;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.Operands;
import org.autodiff.extend.OperationCount;
import org.autodiff.extend.SingleResultOperator;
import org.autodiff.extend.ViewOperator;
import org.autodiff.internal.Composed;
import org.jspecify.annotations.Nullable;

/**
 * Adds the second operand to a part of the first: how a backward walk that is compiled sums the
 * cotangents of slices, without a dense tensor of zeros for each. It exists in compiled functions
 * only.
 *
 * @param part selects the part
 */
public record AddToPart(ViewOperator part) implements SingleResultOperator, Composed {
  @Override
  public String name() {
    return "add-to-" + part.name();
  }

  @Override
  public TensorType inferResult(TensorType[] operands) {
    Operands.requireCount(operands, 2, name());
    TensorType selected = part.inferResult(new TensorType[] {operands[0]});
    if (!selected.equals(operands[1])) {
      throw new ShapeException(
          name()
              + ": what is added must have the type of the part, got "
              + operands[1]
              + " for "
              + selected
              + "; reshape it");
    }
    return operands[0];
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor result) {
    TensorArrays.copy(operands[0], result);
    DenseTensor added = operands[1];
    TensorArrays.add(part.view(new DenseTensor[] {result}, added.type()), added);
  }

  @Override
  public Tensor composed(Tensor[] operands) {
    Tensor whole = operands[0];
    Tensor added = operands[1];
    LinearMap selection =
        Objects.requireNonNull(part.linearMaps(new Tensor[] {whole}, added)[0], "a view is linear");
    Tensor embedded = selection.transpose(added);
    boolean first = whole instanceof DenseTensor zeros && zeros.isRepeated();
    return first ? embedded : whole.add(embedded);
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    throw new IllegalStateException("the sum is differentiated in place of " + name());
  }

  @Override
  public OperationCount count(TensorType[] operands, TensorType[] results) {
    return OperationCount.additions(operands[1].shape().size());
  }
}
