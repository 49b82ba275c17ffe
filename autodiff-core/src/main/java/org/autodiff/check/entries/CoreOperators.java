package org.autodiff.check.entries;

import java.util.ArrayList;
import java.util.List;
import org.autodiff.check.OperatorEntry;
import org.autodiff.check.OperatorSet;

/** The operators of the core, family by family. */
public final class CoreOperators implements OperatorSet {
  /** Creates the set; {@link java.util.ServiceLoader} does. */
  public CoreOperators() {}

  @Override
  public String name() {
    return "core";
  }

  @Override
  public List<OperatorEntry> operators() {
    List<OperatorEntry> all = new ArrayList<>();
    all.addAll(ArithmeticEntries.all());
    all.addAll(ElementaryEntries.all());
    all.addAll(ComparisonEntries.all());
    all.addAll(ReductionEntries.all());
    all.addAll(ScanEntries.all());
    all.addAll(ShapingEntries.all());
    all.addAll(AxisEntries.all());
    all.addAll(IndexingEntries.all());
    all.addAll(LinearAlgebraEntries.all());
    all.addAll(RandomEntries.all());
    return List.copyOf(all);
  }
}
