package org.autodiff.check;

/** Which methods of an operator its author should look at where a law does not hold. */
final class Remedies {
  private Remedies() {}

  static String of(Law law) {
    return switch (law) {
      case JVP, TAYLOR ->
          "look at Operator.linearize (or linearMaps); keep samples away from points that are not"
              + " smooth with Domain.except and register those with Samples.kink; say"
              + " Samples.ownDerivative where the derivative is defined otherwise";
      case ADJOINT, LINEARITY, LINEARIZE ->
          "look at the pair of functions of LinearMap.of: the second is the transpose of the first,"
              + " and neither depends on what it was called with before";
      case SECOND_ORDER, PERTURBATIONS ->
          "look at what the linear maps compute with: operators on the operands they were given,"
              + " and no arrays, stopGradient or remembered values";
      case BATCHING ->
          "look at batchResult (or batch); without one, vmap takes the operands apart, which is"
              + " right for every operator";
      case INFERENCE ->
          "look at inferResult (or infer), and at the types that the view and the maps give";
      case PURITY ->
          "look at computeInto: it reads operands through DenseTensor.contiguous, toDoubles or"
              + " their strides, and writes every element of its result, which is not zeros before,"
              + " and nothing else";
      case EMPTY -> "look at computeInto and inferResult for extents of 0 and for rank 0";
      case PRECISION -> "look at computeInto for float32";
      case NAN ->
          "say Samples.nanException where NaN is meant to give something else, and"
              + " Samples.elementwise only of operators that work element by element";
      case KINKS -> "look at the linear maps at that point, and at the policy in Samples.kink";
      case ERRORS ->
          "look at inferResult, which rejects operands, and at Samples.invalid; messages begin with"
              + " the operator's name or OperatorEntry.Builder.messageName";
      case REGISTRATION -> "add it where OperatorEntry.named begins the entry";
      case EXECUTION -> "look for state that calls share: an operator is a value and keeps nothing";
      case COMPILED ->
          "look for rules that read elements, or that take another way for a DenseTensor than for a"
              + " traced one with Tensor.isConcrete";
      case VALUE ->
          "look at computeInto, at OperatorEntry.Builder.reference, and where a value is known at"
              + " Samples.example";
      case EXTREMES ->
          "look at what the linear maps compute at large, tiny and saturating operands: use the"
              + " result, and quotients that do not overflow; the derivatives they are held to are"
              + " those of OperatorEntry.Builder.extremes";
    };
  }
}
