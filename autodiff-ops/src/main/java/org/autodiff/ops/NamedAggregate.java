package org.autodiff.ops;

import java.util.function.BinaryOperator;
import org.autodiff.Tensor;

/** An aggregate that is a function of activations and weights. */
record NamedAggregate(String name, BinaryOperator<Tensor> function) implements Aggregate {
  @Override
  public Tensor apply(Tensor x, Tensor w) {
    return function.apply(x, w);
  }
}
