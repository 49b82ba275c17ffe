package org.autodiff.examples;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A product of matrices, named in the order in which they are applied: of A, B and C it is C·B·A.
 * By the chain rule these are the Jacobians of a program, first step first.
 *
 * @param extents the widths between them: matrix i is extents[i + 1] × extents[i], rows first
 */
record Chain(int... extents) {
  private static final int MAX_EXTENT = 100_000;
  private static final int MAX_MATRICES = 26;

  /**
   * The cheapest order.
   *
   * @param order the product with parentheses
   * @param operations its additions and multiplications
   */
  record Best(String order, long operations) {}

  /** {@return the chain written as {@code 100x200,50x100,2x50}: rows x columns, first A} */
  static Chain parse(String text) {
    List<int[]> shapes = Arrays.stream(text.split(",", -1)).map(Chain::shape).toList();
    if (shapes.size() < 2 || shapes.size() > MAX_MATRICES) {
      throw refused("from 2 to " + MAX_MATRICES + " matrices are possible, got " + shapes.size());
    }
    int[] extents = new int[shapes.size() + 1];
    extents[0] = shapes.get(0)[1];
    for (int i = 0; i < shapes.size(); i++) {
      if (shapes.get(i)[1] != extents[i]) {
        throw refused(
            "a matrix must have as many columns as the one before it has rows, got %dx%d after %dx%d"
                .formatted(
                    shapes.get(i)[0],
                    shapes.get(i)[1],
                    shapes.get(i - 1)[0],
                    shapes.get(i - 1)[1]));
      }
      extents[i + 1] = shapes.get(i)[0];
    }
    return new Chain(extents);
  }

  private static int[] shape(String text) {
    if (!text.matches("[0-9]{1,6}x[0-9]{1,6}")) {
      throw refused("each matrix is written ROWSxCOLUMNS, got '" + text + "'");
    }
    int[] shape = Arrays.stream(text.split("x")).mapToInt(Integer::parseInt).toArray();
    if (Arrays.stream(shape).anyMatch(extent -> extent < 1 || extent > MAX_EXTENT)) {
      throw refused("extents from 1 to " + MAX_EXTENT + " are possible, got '" + text + "'");
    }
    return shape;
  }

  private static Refusal refused(String why) {
    return new Refusal("--chain: " + why + "; write --chain 100x200,50x100,2x50");
  }

  /** {@return what a product of (m,k) by (k,n) takes: mn(2k − 1)} */
  static long cost(long m, long k, long n) {
    return m * n * (2 * k - 1);
  }

  int matrices() {
    return extents.length - 1;
  }

  /** {@return the cost from the input on, C·(B·A): forward accumulation} */
  long forward() {
    long cost = 0;
    for (int i = 1; i < matrices(); i++) {
      cost += cost(extents[i + 1], extents[i], extents[0]);
    }
    return cost;
  }

  /** {@return the cost from the output back, (C·B)·A: reverse accumulation} */
  long reverse() {
    long cost = 0;
    for (int i = matrices() - 1; i > 0; i--) {
      cost += cost(extents[matrices()], extents[i], extents[i - 1]);
    }
    return cost;
  }

  /** {@return the cheapest order, from the cheapest orders of all shorter chains} */
  Best best() {
    int n = matrices();
    long[][] cost = new long[n][n];
    int[][] cut = new int[n][n];
    for (int length = 2; length <= n; length++) {
      for (int i = 0, j = length - 1; j < n; i++, j++) {
        cost[i][j] = Long.MAX_VALUE;
        for (int c = i; c < j; c++) { // (j … c + 1)·(c … i)
          long here =
              cost[i][c] + cost[c + 1][j] + cost(extents[j + 1], extents[c + 1], extents[i]);
          if (here < cost[i][j]) {
            cost[i][j] = here;
            cut[i][j] = c;
          }
        }
      }
    }
    return new Best(order(cut, 0, n - 1), cost[0][n - 1]);
  }

  private static String order(int[][] cut, int i, int j) {
    if (i == j) {
      return String.valueOf((char) ('A' + i));
    }
    String left = order(cut, cut[i][j] + 1, j);
    String right = order(cut, i, cut[i][j]);
    return (left.length() > 1 ? "(" + left + ")" : left)
        + (right.length() > 1 ? "(" + right + ")" : right);
  }

  /** {@return the shapes, rows first: A(100,200) B(50,100) C(2,50)} */
  @Override
  public String toString() {
    List<String> shapes = new ArrayList<>();
    for (int i = 0; i < matrices(); i++) {
      shapes.add("%c(%d,%d)".formatted('A' + i, extents[i + 1], extents[i]));
    }
    return shapes.stream().collect(Collectors.joining(" "));
  }
}
