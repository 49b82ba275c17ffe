package org.autodiff.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.autodiff.check.entries.CoreOperators;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operator has a page that derives it. */
class DerivationPagesTest {
  static Stream<OperatorEntry> entries() {
    return new CoreOperators().operators().stream();
  }

  @ParameterizedTest
  @MethodSource("entries")
  void thePageExistsAndNamesTheOperator(OperatorEntry entry) throws Exception {
    String page = Files.readString(Path.of("../docs").resolve(entry.page()));
    assertThat(page).containsPattern("(`" + entry.name() + "`|## " + entry.name() + "\n)");
  }
}
