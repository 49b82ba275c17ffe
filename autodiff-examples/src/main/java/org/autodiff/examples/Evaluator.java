package org.autodiff.examples;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.autodiff.Autodiff;
import org.autodiff.AutodiffException;
import org.autodiff.DType;
import org.autodiff.Jvp;
import org.autodiff.Tensor;
import org.autodiff.check.OperatorEntry;
import org.autodiff.check.OperatorRegistry;
import org.autodiff.check.Parameters;
import org.autodiff.check.TensorFunction;

/** Answers requests to evaluate registered operators: one line of JSON each. */
final class Evaluator {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .build();

  private static final Set<String> FIELDS =
      Set.of(
          "id",
          "function",
          "operator",
          "parameters",
          "dtype",
          "operands",
          "cotangent",
          "tangents",
          "compiled");

  private final OperatorRegistry registry = OperatorRegistry.load();

  /** {@return the answer to a line, a line of JSON} */
  String answer(String line) {
    ObjectNode answer = JSON.createObjectNode();
    answer.set("id", NullNode.instance);
    try {
      JsonNode request = parse(line);
      if (request.has("id")) {
        answer.set("id", request.get("id"));
      }
      JsonNode output = evaluate(request);
      answer.put("success", true);
      answer.set("output", output);
    } catch (Refusal | AutodiffException e) {
      fail(answer, String.valueOf(e.getMessage()));
    } catch (StackOverflowError e) {
      fail(answer, "request: it must not be nested so deeply; nest less deeply");
    }
    return answer.toString();
  }

  private static void fail(ObjectNode answer, String message) {
    answer.put("success", false);
    answer.put("error", message);
  }

  private static JsonNode parse(String line) {
    JsonNode request;
    try {
      request = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new Refusal(
          "request: a line must be one JSON object, got an error at column "
              + (e.getLocation() == null ? 1 : e.getLocation().getColumnNr())
              + " ("
              + e.getOriginalMessage().lines().findFirst().orElse("")
              + "); mend the line");
    }
    if (!request.isObject()) {
      throw new Refusal(
          "request: a line must be one JSON object, got "
              + TensorJson.excerpt(request)
              + "; write {\"id\":1,\"function\":\"value\",\"operator\":\"sin\",\"operands\":[1]}");
    }
    return request;
  }

  private JsonNode evaluate(JsonNode request) {
    for (Map.Entry<String, JsonNode> field : request.properties()) {
      if (!FIELDS.contains(field.getKey())) {
        throw new Refusal(
            "request: there is no field '"
                + field.getKey()
                + "'; the fields are id, function, operator, parameters, dtype, operands,"
                + " cotangent, tangents and compiled");
      }
    }
    String function = text(request, "function");
    OperatorEntry entry = OperatorNames.entry(registry, text(request, "operator"));
    DType dtype = dtype(request);
    List<Tensor> operands = tensors(field(request, "operands"), dtype, "operands");
    TensorFunction f = entry.function(parameters(entry, request));
    Function<List<Tensor>, List<Tensor>> g = x -> List.of(f.apply(x.toArray(new Tensor[0])));
    boolean compiled = compiled(request);
    return switch (function) {
      case "value" -> {
        refuse(request, "cotangent", function);
        refuse(request, "tangents", function);
        yield results(prepared(g, compiled).apply(operands));
      }
      case "vjp" -> {
        refuse(request, "tangents", function);
        yield vjp(g, operands, field(request, "cotangent"), dtype, compiled);
      }
      case "jvp" -> {
        refuse(request, "cotangent", function);
        yield jvp(g, operands, tensors(field(request, "tangents"), dtype, "tangents"), compiled);
      }
      case "jacobian" -> {
        refuse(request, "cotangent", function);
        refuse(request, "tangents", function);
        yield jacobian(g, operands, compiled);
      }
      default ->
          throw new Refusal(
              "function: it must be value, vjp, jvp or jacobian, got '"
                  + function
                  + "'; choose one of them");
    };
  }

  private static JsonNode field(JsonNode request, String name) {
    JsonNode node = request.get(name);
    if (node == null) {
      throw new Refusal("request: the field '" + name + "' is missing; add it");
    }
    return node;
  }

  private static void refuse(JsonNode request, String name, String function) {
    if (request.has(name)) {
      throw new Refusal("request: " + function + " takes no field '" + name + "'; leave it out");
    }
  }

  private static String text(JsonNode request, String name) {
    JsonNode node = field(request, name);
    if (!node.isTextual()) {
      throw new Refusal(
          name + ": it must be a text, got " + TensorJson.excerpt(node) + "; quote it");
    }
    return node.textValue();
  }

  private static DType dtype(JsonNode request) {
    if (!request.has("dtype")) {
      return DType.FLOAT64;
    }
    String name = text(request, "dtype");
    return switch (name) {
      case "float64" -> DType.FLOAT64;
      case "float32" -> DType.FLOAT32;
      default ->
          throw new Refusal(
              "dtype: it must be float64 or float32, got '" + name + "'; choose one of them");
    };
  }

  private static boolean compiled(JsonNode request) {
    JsonNode node = request.get("compiled");
    if (node != null && !node.isBoolean()) {
      throw new Refusal(
          "compiled: it must be true or false, got "
              + TensorJson.excerpt(node)
              + "; write one of them");
    }
    return node != null && node.booleanValue();
  }

  private static <A, R> Function<A, R> prepared(Function<A, R> function, boolean compiled) {
    return compiled ? Autodiff.compile(function) : function;
  }

  /** A point, and a cotangent or a tangent. */
  private record Pushed(List<Tensor> at, List<Tensor> by) {}

  private static Parameters parameters(OperatorEntry entry, JsonNode request) {
    Parameters parameters = entry.defaults();
    JsonNode given = request.get("parameters");
    if (given == null) {
      return parameters;
    }
    if (!given.isObject()) {
      throw new Refusal(
          "parameters: they must be an object, got "
              + TensorJson.excerpt(given)
              + "; write {\"name\":value}");
    }
    for (Map.Entry<String, JsonNode> parameter : given.properties()) {
      parameters = parameters.with(parameter.getKey(), value(parameter.getValue()));
    }
    return parameters;
  }

  private static Object value(JsonNode node) {
    return switch (node.getNodeType()) {
      case BOOLEAN -> node.booleanValue();
      case STRING ->
          switch (node.textValue()) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> node.textValue();
          };
      case NUMBER ->
          node.isIntegralNumber() && node.canConvertToInt()
              ? (Object) node.intValue()
              : (Object) node.doubleValue();
      case ARRAY -> {
        int[] integers = new int[node.size()];
        for (int i = 0; i < integers.length; i++) {
          if (!node.get(i).isIntegralNumber() || !node.get(i).canConvertToInt()) {
            throw unfitParameter(node);
          }
          integers[i] = node.get(i).intValue();
        }
        yield integers;
      }
      default -> throw unfitParameter(node);
    };
  }

  private static Refusal unfitParameter(JsonNode node) {
    return new Refusal(
        "parameters: a value must be a number, true, false, a text or a list of integers, got "
            + TensorJson.excerpt(node)
            + "; write one of them");
  }

  private static List<Tensor> tensors(JsonNode node, DType dtype, String what) {
    if (!node.isArray()) {
      throw new Refusal(
          what
              + ": there must be a list of tensors, got "
              + TensorJson.excerpt(node)
              + "; put them in [ ]");
    }
    List<Tensor> tensors = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      tensors.add(TensorJson.read(node.get(i), dtype, what + "[" + i + "]"));
    }
    return tensors;
  }

  private static JsonNode results(List<Tensor> results) {
    return results.size() == 1 ? TensorJson.write(results.get(0)) : list(results);
  }

  private static ArrayNode list(List<Tensor> tensors) {
    ArrayNode list = JSON.createArrayNode();
    tensors.forEach(tensor -> list.add(TensorJson.write(tensor)));
    return list;
  }

  private static JsonNode vjp(
      Function<List<Tensor>, List<Tensor>> f,
      List<Tensor> operands,
      JsonNode given,
      DType dtype,
      boolean compiled) {
    var vjp = Autodiff.vjp(f, operands);
    int results = vjp.value().size();
    List<Tensor> cotangents =
        results == 1
            ? List.of(TensorJson.read(given, vjp.value().get(0).dtype(), "cotangent"))
            : tensors(given, dtype, "cotangent");
    if (cotangents.size() != results) {
      throw new Refusal(
          "cotangent: there must be one for each of the "
              + results
              + " results, got "
              + cotangents.size()
              + "; pass a list of as many");
    }
    Function<Pushed, List<Tensor>> pulled = p -> Autodiff.vjp(f, p.at).pullback(p.by);
    return list(
        compiled
            ? Autodiff.compile(pulled).apply(new Pushed(operands, cotangents))
            : vjp.pullback(cotangents));
  }

  private static JsonNode jvp(
      Function<List<Tensor>, List<Tensor>> f,
      List<Tensor> operands,
      List<Tensor> tangents,
      boolean compiled) {
    if (tangents.size() != operands.size()) {
      throw new Refusal(
          "tangents: there must be one for each operand, got "
              + tangents.size()
              + " for "
              + operands.size()
              + " operands; pass zeros where an operand stays");
    }
    Function<Pushed, Jvp<List<Tensor>>> pushed = p -> Autodiff.jvp(f, p.at, p.by);
    Jvp<List<Tensor>> jvp = prepared(pushed, compiled).apply(new Pushed(operands, tangents));
    ObjectNode output = JSON.createObjectNode();
    output.set("value", results(jvp.value()));
    output.set("tangent", results(jvp.tangent()));
    return output;
  }

  private static JsonNode jacobian(
      Function<List<Tensor>, List<Tensor>> f, List<Tensor> operands, boolean compiled) {
    List<List<Tensor>> jacobians = prepared(Autodiff.jacrevLeaves(f), compiled).apply(operands);
    if (jacobians.size() == 1) {
      return list(jacobians.get(0));
    }
    ArrayNode all = JSON.createArrayNode();
    jacobians.forEach(ofOne -> all.add(list(ofOne)));
    return all;
  }
}
