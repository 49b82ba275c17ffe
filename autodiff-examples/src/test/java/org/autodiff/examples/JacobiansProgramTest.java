package org.autodiff.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JacobiansProgramTest {
  @TempDir Path directory;

  @Test
  void jacobiansAgreeAndNewtonConverges() throws Exception {
    JsonNode json =
        ProgramRun.of("jacobians", "--json", "--out", directory.toString(), "--seed", "3").json();

    assertThat(json.get("systems"))
        .hasSize(3)
        .allSatisfy(
            system -> {
              assertThat(system.get("forwardReverse").doubleValue()).isLessThan(1e-12);
              assertThat(system.get("forwardDifferences").doubleValue())
                  .isGreaterThan(0)
                  .isLessThan(1e-8);
              JsonNode residuals = system.get("residuals");
              assertThat(residuals.get(residuals.size() - 1).doubleValue()).isLessThan(1e-11);
              assertThat(residuals.size()).isLessThan(10);
            });
    // one column an angle: the last joint moves the hand at right angles to the last link
    JsonNode arm = json.at("/systems/0");
    double[] q = new double[3];
    for (int i = 0; i < 3; i++) {
      q[i] = arm.get("point").get(i).doubleValue();
    }
    assertThat(arm.at("/jacobian/2/0").doubleValue()).isEqualTo(1);
    double angle = q[0] + q[1] + q[2];
    double x = arm.at("/jacobian/0/2").doubleValue();
    double y = arm.at("/jacobian/1/2").doubleValue();
    assertThat(x / -y).isCloseTo(Math.tan(angle), org.assertj.core.api.Assertions.within(1e-12));
    json.get("files").forEach(file -> assertThat(Path.of(file.textValue())).isNotEmptyFile());
  }
}
