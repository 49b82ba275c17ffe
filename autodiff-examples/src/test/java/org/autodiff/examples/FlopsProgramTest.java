package org.autodiff.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlopsProgramTest {

  @TempDir Path directory;

  @Test
  void theTwoChainsCostWhatTheFormulaSays() throws Exception {
    JsonNode json = run("--json").json();

    JsonNode first = json.at("/chains/0");
    assertThat(first.get("shapes").textValue()).isEqualTo("A(100,200) B(50,100) C(2,50)");
    assertCosts(first, 2_029_600, 99_400, 20.4);
    JsonNode second = json.at("/chains/1");
    assertThat(second.get("shapes").textValue()).isEqualTo("A(300,2) B(500,300) C(1000,500)");
    assertCosts(second, 2_597_000, 300_898_000, 115.9);
    json.get("files").forEach(file -> assertThat(Path.of(file.textValue())).isNotEmptyFile());
  }

  private static void assertCosts(JsonNode chain, long cba, long cbThenA, double ratio) {
    for (String key : new String[] {"cba", "countedCba", "engineCba"}) {
      assertThat(chain.get(key).longValue()).as(key).isEqualTo(cba);
    }
    for (String key : new String[] {"cb_a", "countedCb_a", "engineCb_a"}) {
      assertThat(chain.get(key).longValue()).as(key).isEqualTo(cbThenA);
    }
    assertThat(chain.get("ratio").doubleValue()).isCloseTo(ratio, within(0.05));
    assertThat(chain.get("largestDifference").doubleValue()).isLessThan(1e-9);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "100x200,50x100,2x50; (CB)A; 99400",
        "300x2,500x300,1000x500; C(BA); 2597000",
        "2x3,4x2; BA; 36",
        // textbook: 30x35 35x15 15x5 5x10 10x20 20x25, 15,125 products
        "20x25,10x20,5x10,15x5,35x15,30x35; (F(ED))((CB)A); 28950"
      })
  void theBestOrderIsFound(String chain, String order, long operations) {
    Chain.Best best = Chain.parse(chain).best();

    assertThat(best.order()).isEqualTo(order);
    assertThat(best.operations()).isEqualTo(operations);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"2x3", "2x3,4x5", "2x3,", "0x3,4x0", "a", "2x3,4x2x1", "999999x2,1x999999"})
  void chainsThatDoNotFitAreRefused(String chain) {
    ProgramRun run = run("--chain", chain);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains("--chain").contains("write --chain 100x200,50x100,2x50");
  }

  private ProgramRun run(String... options) {
    return Programs.run("flops", directory, options);
  }
}
