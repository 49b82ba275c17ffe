package org.autodiff.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.autodiff.DTypeException;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.ValueException;

/**
 * The subscripts of an einsum, read and checked against the operands. An axis is named by a label:
 * the code of its letter, or, for the axes that {@code ...} stands for, −1 for the last of them, −2
 * for the one before it and so on.
 *
 * @param terms the labels of each operand's axes
 * @param result the labels of the result's axes
 * @param extents the extent of each label
 */
public record EinsumSubscripts(List<int[]> terms, int[] result, Map<Integer, Integer> extents) {
  private static final String ELLIPSIS = "...";

  public static EinsumSubscripts parse(String subscripts, Tensor... operands) {
    String text = subscripts.replace(" ", "");
    int arrow = text.indexOf("->");
    String inputs = arrow < 0 ? text : text.substring(0, arrow);
    String[] written = inputs.split(",", -1);
    if (operands.length == 0 || written.length != operands.length) {
      throw new ValueException(
          "einsum: there must be one term for each operand, got "
              + written.length
              + (written.length == 1 ? " term" : " terms")
              + " in \""
              + subscripts
              + "\" and "
              + operands.length
              + (operands.length == 1 ? " operand" : " operands")
              + "; separate the terms with commas");
    }
    List<int[]> terms = new ArrayList<>();
    Map<Integer, Integer> extents = new TreeMap<>();
    int dotted = 0;
    for (int i = 0; i < written.length; i++) {
      requireSameDType(operands[0], operands[i], i);
      int rank = operands[i].rank();
      int letters = letters(written[i], subscripts);
      boolean ellipsis = written[i].contains(ELLIPSIS);
      if (ellipsis ? letters > rank : letters != rank) {
        throw new ShapeException(
            "einsum: a term must name every axis of its operand, got \""
                + written[i]
                + "\" for operand "
                + i
                + " of shape "
                + operands[i].shape()
                + "; name "
                + rank
                + (rank == 1 ? " axis" : " axes")
                + ", or use ... for axes without a name");
      }
      int unnamed = rank - letters;
      dotted = Math.max(dotted, unnamed);
      int[] labels = labels(written[i], unnamed);
      terms.add(labels);
      join(labels, operands[i].shape(), i, extents, subscripts);
    }
    int[] result =
        arrow < 0
            ? implicit(terms, dotted)
            : explicit(text.substring(arrow + 2), dotted, extents, subscripts);
    return new EinsumSubscripts(terms, result, extents);
  }

  private static void requireSameDType(Tensor first, Tensor other, int index) {
    if (first.dtype() != other.dtype()) {
      throw new DTypeException(
          "einsum: the operands must have one element type, got "
              + first.type()
              + " (operand 0) and "
              + other.type()
              + " (operand "
              + index
              + "); convert one of them with to("
              + first.dtype().name()
              + ")");
    }
  }

  /** Counts the letters of a term, and refuses anything else but one ellipsis. */
  private static int letters(String term, String subscripts) {
    String rest = term;
    int dots = term.indexOf(ELLIPSIS);
    if (dots >= 0) {
      rest = term.substring(0, dots) + term.substring(dots + ELLIPSIS.length());
    }
    for (int i = 0; i < rest.length(); i++) {
      char c = rest.charAt(i);
      if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z')) {
        throw new ValueException(
            "einsum: subscripts are letters, commas, one -> and at most one ... a term, got '"
                + c
                + "' in \""
                + subscripts
                + "\"; write for example \"ij,jk->ik\"");
      }
    }
    return rest.length();
  }

  private static int[] labels(String term, int unnamed) {
    String rest = term.replace(ELLIPSIS, ".");
    int[] labels = new int[rest.length() - (rest.indexOf('.') < 0 ? 0 : 1) + unnamed];
    int next = 0;
    for (int i = 0; i < rest.length(); i++) {
      if (rest.charAt(i) == '.') {
        for (int p = unnamed; p > 0; p--) {
          labels[next++] = -p;
        }
      } else {
        labels[next++] = rest.charAt(i);
      }
    }
    return labels;
  }

  private static void join(
      int[] labels, Shape shape, int operand, Map<Integer, Integer> extents, String subscripts) {
    for (int axis = 0; axis < labels.length; axis++) {
      int extent = shape.dim(axis);
      requireDiagonal(labels, axis, shape, operand, subscripts);
      Integer before = extents.putIfAbsent(labels[axis], extent);
      if (before == null || before == extent || extent == 1) {
        continue;
      }
      if (before == 1) {
        extents.put(labels[axis], extent);
        continue;
      }
      throw new ShapeException(
          "einsum: an axis must have one extent wherever it occurs, or 1, got "
              + before
              + " and "
              + extent
              + " for "
              + (labels[axis] < 0 ? ELLIPSIS : "'" + (char) labels[axis] + "'")
              + " in \""
              + subscripts
              + "\" at operand "
              + operand
              + " of shape "
              + shape
              + "; use different letters, or correct the shapes");
    }
  }

  /** A letter that one operand has twice is a diagonal, which does not broadcast. */
  private static void requireDiagonal(
      int[] labels, int axis, Shape shape, int operand, String subscripts) {
    for (int other = 0; other < axis; other++) {
      if (labels[other] == labels[axis] && shape.dim(other) != shape.dim(axis)) {
        throw new ShapeException(
            "einsum: axes of one operand with the same letter must have one extent, got "
                + shape.dim(other)
                + " and "
                + shape.dim(axis)
                + " for '"
                + (char) labels[axis]
                + "' in \""
                + subscripts
                + "\" at operand "
                + operand
                + " of shape "
                + shape
                + "; use different letters, or correct the shape");
      }
    }
  }

  private static int[] implicit(List<int[]> terms, int dotted) {
    Map<Integer, Integer> counts = new TreeMap<>();
    for (int[] term : terms) {
      for (int label : term) {
        counts.merge(label, 1, Integer::sum);
      }
    }
    return counts.entrySet().stream()
        .filter(e -> e.getKey() < 0 ? -e.getKey() <= dotted : e.getValue() == 1)
        .mapToInt(Map.Entry::getKey)
        .toArray();
  }

  private static int[] explicit(
      String term, int dotted, Map<Integer, Integer> extents, String subscripts) {
    letters(term, subscripts);
    boolean ellipsis = term.contains(ELLIPSIS);
    if (dotted > 0 && !ellipsis) {
      throw new ValueException(
          "einsum: the result must name the axes that ... stands for, got \""
              + subscripts
              + "\"; add ... behind ->, or sum over them afterwards");
    }
    int[] labels = labels(term, ellipsis ? dotted : 0);
    int[] sorted = labels.clone();
    Arrays.sort(sorted);
    for (int i = 0; i < sorted.length; i++) {
      if (!extents.containsKey(sorted[i]) || (i > 0 && sorted[i] == sorted[i - 1])) {
        throw new ValueException(
            "einsum: the result must name axes of the operands, each once, got '"
                + (char) sorted[i]
                + "' in \""
                + subscripts
                + "\"; correct what is behind ->");
      }
    }
    return labels;
  }
}
