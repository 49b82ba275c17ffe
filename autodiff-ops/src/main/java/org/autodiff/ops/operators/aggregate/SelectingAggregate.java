package org.autodiff.ops.operators.aggregate;

import org.autodiff.Tensor;
import org.autodiff.ops.kernels.SelectionRule;
import org.autodiff.ops.operators.LayerOperands;

/** Aggregates that select one term: a search, which has derivative 0, and a look-up. */
public final class SelectingAggregate {
  private SelectingAggregate() {}

  /**
   * Computes the selected terms.
   *
   * @param rule which term is selected
   * @param name the registered name
   * @param x activations [..., in]
   * @param w weights [in, out]
   * @param products whether terms are products, otherwise sums
   * @return [..., out]
   */
  public static Tensor of(SelectionRule rule, String name, Tensor x, Tensor w, boolean products) {
    LayerOperands.requireLayer(x.type(), w.type(), name);
    LayerOperands.requireInputs(x.type(), w.type(), name);
    int columns = w.shape().dim(1);
    Tensor rows = x.reshape(x.shape().remove(x.rank() - 1).size(), w.shape().dim(0));
    Tensor selected = new SelectedInputs(rule, name).apply(rows, w);
    Tensor left = rows.takeAlongAxis(selected, 1);
    Tensor right = w.takeAlongAxis(selected, 0);
    return (products ? left.mul(right) : left.add(right))
        .reshape(x.shape().remove(x.rank() - 1).insert(x.rank() - 1, columns));
  }
}
