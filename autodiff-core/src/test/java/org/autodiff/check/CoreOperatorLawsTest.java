package org.autodiff.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.autodiff.check.entries.CoreOperators;
import org.junit.jupiter.api.Test;

/** Every operator of the core satisfies every law. */
class CoreOperatorLawsTest implements OperatorLawTests {
  @Override
  public List<OperatorEntry> operators() {
    return new CoreOperators().operators();
  }

  @Test
  void everyEntryHasWhatOthersMayDoWithout() {
    for (OperatorEntry entry : operators()) {
      assertThat(OperatorLaws.check(entry, Law.REGISTRATION, 1, 1).message())
          .as(entry.name())
          .isEmpty();
    }
  }
}
