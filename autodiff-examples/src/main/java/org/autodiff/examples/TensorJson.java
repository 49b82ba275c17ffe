package org.autodiff.examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;

/**
 * Tensors as nested JSON arrays of numbers. What JSON has no numbers for is written "NaN",
 * "Infinity" and "-Infinity"; these words are read as well.
 */
final class TensorJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int MAX_RANK = 64;

  private TensorJson() {}

  static Tensor read(JsonNode node, DType dtype, String what) {
    List<Integer> dims = new ArrayList<>();
    for (JsonNode at = node; at.isArray(); at = at.get(0)) {
      dims.add(at.size());
      if (dims.size() > MAX_RANK) {
        throw new Refusal(what + ": at most " + MAX_RANK + " axes are possible; nest less deeply");
      }
      if (at.isEmpty()) {
        break;
      }
    }
    Shape shape = Shape.of(dims.stream().mapToInt(Integer::intValue).toArray());
    double[] elements = new double[shape.size()];
    int count = fill(node, dims, 0, elements, 0, dtype, what);
    assert count == elements.length;
    Tensor tensor = TensorArrays.wrap(new TensorType(shape, DType.FLOAT64), elements);
    return tensor.to(dtype);
  }

  private static int fill(
      JsonNode node,
      List<Integer> dims,
      int axis,
      double[] elements,
      int at,
      DType dtype,
      String what) {
    if (axis == dims.size()) {
      elements[at] = number(node, dtype, what);
      return at + 1;
    }
    if (!node.isArray() || node.size() != dims.get(axis)) {
      throw new Refusal(
          what
              + ": all arrays of one depth must have one length, got "
              + (node.isArray() ? node.size() : excerpt(node))
              + " where "
              + dims.get(axis)
              + " come first; complete the rows");
    }
    int next = at;
    for (JsonNode child : node) {
      next = fill(child, dims, axis + 1, elements, next, dtype, what);
    }
    return next;
  }

  private static double number(JsonNode node, DType dtype, String what) {
    double value =
        switch (node.getNodeType()) {
          case NUMBER -> node.doubleValue();
          case STRING ->
              switch (node.textValue()) {
                case "NaN" -> Double.NaN;
                case "Infinity" -> Double.POSITIVE_INFINITY;
                case "-Infinity" -> Double.NEGATIVE_INFINITY;
                default -> throw notANumber(node, what);
              };
          default -> throw notANumber(node, what);
        };
    boolean whole = node.isIntegralNumber();
    if (node.isNumber() && Double.isInfinite(value) && !node.isDouble()) {
      throw unfit(node, "float64", what);
    }
    if (whole && new BigDecimal(value).compareTo(node.decimalValue()) != 0) {
      throw unfit(node, "float64 exactly", what);
    }
    if (dtype == DType.FLOAT32 && Double.isFinite(value) && Float.isInfinite((float) value)) {
      throw unfit(node, "float32", what);
    }
    return value;
  }

  private static Refusal notANumber(JsonNode node, String what) {
    return new Refusal(
        what
            + ": elements must be numbers, \"NaN\", \"Infinity\" or \"-Infinity\", got "
            + excerpt(node)
            + "; write numbers, in arrays of equal depth");
  }

  private static Refusal unfit(JsonNode node, String type, String what) {
    return new Refusal(
        what + ": numbers must fit " + type + ", got " + excerpt(node) + "; write a smaller one");
  }

  /** The beginning of what was given. */
  static String excerpt(JsonNode node) {
    String text = node.toString();
    return text.length() > 60 ? text.substring(0, 57) + "..." : text;
  }

  static JsonNode write(Tensor tensor) {
    DenseTensor dense = tensor.dense();
    return write(dense, 0, new int[] {0});
  }

  private static JsonNode write(DenseTensor x, int axis, int[] next) {
    if (axis == x.rank()) {
      double value = x.flat(next[0]++);
      if (!Double.isFinite(value)) {
        return NODES.textNode(Double.toString(value));
      }
      return x.dtype() == DType.FLOAT32 ? NODES.numberNode((float) value) : NODES.numberNode(value);
    }
    ArrayNode array = NODES.arrayNode();
    for (int i = 0; i < x.shape().dim(axis); i++) {
      array.add(write(x, axis + 1, next));
    }
    return array;
  }
}
