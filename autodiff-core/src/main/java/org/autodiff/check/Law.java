package org.autodiff.check;

/** The laws that operators are held to. */
public enum Law {
  /** The JVP is the derivative. */
  JVP(1, "the JVP equals central differences (five-point stencil, float64)"),
  /** The Taylor remainder is of the right order. */
  TAYLOR(2, "the remainder of the Taylor expansion falls with slope 2, and 3 with the second term"),
  /** The VJP is the transpose of the JVP. */
  ADJOINT(3, "<u, J v> = <Jᵀu, v>, for each operand and jointly, also at kinks and in float32"),
  /** Both are linear. */
  LINEARITY(4, "the JVP is linear in the tangent, the VJP in the cotangent; zero gives zero"),
  /** The linearization is the JVP. */
  LINEARIZE(5, "linearize equals jvp, repeatably; the transpose of the transpose is the map"),
  /** Modes agree, to order 2. */
  SECOND_ORDER(6, "jacfwd = jacrev; the Hessian is symmetric and all orders of modes agree"),
  /** Perturbations are kept apart. */
  PERTURBATIONS(7, "f(x, x) gives the sum of the partials; nested perturbations do not mix"),
  /** Batching is a loop. */
  BATCHING(8, "vmap = stack of f over slices, for f, its JVP and its VJP, all axes and sizes"),
  /** Types are inferred as computed. */
  INFERENCE(9, "values, tangents and cotangents have the inferred shapes and element types"),
  /** Nothing is changed, and layout is invisible. */
  PURITY(
      10,
      "operands are never changed; layout, repetition and what a buffer held make no difference"),
  /** Empty tensors work. */
  EMPTY(11, "extents of 0 work or are a named error; rank 0 behaves as one element"),
  /** Both element types agree. */
  PRECISION(12, "float32 agrees with float64 at the same operands"),
  /** NaN spreads where it must. */
  NAN(13, "NaN gives NaN in the entries that depend on it, and only there"),
  /** The policy holds at kinks. */
  KINKS(14, "at non-smooth points the derivative is the policy's, inside the Clarke interval"),
  /** What is invalid is rejected. */
  ERRORS(15, "invalid operands raise the documented error, which names operator and shapes"),
  /** The registration is complete. */
  REGISTRATION(16, "the entry has formula, operands, non-smooth points and what is rejected"),
  /** Other ways to run give the same. */
  EXECUTION(17, "checkpointed and in parallel, value and gradient are the same, bit for bit"),
  /** The value is right. */
  VALUE(18, "the value is that of an independent reference; known values come out"),
  /** Nothing overflows on the way. */
  EXTREMES(19, "derivatives to the third order are right at tiny, large and saturating operands"),
  /** Compiled, nothing is different. */
  COMPILED(20, "compiled, value, JVP, VJP and vmap are the same, bit for bit");

  private final int number;
  private final String description;

  Law(int number, String description) {
    this.number = number;
    this.description = description;
  }

  /** {@return the number of the law in the documentation} */
  public int number() {
    return number;
  }

  /** {@return the law in one sentence} */
  public String description() {
    return description;
  }
}
