package com.example.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.autodiff.Autodiff;
import org.autodiff.DType;
import org.autodiff.Tensor;
import org.autodiff.check.Domain;
import org.autodiff.check.Law;
import org.autodiff.check.LawResult;
import org.autodiff.check.OperatorEntry;
import org.autodiff.check.OperatorLawTests;
import org.autodiff.check.OperatorLaws;
import org.autodiff.extend.ElementwiseFunction;
import org.junit.jupiter.api.Test;

/** An elementwise operator in ten lines goes through the laws like any other. */
class SwishTest implements OperatorLawTests {
  @Override
  public List<OperatorEntry> operators() {
    return new Swish().operators();
  }

  @Test
  void computesInBothElementTypes() {
    Tensor x = Tensor.of(-1, 0, 2);
    Tensor y = Swish.SWISH.apply(x);
    assertThat(y).isEqualTo(x.mul(x.sigmoid()));
    assertThat(Swish.SWISH.apply(x.to(DType.FLOAT32))).isEqualTo(y.to(DType.FLOAT32));
    assertThat(Autodiff.vmap((Tensor row) -> Swish.SWISH.apply(row)).apply(x.reshape(3, 1)))
        .isEqualTo(y.reshape(3, 1));
  }

  @Test
  void theEntryNamesThePointsThatTheDomainLeavesOut() {
    assertThat(operators().get(0).nonSmooth()).isEqualTo("nowhere");
    Domain domain = Domain.all().except(0).except(1, 2);
    assertThat(OperatorEntry.elementwise(Swish.SWISH, domain).nonSmooth())
        .isEqualTo("at [0.0, 1.0, 2.0]");
    assertThat(domain.contains(0)).isFalse();
  }

  @Test
  void aWrongSlopeIsFound() {
    ElementwiseFunction wrong =
        new ElementwiseFunction("wrong", x -> x * x, (x, y) -> x.mul(2).add(1e-3));
    LawResult result =
        OperatorLaws.check(OperatorEntry.elementwise(wrong, Domain.all()), Law.JVP, 20, 1);
    assertThat(result.message()).isNotEmpty();
  }
}
