package org.autodiff.ops.entries;

import java.util.List;
import org.autodiff.check.OperatorEntry;
import org.autodiff.check.OperatorSet;

/** Registers the aggregates: the Hadamard, tropical and adder layers. */
public final class AggregateOperators implements OperatorSet {
  /** Makes the set; the service loader needs this. */
  public AggregateOperators() {}

  @Override
  public String name() {
    return "aggregates";
  }

  @Override
  public List<OperatorEntry> operators() {
    return AggregateEntries.all();
  }
}
