/** Operators without matrix products, decompositions, layers, losses and optimizers. */
module org.autodiff.ops {
  requires transitive org.autodiff.core;
  requires ejml.core;
  requires ejml.ddense;
  requires static org.jspecify;
  requires static jdk.incubator.vector;

  exports org.autodiff.nn;
  exports org.autodiff.ops;
  exports org.autodiff.ops.check;

  provides org.autodiff.check.OperatorSet with
      org.autodiff.ops.entries.AggregateOperators,
      org.autodiff.ops.entries.DecompositionOperators,
      org.autodiff.ops.entries.NormalizationOperators,
      org.autodiff.ops.entries.QuantizedOperators,
      org.autodiff.ops.entries.TernaryOperators;
}
