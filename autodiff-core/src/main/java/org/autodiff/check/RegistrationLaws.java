package org.autodiff.check;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.autodiff.AutodiffException;
import org.autodiff.Tensor;
import org.autodiff.extend.Operator;
import org.autodiff.extend.SingleResultOperator;

/** Laws 15 and 16: errors, and the registration itself. */
final class RegistrationLaws {
  private RegistrationLaws() {}

  /** Law 15, for one invalid sample. */
  static void error(Trial trial, InvalidSample invalid) {
    OperatorEntry entry = trial.entry();
    AutodiffException thrown = null;
    try {
      TensorFunction function = entry.function(invalid.sample());
      function.apply(invalid.sample().operands().toArray(new Tensor[0]));
    } catch (AutodiffException e) {
      thrown = e;
    }
    String operands = Elements.describe(invalid.sample().operands());
    if (thrown == null) {
      throw new Trial.Broken(
          "no error for "
              + operands
              + " with parameters "
              + invalid.sample().parameters()
              + ", where "
              + invalid.exception().getSimpleName()
              + " is documented by Samples.invalid");
    }
    AutodiffException e = thrown;
    trial.require(
        invalid.exception().isInstance(e),
        () -> "got " + e + " where " + invalid.exception().getSimpleName() + " is documented");
    requireForm(trial, entry.messageName(), e);
    String message = String.valueOf(e.getMessage());
    for (String fragment : invalid.fragments()) {
      trial.require(
          message.contains(fragment),
          () -> "the message must contain '" + fragment + "', got '" + message + "'");
    }
  }

  /** Requires the form {@code <operator>: <requirement>, got <values>; <remedy>}. */
  static void requireForm(Trial trial, String operator, AutodiffException e) {
    String message = String.valueOf(e.getMessage());
    int got = message.indexOf(", got ");
    trial.require(
        message.startsWith(operator + ": ") && got > 0 && message.indexOf("; ", got) > 0,
        () ->
            "the message must have the form '"
                + operator
                + ": <requirement>, got <values and shapes>; <remedy>', got '"
                + message
                + "'");
  }

  /** Law 16. */
  static void registration(Trial trial) {
    OperatorEntry entry = trial.entry();
    List<String> missing = new ArrayList<>();
    require(entry.formula(), "its formula: call formula(\"...\")", missing);
    require(entry.operands(), "its operands: call operands(\"x: any shape\")", missing);
    require(
        entry.nonSmooth(),
        "its non-smooth points: call nonSmooth(\"nowhere\") or say where",
        missing);
    Samples samples = entry.samples();
    if (samples.invalid().isEmpty() && samples.rejectsNothing().isEmpty()) {
      missing.add(
          "what it rejects: call Samples.invalid, or Samples.rejectsNothing with the reason");
    }
    entry
        .primitive()
        .filter(operator -> !operator.name().equals(entry.name()))
        .ifPresent(
            operator ->
                missing.add(
                    "the operator's own name: call OperatorEntry.named(\""
                        + operator.name()
                        + "\")"));
    trial.require(missing.isEmpty(), () -> "the entry lacks " + String.join("; ", missing));
  }

  /** {@return what the entry could have and need not, or an empty text} */
  static String optional(OperatorEntry entry) {
    List<String> missing = new ArrayList<>();
    require(entry.page(), "a page of documentation: call page(\"...\")", missing);
    if (entry.primitive().isPresent() && !batches(entry.primitive().get())) {
      missing.add("a batching rule, so vmap takes operands apart: override batchResult or batch");
    }
    if (entry.reference().isEmpty()) {
      missing.add("a reference of its value: call reference(...)");
    }
    return missing.isEmpty() ? "" : "without " + String.join("; without ", missing);
  }

  private static boolean batches(Operator operator) {
    boolean batches = false;
    for (Method method : operator.getClass().getMethods()) {
      boolean rule = method.getName().equals("batch") || method.getName().equals("batchResult");
      Class<?> owner = method.getDeclaringClass();
      batches |= rule && owner != Operator.class && owner != SingleResultOperator.class;
    }
    return batches;
  }

  private static void require(String text, String what, List<String> missing) {
    if (text.isBlank()) {
      missing.add(what);
    }
  }
}
