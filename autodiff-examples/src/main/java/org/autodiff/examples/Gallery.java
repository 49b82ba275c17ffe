package org.autodiff.examples;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.autodiff.check.OperatorEntry;
import org.autodiff.check.Parameter;

/** The page of all operators, made from the registry. */
final class Gallery {
  private Gallery() {}

  static String page(List<OperatorEntry> entries) {
    StringBuilder page =
        new StringBuilder(
            """
            # Operators

            Made from the registry by `./autodiff operators --markdown`; a test compares. Each operator is held to all
            [laws](laws.md), and its derivatives are derived on the page its section links to.

            """);
    Map<String, List<OperatorEntry>> byPage =
        entries.stream()
            .collect(Collectors.groupingBy(OperatorEntry::page, TreeMap::new, Collectors.toList()));
    byPage.forEach((path, ofPage) -> section(page, path, ofPage));
    return page.toString();
  }

  private static void section(StringBuilder page, String path, List<OperatorEntry> entries) {
    String title = path.replaceAll(".*/|\\.md$", "").replace('-', ' ');
    page.append("## ").append(title).append("\n\n[Derivation](").append(path).append(")\n\n");
    page.append("| operator | formula | operands | parameters | not smooth at |\n");
    page.append("|---|---|---|---|---|\n");
    for (OperatorEntry entry : entries) {
      page.append("| `")
          .append(entry.name())
          .append("` | ")
          .append(cell(entry.formula()))
          .append(" | ")
          .append(cell(entry.operands()))
          .append(" | ")
          .append(
              entry.parameters().stream()
                  .map(Gallery::parameter)
                  .collect(Collectors.joining("<br>")))
          .append(" | ")
          .append(cell(entry.nonSmooth()))
          .append(" |\n");
    }
    page.append('\n');
  }

  private static String parameter(Parameter p) {
    return "`" + p.name() + "` = " + p.defaultValue() + ": " + cell(p.documentation());
  }

  /** Text as a cell: bars would end it, and a star or underscore would begin an emphasis. */
  private static String cell(String text) {
    return text.replaceAll("([|*_<])", "\\\\$1");
  }
}
