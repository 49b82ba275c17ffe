package org.autodiff.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;

class CurvesProgramTest {

  @TempDir Path directory;

  @Test
  void withoutOptionsTheTwoFunctionsAreTabled() throws Exception {
    Path out = directory.resolve("deep/down");
    ProgramRun run = ProgramRun.of("curves", "--out", out.toString());

    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("Curves over [-2.5, 2.5], 501 points")
        .containsPattern("x\\^2 +0 +6.25 +0  0\n")
        .contains("sin(x^2)*cos(x)")
        .contains(out.resolve("x-to-2.png").toString());
    try (var files = Files.list(out)) {
      assertThat(files).hasSize(6);
    }
  }

  @Test
  void theNumbersAreThoseOfTheFunction() throws Exception {
    JsonNode json =
        run("--function", "sin(x^2)*cos(x)", "--from", "-2", "--to=2", "--points", "9").json();
    JsonNode samples = json.at("/curves/0/samples");
    double[] x = ProgramRun.numbers(samples.get("x"));

    assertThat(x).containsExactly(-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2);
    for (int i = 0; i < x.length; i++) {
      double s = Math.sin(x[i] * x[i]);
      double c = Math.cos(x[i] * x[i]);
      double first = 2 * x[i] * c * Math.cos(x[i]) - s * Math.sin(x[i]);
      double second =
          (2 * c - 4 * x[i] * x[i] * s) * Math.cos(x[i])
              - 4 * x[i] * c * Math.sin(x[i])
              - s * Math.cos(x[i]);
      assertThat(samples.get("value").get(i).doubleValue())
          .isCloseTo(s * Math.cos(x[i]), within(1e-14));
      assertThat(samples.get("first").get(i).doubleValue()).isCloseTo(first, within(1e-13));
      assertThat(samples.get("second").get(i).doubleValue()).isCloseTo(second, within(1e-13));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "x^2; 0",
        "x^3-3*x; -1, 1",
        "cos(pi*x); -1, 0, 1, 2",
        "sin(x); -1.5707963267948966, 1.5707963267948966",
        "x; ''",
        "7; ''",
        "1/x; ''",
        "log(abs(x-0.001)); ''",
        "log(-1-x^2); ''"
      })
  void zerosOfTheDerivativeAreFound(String function, String expected) throws Exception {
    JsonNode json =
        run("--function", function, "--from=-1.9", "--to=2.05", "--points", "80").json();
    double[] zeros = ProgramRun.numbers(json.at("/curves/0/derivativeZeros"));
    String[] parts = expected.isEmpty() ? new String[0] : expected.split(", ");

    assertThat(zeros).hasSize(parts.length);
    for (int i = 0; i < zeros.length; i++) {
      assertThat(zeros[i]).isCloseTo(Double.parseDouble(parts[i]), within(1e-9));
    }
  }

  @Test
  void thePlotsAreImagesWithThreeCurves() throws Exception {
    JsonNode files = run("--function", "x^3", "--points", "50").json().at("/curves/0/files");
    BufferedImage image = ImageIO.read(Path.of(files.get(0).textValue()).toFile());

    assertThat(image.getWidth()).isEqualTo(1920);
    assertThat(image.getHeight()).isEqualTo(1200);
    Set<Integer> colours = new HashSet<>();
    for (int i = 0; i < image.getWidth(); i++) {
      for (int j = 0; j < image.getHeight(); j++) {
        colours.add(image.getRGB(i, j) & 0xFFFFFF);
      }
    }
    assertThat(colours).contains(0xFFFFFF, 0x0072B2, 0xD55E00, 0x009E73);

    DocumentBuilderFactory xml = DocumentBuilderFactory.newInstance();
    xml.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    Document svg = xml.newDocumentBuilder().parse(new File(files.get(1).textValue()));
    assertThat(svg.getDocumentElement().getNodeName()).isEqualTo("svg");
    String text = Files.readString(Path.of(files.get(1).textValue()));
    assertThat(text).contains("rgb(0,114,178)", "rgb(213,94,0)", "rgb(0,158,115)");
  }

  @Test
  void theTableOfSamplesIsWritten() throws Exception {
    JsonNode files =
        run("--function", "1/x", "--from=-1", "--to=1", "--points", "3")
            .json()
            .at("/curves/0/files");

    assertThat(Files.readAllLines(Path.of(files.get(2).textValue())))
        .containsExactly(
            "x,value,first,second",
            "-1.0,-1.0,-1.0,-2.0",
            "0.0,Infinity,NaN,NaN",
            "1.0,1.0,-1.0,2.0");
  }

  @ParameterizedTest
  @CsvSource({"log(x), 51", "1/x, 1", "log(-1-x^2), 101", "tan(x), 0", "7, 0", "sqrt(x), 51"})
  void whereThereIsNoValueThereIsAGap(String function, int gaps) throws Exception {
    ProgramRun run =
        ProgramRun.of(
            "curves", "--function", function, "--points", "101", "--out", directory.toString());

    assertThat(run.code()).isZero();
    assertThat(
            run.out().lines().filter(line -> line.strip().startsWith(function + " ")).findFirst())
        .hasValueSatisfying(
            line -> assertThat(line.strip().split(" +")[3]).isEqualTo(Integer.toString(gaps)));
  }

  @Test
  void functionsWithTheSameWordsGetFilesOfTheirOwn() throws Exception {
    JsonNode curves =
        run("--function", "(x)+2", "--function", "x+(2)", "--points", "3").json().get("curves");

    assertThat(curves.at("/0/files")).isNotEqualTo(curves.at("/1/files"));
    for (JsonNode curve : List.of(curves.get(0), curves.get(1))) {
      curve.get("files").forEach(file -> assertThat(Path.of(file.textValue())).exists());
    }
  }

  @Test
  void aMalformedFunctionIsShownWithItsPlace() {
    ProgramRun run = ProgramRun.of("curves", "--function", "1+sinn(x)");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("'sinn'").contains("sin, "),
            line -> assertThat(line).isEqualTo("  1+sinn(x)"),
            line -> assertThat(line).isEqualTo("    ^"));
  }

  @ParameterizedTest
  @CsvSource({
    "--from, 3",
    "--to, -3",
    "--from, NaN",
    "--to, Infinity",
    "--points, 1",
    "--points, 2000000",
    "--points, many",
    "--from, left"
  })
  void anImpossibleIntervalIsRefused(String option, String value) {
    ProgramRun run = ProgramRun.of("curves", option, value, "--out", directory.toString());

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(option);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aPlaceThatIsNoDirectoryIsRefused() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));

    for (Path out : List.of(file, file.resolve("below"))) {
      ProgramRun run = ProgramRun.of("curves", "--out", out.toString());
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.err().lines()).hasSize(1);
      assertThat(run.err()).contains("--out").contains(out.toString());
    }
  }

  private ProgramRun run(String... options) {
    String[] args = new String[options.length + 4];
    System.arraycopy(
        new String[] {"curves", "--json", "--out", directory.toString()}, 0, args, 0, 4);
    System.arraycopy(options, 0, args, 4, options.length);
    ProgramRun run = ProgramRun.of(args);
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    return run;
  }
}
