package org.autodiff.ops.operators.plantedtoo;

import org.autodiff.ops.operators.planted.OperatorsThatBreakTheRules;

/** Depends on the family that depends on it. */
public class FamilyInACycle {
  OperatorsThatBreakTheRules other;
}
