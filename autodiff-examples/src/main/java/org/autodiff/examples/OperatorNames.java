package org.autodiff.examples;

import java.util.List;
import org.autodiff.check.OperatorEntry;
import org.autodiff.check.OperatorRegistry;

/** Finds the operators that a user names. */
final class OperatorNames {
  private OperatorNames() {}

  /** {@return the entries of these names, of all operators where there are none} */
  static List<OperatorEntry> entries(OperatorRegistry registry, List<String> names) {
    return names.isEmpty()
        ? registry.entries()
        : names.stream().map(name -> entry(registry, name)).toList();
  }

  /** {@return the entry of a name} */
  static OperatorEntry entry(OperatorRegistry registry, String name) {
    List<String> known = registry.entries().stream().map(OperatorEntry::name).toList();
    if (!known.contains(name)) {
      List<String> near = OperatorRegistry.near(name, known);
      throw new Refusal(
          "there is no operator '"
              + name
              + "'; "
              + (near.isEmpty()
                  ? "`./autodiff operators` lists the " + known.size()
                  : "did you mean " + String.join(", ", near) + "?"));
    }
    return registry.get(name);
  }
}
