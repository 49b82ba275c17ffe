package org.autodiff.ops.operators.planted;

import org.autodiff.nn.Linear;
import org.autodiff.ops.entries.AggregateEntries;
import org.autodiff.ops.operators.plantedtoo.FamilyInACycle;
import org.autodiff.ops.operators.quantized.QuantizedCodes;

/** Would be a family of operators by its package, and depends on what none must depend on. */
public class OperatorsThatBreakTheRules {
  Class<?> entries = AggregateEntries.class;
  Class<?> layer = Linear.class;
  FamilyInACycle other;

  public void leaksAnOperator(QuantizedCodes codes) {}
}
