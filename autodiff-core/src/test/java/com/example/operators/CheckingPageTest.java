package com.example.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.autodiff.DenseTensor;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.check.Domain;
import org.autodiff.check.Law;
import org.autodiff.check.LawResult;
import org.autodiff.check.OperatorEntry;
import org.autodiff.check.OperatorLaws;
import org.autodiff.check.Samples;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.SingleResultOperator;
import org.junit.jupiter.api.Test;

/** The classes on the page about checking are those that are compiled and run here. */
class CheckingPageTest {
  private static List<String> blocks(String language) throws IOException {
    Matcher fences =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("../docs/checking.md")));
    List<String> blocks = new ArrayList<>();
    while (fences.find()) {
      blocks.add(fences.group(1));
    }
    return blocks;
  }

  private static String source(String name) throws IOException {
    Path file = Path.of("src/test/java/com/example/operators", name + ".java");
    return Files.readString(file).replaceFirst("package com.example.operators;\n\n", "");
  }

  @Test
  void theClassesAreThoseThatCompile() throws IOException {
    assertThat(blocks("java")).containsExactly(source("Cubes"), source("CubesTest"));
  }

  @Test
  void theNumbersOfTestsAreThoseOfThePage() throws IOException {
    CubesTest test = new CubesTest();
    assertThat(Files.readString(Path.of("../docs/checking.md")))
        .contains("2 × " + Law.values().length + " tests")
        .contains("try " + test.fixedCases() + " cases")
        .contains(test.freshCases() + " from a fresh one");
  }

  /** The cube with a factor forgotten. */
  private record Forgotten(Cubes.Cube cube) implements SingleResultOperator {
    @Override
    public String name() {
      return cube.name();
    }

    @Override
    public TensorType inferResult(TensorType[] operands) {
      return cube.inferResult(operands);
    }

    @Override
    public void computeInto(DenseTensor[] operands, DenseTensor result) {
      cube.computeInto(operands, result);
    }

    @Override
    public LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
      Tensor x = operands[0];
      return new LinearMap[] {LinearMap.scale(() -> x.square())};
    }
  }

  private static LawResult forgotten() {
    OperatorEntry entry =
        OperatorEntry.named("cube")
            .operator(parameters -> new Forgotten(new Cubes.Cube()))
            .samples(Samples.unary(Domain.all()));
    return OperatorLaws.check(entry, Law.JVP, 5, 1);
  }

  @Test
  void aFailureReadsAsThePageSays() throws IOException {
    assertThat(blocks("text")).containsExactly(folded(forgotten().toString()));
  }

  /** The text in lines of at most 110 characters, broken at spaces. */
  private static String folded(String text) {
    StringBuilder out = new StringBuilder();
    int column = 0;
    for (String word : text.split(" ")) {
      if (column > 0 && column + 1 + word.length() > 110) {
        out.append('\n');
        column = 0;
      }
      out.append(column == 0 ? "" : " ").append(word);
      column += word.length() + (column == 0 ? 0 : 1);
    }
    return out.append('\n').toString();
  }
}
