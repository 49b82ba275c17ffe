package org.autodiff.check;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.autodiff.check.entries.CoreOperators;

/**
 * The laws as jqwik properties, on cases of a fixed seed: a build must give the same answer twice.
 * Another project's test inherits the properties with seeds of jqwik's own.
 */
class CoreOperatorPropertiesTest implements OperatorLawProperties {
  @Override
  public List<OperatorEntry> operators() {
    return new CoreOperators().operators();
  }

  @Override
  @Property(seed = "20261120")
  public void everyLawHolds(
      @ForAll("entries") OperatorEntry entry, @ForAll Law law, @ForAll("cases") LawCase lawCase) {
    OperatorLawProperties.super.everyLawHolds(entry, law, lawCase);
  }

  @Override
  @Property(seed = "20261120")
  public void layoutIsInvisible(
      @ForAll("entries") OperatorEntry entry,
      @ForAll("cases") LawCase lawCase,
      @ForAll boolean single) {
    OperatorLawProperties.super.layoutIsInvisible(entry, lawCase, single);
  }
}
