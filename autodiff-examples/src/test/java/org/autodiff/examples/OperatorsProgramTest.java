package org.autodiff.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.autodiff.check.OperatorEntry;
import org.autodiff.check.OperatorRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OperatorsProgramTest {
  @Test
  void theCatalogueHasALineForEachOperator() {
    ProgramRun run = ProgramRun.of("operators");
    assertThat(run.code()).isZero();
    assertThat(run.out().lines()).hasSize(OperatorRegistry.load().entries().size() + 2);
    assertThat(run.out()).contains("soft-abs-max").contains("alpha=10.0").contains("matmul");
  }

  @Test
  void aNameHasACard() throws Exception {
    ProgramRun run = ProgramRun.of("operators", "soft-abs-max");
    assertThat(run.out())
        .contains("formula")
        .contains("parameter alpha")
        .contains("non-smooth")
        .contains("docs/derivations/soft-abs-max.md");
    JsonNode json = ProgramRun.of("operators", "--json", "adder").json();
    assertThat(json.get(0).get("name").textValue()).isEqualTo("adder");
    assertThat(json.get(0).properties())
        .extracting(property -> property.getKey())
        .containsExactly("name", "formula", "operands", "parameters", "nonSmooth", "page");
  }

  @Test
  void anUnknownNameIsRefusedWithTheNearest() {
    ProgramRun run = ProgramRun.of("operators", "soft-abs-mox");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("soft-abs-max");

    int count = OperatorRegistry.load().entries().size();
    assertThat(ProgramRun.of("operators", "nonsense").err().strip())
        .endsWith("no operator 'nonsense'; `./autodiff operators` lists the " + count);
  }

  @Test
  void theGalleryIsThatOfTheRegistry() throws Exception {
    String committed = Files.readString(Path.of("../docs/operators.md"));
    assertThat(committed)
        .as("make it anew: ./autodiff operators --markdown > docs/operators.md")
        .isEqualTo(Gallery.page(OperatorRegistry.load().entries()));
  }

  static Stream<OperatorEntry> entries() {
    return OperatorRegistry.load().entries().stream();
  }

  @ParameterizedTest
  @MethodSource("entries")
  void everyOperatorHasAPageThatNamesIt(OperatorEntry entry) throws Exception {
    String page = Files.readString(Path.of("../docs").resolve(entry.page()));
    assertThat(page).contains(entry.name());
  }
}
