/** Tensors, the transforms that differentiate functions of them, and the core's operators. */
module org.autodiff.core {
  requires static org.jspecify;
  requires static net.jqwik.api;
  requires static jdk.incubator.vector;

  exports org.autodiff;
  exports org.autodiff.check;
  exports org.autodiff.io;
  exports org.autodiff.operators;

  uses org.autodiff.check.OperatorSet;

  provides org.autodiff.check.OperatorSet with
      org.autodiff.operators.CoreOperators;
}
