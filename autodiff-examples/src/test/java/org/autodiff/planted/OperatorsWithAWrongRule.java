package org.autodiff.planted;

import java.util.List;
import org.autodiff.Autodiff;
import org.autodiff.Tensor;
import org.autodiff.check.Domain;
import org.autodiff.check.OperatorEntry;
import org.autodiff.check.OperatorSet;
import org.autodiff.check.Samples;

/** A sine whose derivative has the wrong sign. */
public final class OperatorsWithAWrongRule implements OperatorSet {
  @Override
  public String name() {
    return "planted";
  }

  @Override
  public List<OperatorEntry> operators() {
    return List.of(
        OperatorEntry.named("wrong-sin")
            .formula("sin x")
            .operands("x: any shape")
            .nonSmooth("nowhere")
            .page("none.md")
            .unary(
                x ->
                    Autodiff.<Tensor, Tensor>customJvp(y -> y.sin(), (y, t) -> y.cos().neg().mul(t))
                        .apply(x))
            .samples(Samples.unary(Domain.all())));
  }
}
