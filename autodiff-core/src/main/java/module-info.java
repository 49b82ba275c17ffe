/** Tensors, the transforms that differentiate functions of them, and the operators below. */
module org.autodiff.core {
  requires static org.jspecify;
  requires static net.jqwik.api;
  requires static jdk.incubator.vector;
}
