package org.autodiff.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.autodiff.DType;
import org.autodiff.Tensor;
import org.autodiff.check.Draw;
import org.autodiff.check.OperatorEntry;
import org.autodiff.check.OperatorRegistry;
import org.autodiff.check.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EvaluatorTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Evaluator EVALUATOR = new Evaluator();

  static JsonNode ask(String line) throws IOException {
    return JSON.readTree(EVALUATOR.answer(line));
  }

  @Test
  void theRequestOfTheManualIsAnswered() throws IOException {
    JsonNode answer =
        ask(
            "{\"id\":1,\"function\":\"vjp\",\"operator\":\"soft-abs-max\",\"parameters\":"
                + "{\"alpha\":10},\"dtype\":\"float64\",\"operands\":[[[1,2]],[[3],[4]]],"
                + "\"cotangent\":[[1]]}");

    assertThat(answer.get("id").intValue()).isEqualTo(1);
    assertThat(answer.get("success").booleanValue()).isTrue();
    // the second product, 8, weighs all but everything
    assertThat(answer.get("output").get(0).get(0).get(1).doubleValue()).isEqualTo(4);
    assertThat(answer.get("output").get(1).get(1).get(0).doubleValue()).isEqualTo(2);
  }

  @Test
  void everyKindOfAnswerHasItsForm() throws IOException {
    assertThat(ask("{\"function\":\"value\",\"operator\":\"sin\",\"operands\":[0]}"))
        .hasToString("{\"id\":null,\"success\":true,\"output\":0.0}");
    assertThat(
            ask(
                "{\"id\":\"a\",\"function\":\"jvp\",\"operator\":\"square\",\"operands\":[[1,2]],"
                    + "\"tangents\":[[1,1]]}"))
        .hasToString(
            "{\"id\":\"a\",\"success\":true,\"output\":{\"value\":[1.0,4.0],\"tangent\":[2.0,4.0]}}");
    assertThat(
            ask("{\"id\":2,\"function\":\"jacobian\",\"operator\":\"mul\",\"operands\":[[1,2],3]}"))
        .hasToString("{\"id\":2,\"success\":true,\"output\":[[[3.0,0.0],[0.0,3.0]],[1.0,2.0]]}");
    assertThat(
            ask(
                "{\"function\":\"value\",\"operator\":\"log\",\"operands\":[[0,-1,\"Infinity\",NaN]]}"))
        .hasToString(
            "{\"id\":null,\"success\":true,\"output\":[\"-Infinity\",\"NaN\",\"Infinity\",\"NaN\"]}");
    assertThat(
            ask(
                "{\"function\":\"value\",\"operator\":\"neg\",\"dtype\":\"float32\",\"operands\":[0.1]}"))
        .hasToString("{\"id\":null,\"success\":true,\"output\":-0.1}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nonsense | one JSON object",
        "[1] | one JSON object",
        "{\"id\":1} trailing | one JSON object",
        "{\"id\":1,\"id\":2} | Duplicate",
        "{} | 'function' is missing",
        "{\"function\":1} | must be a text",
        "{\"function\":\"value\",\"operator\":\"sinn\"} | did you mean",
        "{\"function\":\"grad\",\"operator\":\"sin\",\"operands\":[1]} | value, vjp, jvp",
        "{\"function\":\"value\",\"operator\":\"sin\",\"operands\":1} | list of tensors",
        "{\"function\":\"value\",\"operator\":\"sin\",\"operands\":[true]} | must be numbers",
        "{\"function\":\"value\",\"operator\":\"sin\",\"operands\":[[[1,2],[3]]]} | one length",
        "{\"function\":\"value\",\"operator\":\"sin\",\"operands\":[[1,[3]]]} | must be numbers",
        "{\"function\":\"value\",\"operator\":\"sin\",\"operands\":[1],\"more\":1} | no field"
            + " 'more'",
        "{\"function\":\"value\",\"operator\":\"matmull\",\"operands\":[1]} | there is no"
            + " operator 'matmull'; did you mean matmul?",
        "{\"function\":\"value\",\"operator\":\"sin\",\"operands\":[1],\"dtype\":\"int8\"} |"
            + " float32",
        "{\"function\":\"value\",\"operator\":\"sin\",\"operands\":[1e39],\"dtype\":\"float32\"} |"
            + " fit",
        "{\"function\":\"value\",\"operator\":\"sin\",\"operands\":[9007199254740993]} | exactly",
        "{\"function\":\"value\",\"operator\":\"sin\",\"operands\":[1],\"parameters\":[]} | object",
        "{\"function\":\"value\",\"operator\":\"sum\",\"operands\":[1],\"parameters\":{\"x\":1}} |"
            + " 'x'",
        "{\"function\":\"value\",\"operator\":\"sin\",\"operands\":[1],\"cotangent\":1} | no field",
        "{\"function\":\"vjp\",\"operator\":\"sin\",\"operands\":[1]} | 'cotangent' is missing",
        "{\"function\":\"value\",\"operator\":\"sin\",\"operands\":[1],\"compiled\":1} | true or"
            + " false",
        "{\"function\":\"value\",\"operator\":\"sin\",\"operands\":[1],\"compiled\":\"true\"} |"
            + " true or false",
        "{\"function\":\"value\",\"operator\":\"sin\",\"operands\":[1],\"compiled\":null} | true or"
            + " false",
        "{\"function\":\"value\",\"operator\":\"add\",\"operands\":[[1,2],[1,2,3]],\"compiled\":true}"
            + " | add: ",
        "{\"function\":\"vjp\",\"operator\":\"sin\",\"operands\":[1],\"cotangent\":[1,2]} | [2]",
        "{\"function\":\"jvp\",\"operator\":\"mul\",\"operands\":[1,2],\"tangents\":[1]} | got 1"
            + " for 2",
      })
  void whatCannotBeAnsweredGetsAnError(String line, String fragment) throws IOException {
    JsonNode answer = ask(line);
    assertThat(answer.get("success").booleanValue()).isFalse();
    assertThat(answer.get("error").textValue()).contains(fragment);
  }

  @Test
  void compiledRequestsGetTheSameBits() throws IOException {
    String request =
        "{\"id\":3,\"function\":\"vjp\",\"operator\":\"tanh\",\"dtype\":\"float32\",\"operands\":[[0.1,-2]],"
            + "\"cotangent\":[0.7,1],\"compiled\":";
    assertThat(ask(request + "true}")).isEqualTo(ask(request + "false}"));
    assertThat(ask(request + "true}").get("success").booleanValue()).isTrue();
  }

  @Test
  void deepNestingIsRefused() throws IOException {
    String deep = "[".repeat(5000) + "]".repeat(5000);
    JsonNode answer =
        ask("{\"function\":\"value\",\"operator\":\"sin\",\"operands\":[" + deep + "]}");
    assertThat(answer.get("success").booleanValue()).isFalse();
  }

  @Test
  void aBadLineDoesNotEndTheProgram() {
    InputStream before = System.in;
    String lines =
        "nonsense\n\n{\"id\":7,\"function\":\"value\",\"operator\":\"exp\",\"operands\":[0]}\n";
    System.setIn(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
    try {
      ProgramRun run = ProgramRun.of("evaluate");
      assertThat(run.code()).isZero();
      assertThat(run.out().lines()).hasSize(2);
      assertThat(run.out()).endsWith("{\"id\":7,\"success\":true,\"output\":1.0}\n");
    } finally {
      System.setIn(before);
    }
  }

  static Stream<OperatorEntry> entries() {
    return OperatorRegistry.load().entries().stream();
  }

  /** Value against the operator itself, and vjp against jvp. */
  @ParameterizedTest
  @MethodSource("entries")
  void everyOperatorIsAnswered(OperatorEntry entry) throws IOException {
    Draw draw = new Draw(new SplittableRandom(5), new SplittableRandom(6), DType.FLOAT64, false);
    Sample sample = entry.samples().smooth(draw, 0);
    ObjectNode request = JSON.createObjectNode();
    request.put("operator", entry.name());
    request.set("parameters", JSON.valueToTree(sample.parameters()));
    ArrayNode operands = request.putArray("operands");
    ArrayNode tangents = JSON.createArrayNode();
    for (int i = 0; i < sample.operands().size(); i++) {
      Tensor operand = sample.operands().get(i);
      operands.add(TensorJson.write(operand));
      double size = sample.isDifferentiable(i) ? 0.5 : 0;
      tangents.add(TensorJson.write(Tensor.full(size, operand.type())));
    }
    Tensor[] results = entry.function(sample).apply(sample.operands().toArray(new Tensor[0]));

    JsonNode value = ask(request.deepCopy().put("function", "value").toString());
    assertThat(value.get("success").booleanValue()).as(value + "").isTrue();
    JsonNode first = results.length == 1 ? value.get("output") : value.get("output").get(0);
    // as read again: a float32 number is a node of another class
    assertThat(first).isEqualTo(JSON.readTree(TensorJson.write(results[0]).toString()));
    assumeTrue(results[0].dtype() == DType.FLOAT64, "cotangents are of the operands' type");

    ObjectNode forward = request.deepCopy().put("function", "jvp");
    forward.set("tangents", tangents);
    JsonNode jvp = ask(forward.toString());
    ObjectNode backward = request.deepCopy().put("function", "vjp");
    List<JsonNode> ones =
        Stream.of(results).map(y -> TensorJson.write(Tensor.full(1, y.type()))).toList();
    if (results.length == 1) {
      backward.set("cotangent", ones.get(0));
    } else {
      backward.putArray("cotangent").addAll(ones);
    }
    JsonNode vjp = ask(backward.toString());
    assertThat(vjp.get("success").booleanValue()).as(vjp + "").isTrue();
    ObjectNode jacobian = request.deepCopy().put("function", "jacobian");
    for (ObjectNode asked :
        List.of(request.deepCopy().put("function", "value"), forward, backward, jacobian)) {
      JsonNode plain = ask(asked.toString());
      assertThat(ask(asked.deepCopy().put("compiled", false).toString())).isEqualTo(plain);
      assertThat(ask(asked.deepCopy().put("compiled", true).toString()))
          .as(asked.toString())
          .isEqualTo(plain);
    }
    double forwards = sum(jvp.get("output").get("tangent"), 1);
    double backwards = 0;
    for (int i = 0; i < sample.operands().size(); i++) {
      backwards += sample.isDifferentiable(i) ? sum(vjp.get("output").get(i), 0.5) : 0;
    }
    assertThat(backwards).isCloseTo(forwards, org.assertj.core.api.Assertions.within(1e-6));
  }

  private static double sum(JsonNode node, double factor) {
    double sum = 0;
    for (JsonNode child : node) {
      sum += sum(child, factor);
    }
    return node.isArray() ? sum : node.asDouble() * factor;
  }

  /** The lines that the script printed where there was PyTorch; the first has its version. */
  private static List<JsonNode> recorded() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(EvaluatorTest.class.getResourceAsStream("/torch_answers.jsonl"))) {
      return parsed(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    }
  }

  private static List<JsonNode> parsed(List<String> lines) throws IOException {
    List<JsonNode> nodes = new ArrayList<>();
    for (String line : lines) {
      nodes.add(JSON.readTree(line));
    }
    return nodes;
  }

  @Test
  void answersAreThoseOfPyTorch() throws Exception {
    List<JsonNode> recorded = recorded();
    assertThat(recorded).hasSizeGreaterThan(350);
    assertThat(recorded.getFirst().get("torch").textValue()).isNotBlank();
    for (JsonNode line : recorded.subList(1, recorded.size())) {
      JsonNode answer = ask(line.get("request").toString());
      assertThat(answer.get("success").booleanValue()).as(line + " " + answer).isTrue();
      compare(answer.get("output"), line.get("expected"), line);
    }
  }

  @Test
  void recordedAnswersAreWhatPyTorchGives(@TempDir Path folder) throws Exception {
    assumeTrue(run(folder, "-c", "import torch") == 0, "needs python3 with torch");
    assertThat(run(folder, "src/test/python/torch_answers.py")).isZero();
    List<JsonNode> given = parsed(Files.readAllLines(folder.resolve("out")));
    List<JsonNode> recorded = recorded();
    assertThat(given).hasSameSizeAs(recorded);
    for (int i = 1; i < given.size(); i++) {
      compare(recorded.get(i), given.get(i), given.get(i));
    }
  }

  private static int run(Path folder, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("/usr/bin/python3"));
    command.addAll(List.of(arguments));
    if (!Files.exists(Path.of("/usr/bin/python3"))) {
      return 1;
    }
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(false)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(folder.resolve("out").toFile())
            .start();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return process.waitFor();
  }

  private static void compare(JsonNode actual, JsonNode expected, JsonNode line) {
    if (expected.isContainerNode()) {
      assertThat(actual.size()).as("%s", line).isEqualTo(expected.size());
      if (expected.isObject()) {
        expected.properties().forEach(p -> compare(actual.get(p.getKey()), p.getValue(), line));
      }
      for (int i = 0; expected.isArray() && i < expected.size(); i++) {
        compare(actual.get(i), expected.get(i), line);
      }
      return;
    }
    if (expected.isTextual()) {
      assertThat(actual).isEqualTo(expected);
      return;
    }
    double a = actual.asDouble();
    double b = expected.asDouble();
    assertThat(Math.abs(a - b))
        .as(a + " for " + b + " in " + line)
        .isLessThanOrEqualTo(1e-9 * Math.max(1, Math.abs(b)));
  }
}
