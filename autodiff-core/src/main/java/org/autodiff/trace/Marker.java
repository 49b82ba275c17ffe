package org.autodiff.trace;

import org.autodiff.DenseTensor;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.extend.Linearization;
import org.autodiff.extend.Operator;

/** What the record of a loop on a tape is called; it has run already. */
record Marker(String name) implements Operator {
  private static IllegalStateException hasRun() {
    return new IllegalStateException("a loop on a tape has run");
  }

  @Override
  public TensorType[] infer(TensorType[] operands) {
    throw hasRun();
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor[] results) {
    throw hasRun();
  }

  @Override
  public Linearization linearize(Tensor[] operands, Tensor[] results) {
    throw hasRun();
  }
}
