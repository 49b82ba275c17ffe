/** Tensors, the transforms that differentiate functions of them, and the core's operators. */
@SuppressWarnings("module") // org.autodiff.ops is compiled after this module
module org.autodiff.core {
  requires static org.jspecify;
  requires static net.jqwik.api;
  requires static org.junit.jupiter.api;
  requires static jdk.incubator.vector;

  exports org.autodiff;
  exports org.autodiff.check;
  exports org.autodiff.extend;
  exports org.autodiff.graph;
  exports org.autodiff.io;

  // the project's own operator set, and nobody else, builds on the core's operators and kernels
  exports org.autodiff.kernels to
      org.autodiff.ops;
  exports org.autodiff.operators.linalg to
      org.autodiff.ops;
  exports org.autodiff.operators.scan to
      org.autodiff.ops;

  uses org.autodiff.check.OperatorSet;

  provides org.autodiff.check.OperatorSet with
      org.autodiff.check.entries.CoreOperators;
}
