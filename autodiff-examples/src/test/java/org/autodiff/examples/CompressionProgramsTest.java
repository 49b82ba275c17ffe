package org.autodiff.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs compress, quantize and ternary. */
class CompressionProgramsTest {
  @TempDir Path directory;

  @Test
  void compressTellsTrueBytes() throws Exception {
    JsonNode json = ProgramRun.of("compress", "--json").json();
    assertThat(json.get("nonzeros").intValue()).isEqualTo(100_000);
    assertThat(json.get("exact").booleanValue()).isTrue();
    assertThat(json.get("forms"))
        .extracting(form -> form.get("bytes").longValue())
        .containsExactly(4_000_000L, 1_200_000L, 804_004L);
  }

  @Test
  void quantizeGivesTheKnownFigures() throws Exception {
    JsonNode json = ProgramRun.of("quantize", "--json", "--out", directory.toString()).json();
    assertThat(json.at("/exact/0").doubleValue()).isCloseTo(35.1603, within(5e-5));
    assertThat(json.at("/exact/1").doubleValue()).isCloseTo(28.0341, within(5e-5));
    JsonNode eight = json.get("bits").get(6);
    assertThat(eight.get("bits").intValue()).isEqualTo(8);
    assertThat(eight.at("/product/0").doubleValue()).isCloseTo(35.0603, within(5e-5));
    assertThat(eight.at("/product/1").doubleValue()).isCloseTo(28.2213, within(5e-5));
    assertThat(json.at("/wrapped/0").doubleValue()).isCloseTo(0.2487, within(5e-5));
    json.get("files").forEach(file -> assertThat(Path.of(file.textValue())).isNotEmptyFile());
  }

  @Test
  void ternaryHasExactDensities() throws Exception {
    JsonNode json =
        ProgramRun.of("ternary", "--json", "--size", "100", "--out", directory.toString()).json();
    for (JsonNode line : json.get("densities")) {
      assertThat(line.get("nonzeros").longValue())
          .isEqualTo(Math.round(10_000 * line.get("density").doubleValue()));
      assertThat(line.get("largestDifference").doubleValue()).isLessThan(1e-4);
      assertThat(line.get("bytes").longValue()).isPositive();
    }
    assertThat(ProgramRun.of("ternary", "--size", "0").code()).isEqualTo(2);
  }
}
