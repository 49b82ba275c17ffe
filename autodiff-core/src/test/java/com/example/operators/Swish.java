package com.example.operators;

import java.util.List;
import org.autodiff.check.Domain;
import org.autodiff.check.OperatorEntry;
import org.autodiff.check.OperatorSet;
import org.autodiff.extend.ElementwiseFunction;

/** The function {@code x / (1 + e^-x)} as an operator from outside of the library. */
public final class Swish implements OperatorSet {
  public static final ElementwiseFunction SWISH =
      new ElementwiseFunction(
          "swish", x -> x / (1 + Math.exp(-x)), (x, y) -> y.add(x.sigmoid().mul(y.neg().add(1))));

  @Override
  public List<OperatorEntry> operators() {
    return List.of(OperatorEntry.elementwise(SWISH, Domain.all()));
  }
}
