package org.autodiff.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.autodiff.extend.SingleResultOperator;

/** What laws an operator breaks. */
final class BrokenLaws {
  private BrokenLaws() {}

  static final Samples PRODUCTS = Samples.binary(Domain.all(), Domain.all().except(0));

  static OperatorEntry entry(SingleResultOperator operator, Samples samples) {
    return entry(operator, samples, Reference.binary((x, y) -> x * y));
  }

  static OperatorEntry entry(SingleResultOperator operator, Samples samples, Reference reference) {
    return OperatorEntry.named("product")
        .formula("x · y")
        .operands("x, y: shapes that broadcast")
        .nonSmooth("nowhere")
        .page("product.md")
        .operator(parameters -> operator)
        .reference(reference)
        .samples(samples);
  }

  static Set<Law> broken(OperatorEntry entry) {
    Set<Law> broken = EnumSet.noneOf(Law.class);
    for (LawResult result : OperatorLaws.check(entry, 30, 5)) {
      if (!result.passed()) {
        broken.add(result.law());
        assertThat(result.message()).as(result.toString()).isNotBlank();
      }
    }
    return broken;
  }

  static Set<Law> broken(Product operator) {
    return broken(entry(operator, PRODUCTS));
  }

  static Set<Law> broken(Product operator, Samples samples) {
    return broken(entry(operator, samples));
  }
}
