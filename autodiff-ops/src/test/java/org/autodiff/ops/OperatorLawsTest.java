package org.autodiff.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.autodiff.check.Law;
import org.autodiff.check.OperatorEntry;
import org.autodiff.check.OperatorLawTests;
import org.autodiff.check.OperatorLaws;
import org.autodiff.check.OperatorSet;
import org.autodiff.ops.entries.AggregateOperators;
import org.autodiff.ops.entries.DecompositionOperators;
import org.autodiff.ops.entries.NormalizationOperators;
import org.autodiff.ops.entries.QuantizedOperators;
import org.autodiff.ops.entries.TernaryOperators;
import org.junit.jupiter.api.Test;

/** Every operator that this module registers satisfies every law. */
class OperatorLawsTest implements OperatorLawTests {
  @Override
  public List<OperatorEntry> operators() {
    List<OperatorEntry> ours = new ArrayList<>();
    for (OperatorSet set : ServiceLoader.load(OperatorSet.class)) {
      if (set.getClass().getPackage().equals(AggregateOperators.class.getPackage())) {
        ours.addAll(set.operators());
      }
    }
    return ours;
  }

  @Test
  void everySetIsRegistered() {
    assertThat(operators())
        .extracting(OperatorEntry::name)
        .containsAll(names(new DecompositionOperators()))
        .containsAll(names(new AggregateOperators()))
        .containsAll(names(new NormalizationOperators()))
        .containsAll(names(new QuantizedOperators()))
        .containsAll(names(new TernaryOperators()));
  }

  @Test
  void everyEntryHasWhatOthersMayDoWithout() {
    for (OperatorEntry entry : operators()) {
      assertThat(OperatorLaws.check(entry, Law.REGISTRATION, 1, 1).message())
          .as(entry.name())
          .isEmpty();
    }
  }

  private static List<String> names(OperatorSet set) {
    return set.operators().stream().map(OperatorEntry::name).toList();
  }
}
