package org.autodiff.examples;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.autodiff.check.OperatorEntry;
import org.autodiff.check.OperatorRegistry;
import org.autodiff.check.Parameter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The catalogue of registered operators. */
@Command(
    name = "operators",
    description = {
      "Lists every registered operator; with names, tells all about those.",
      "Names of parameters are those that ./autodiff evaluate takes."
    })
final class OperatorsProgram implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "The operators to tell about.")
  private List<String> names = List.of();

  @Option(names = "--markdown", description = "Prints the page docs/operators.md.")
  private boolean markdown;

  @Mixin private final Output output = new Output();

  @Spec private CommandSpec spec = CommandSpec.create();

  /** What is said of one operator. */
  private record Card(
      String name,
      String formula,
      String operands,
      Map<String, Setting> parameters,
      String nonSmooth,
      String page) {
    static Card of(OperatorEntry entry) {
      Map<String, Setting> parameters = new LinkedHashMap<>();
      for (Parameter p : entry.parameters()) {
        parameters.put(p.name(), new Setting(p.kind(), p.defaultValue(), p.documentation()));
      }
      return new Card(
          entry.name(),
          entry.formula(),
          entry.operands(),
          parameters,
          entry.nonSmooth(),
          "docs/" + entry.page());
    }
  }

  private record Setting(String kind, Object defaultValue, String meaning) {}

  @Override
  public Integer call() {
    OperatorRegistry registry = OperatorRegistry.load();
    if (markdown) {
      spec.commandLine().getOut().print(Gallery.page(registry.entries()));
      spec.commandLine().getOut().flush();
      return 0;
    }
    List<OperatorEntry> entries = OperatorNames.entries(registry, names);
    List<Card> cards = entries.stream().map(Card::of).toList();
    output.print(cards, names.isEmpty() ? new Table[] {catalogue(cards)} : tables(cards));
    return 0;
  }

  private static Table catalogue(List<Card> cards) {
    Table table =
        new Table(
            cards.size() + " operators (./autodiff operators NAME tells more)",
            "operator",
            "formula",
            "parameters");
    for (Card card : cards) {
      table.row(
          card.name,
          card.formula,
          card.parameters.entrySet().stream()
              .map(p -> p.getKey() + "=" + p.getValue().defaultValue)
              .collect(Collectors.joining(", ")));
    }
    return table;
  }

  private static Table[] tables(List<Card> cards) {
    List<Table> tables = new ArrayList<>();
    for (Card card : cards) {
      Table table = new Table(card.name, "", "");
      table.row("formula", card.formula).row("operands", card.operands);
      card.parameters.forEach(
          (name, setting) ->
              table.row(
                  "parameter " + name,
                  setting.meaning
                      + " ("
                      + setting.kind
                      + ", default "
                      + setting.defaultValue
                      + ")"));
      table.row("non-smooth", card.nonSmooth).row("derivation", card.page);
      tables.add(table);
    }
    return tables.toArray(new Table[0]);
  }
}
