package org.autodiff.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {

  @Test
  void numbersStandToTheRightAndTextToTheLeft() {
    Table table =
        new Table("Title", "name", "∂x", "note").row("a", 1, "short").row("longer", -12.5, "");

    assertThat(table)
        .hasToString(
            """
            Title
              name       ∂x  note
              a           1  short
              longer  -12.5
            """);
  }

  @Test
  void marksThatTakeNoColumnDoNotShiftIt() {
    Table table = new Table("", "a\u0302b", "c").row("xyz", "1, 2").row("", "3");

    assertThat(table).hasToString("  a\u0302b   c\n  xyz  1, 2\n       3\n");
  }

  @Test
  void aRowFitsTheHeaders() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Table("", "a", "b").row(1));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, 0",
    "12, 12",
    "1234560.4, 1234560",
    "0.1, 0.1",
    "0.30000000000000004, 0.3",
    "3.141592653589793, 3.141593",
    "9999999, 9999999",
    "1e7, 1e7",
    "7.93e-11, 7.93e-11",
    "-2e-9, -2e-9",
    "1.5241578e10, 1.524e10",
    "1e-100, 1e-100",
    "Infinity, ∞",
    "-Infinity, -∞",
    "NaN, NaN"
  })
  void numbersAreShort(double x, String text) {
    assertThat(Table.number(x)).isEqualTo(text);
  }
}
