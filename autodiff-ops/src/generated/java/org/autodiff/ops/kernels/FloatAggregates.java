// Generated from DoubleAggregates.java; do not edit. To write it again, in autodiff-core:
// java src/test/java/org/autodiff/generate/Sources.java
package org.autodiff.ops.kernels;

/**
 * Aggregates over the inputs of x [rows, inputs] with w [inputs, columns], of floats. Nothing of
 * size rows × inputs × columns is held.
 *
 * <p>Columns are worked on in whole vectors; what is left over is copied to panels of one vector's
 * width. Work is divided among threads by rows or columns, of the gradient by inputs: every number
 * is computed by one thread in one order, so that results do not depend on how many there are.
 */
public final class FloatAggregates {
  private FloatAggregates() {}

  /**
   * Computes the aggregates.
   *
   * @param kind the aggregate
   * @param alpha the temperature, where there is one
   * @param rows rows of x and y
   * @param inputs columns of x, rows of w
   * @param columns columns of w and y
   * @param x activations
   * @param xAt where x starts
   * @param w weights
   * @param wAt where w starts
   * @param y first results
   * @param yAt where y, aux and base start
   * @param aux second of three results, if there are as many
   * @param base last results, if there are several; see {@link AggregateKind#results}
   */
  public static void forward(
      AggregateKind kind,
      double alpha,
      int rows,
      int inputs,
      int columns,
      float[] x,
      int xAt,
      float[] w,
      int wAt,
      float[] y,
      int yAt,
      float[] aux,
      float[] base) {
    int whole = Vectors.present() ? columns - columns % VectorFloatAggregates.LANES : columns;
    FloatPanel all =
        new FloatPanel(
            kind, alpha, inputs, 0, rows, whole, x, xAt, w, wAt, columns, y, yAt, columns, aux, yAt,
            base, yAt);
    long work = (long) inputs * whole;
    if (rows > 1) {
      Ranges.forEach(rows, 1, work, (from, to) -> forward(all.rows(from, to)));
    } else if (whole > 0) {
      int step = Vectors.present() ? VectorFloatAggregates.LANES : 1;
      Ranges.forEach(
          whole / step,
          1,
          (long) inputs * step,
          (from, to) -> forward(all.columns(from * step, to * step)));
    }
    if (whole < columns) {
      FloatPanel tail = all.tail(whole, columns - whole, VectorFloatAggregates.LANES);
      VectorFloatAggregates.forward(tail);
      all.takeResults(tail, whole, columns - whole);
    }
  }

  private static void forward(FloatPanel p) {
    if (Vectors.present()) {
      VectorFloatAggregates.forward(p);
    } else {
      ScalarFloatAggregates.forward(p);
    }
  }

  /**
   * Adds the cotangents of x and w to the given sums.
   *
   * @param kind the aggregate
   * @param alpha the temperature, where there is one
   * @param rows rows of x and y
   * @param inputs columns of x, rows of w
   * @param columns columns of w and y
   * @param x activations
   * @param xAt where x starts
   * @param w weights
   * @param wAt where w starts
   * @param y first results
   * @param yAt where y starts
   * @param aux second of three results, of the layout of y
   * @param auxAt where they start
   * @param base last results, of the layout of y
   * @param baseAt where they start
   * @param g the cotangent of y
   * @param gAt where it starts
   * @param xBar the cotangent of x
   * @param xBarAt where it starts
   * @param wBar the cotangent of w
   * @param wBarAt where it starts
   */
  public static void pull(
      AggregateKind kind,
      double alpha,
      int rows,
      int inputs,
      int columns,
      float[] x,
      int xAt,
      float[] w,
      int wAt,
      float[] y,
      int yAt,
      float[] aux,
      int auxAt,
      float[] base,
      int baseAt,
      float[] g,
      int gAt,
      float[] xBar,
      int xBarAt,
      float[] wBar,
      int wBarAt) {
    int whole = Vectors.present() ? columns - columns % VectorFloatAggregates.LANES : columns;
    float[] norms = aux;
    int normsAt = auxAt;
    if (kind == AggregateKind.SINH_SUM) {
      norms = new float[rows * columns];
      normsAt = 0;
      for (int i = 0; i < norms.length; i++) {
        norms[i] = (float) Sinh.excess(alpha, base[baseAt + i], y[yAt + i]);
      }
    }
    FloatPanel all =
        new FloatPanel(
            kind, alpha, inputs, 0, rows, whole, x, xAt, w, wAt, columns, y, yAt, columns, norms,
            normsAt, base, baseAt);
    if (whole > 0) {
      Ranges.forEach(
          inputs,
          1,
          (long) rows * whole,
          (from, to) ->
              pull(all, new FloatPanel.Cotangents(g, gAt, xBar, xBarAt, wBar, wBarAt, from, to)));
    }
    if (whole < columns) {
      int left = columns - whole;
      int lanes = VectorFloatAggregates.LANES;
      FloatPanel tail = all.tail(whole, left, lanes);
      float[] tailOfG = FloatPanel.pad(g, gAt + whole, columns, rows, left, lanes, 0);
      float[] tailOfW = new float[inputs * lanes];
      VectorFloatPullbacks.pull(
          tail, new FloatPanel.Cotangents(tailOfG, 0, xBar, xBarAt, tailOfW, 0, 0, inputs));
      for (int k = 0; k < inputs; k++) {
        for (int i = 0; i < left; i++) {
          wBar[wBarAt + k * columns + whole + i] += tailOfW[k * lanes + i];
        }
      }
    }
  }

  private static void pull(FloatPanel p, FloatPanel.Cotangents cotangents) {
    if (Vectors.present()) {
      VectorFloatPullbacks.pull(p, cotangents);
    } else {
      ScalarFloatAggregates.pull(p, cotangents);
    }
  }

  /**
   * Finds, for each output, the term that is selected: of equal ones the first, and NaN before any
   * number.
   *
   * @param rule which term is selected
   * @param rows rows of x and of the result
   * @param inputs columns of x, rows of w
   * @param columns columns of w and of the result
   * @param x activations
   * @param xAt where x starts
   * @param w weights
   * @param wAt where w starts
   * @param selected the numbers of the selected inputs
   * @param selectedAt where they start
   */
  public static void selected(
      SelectionRule rule,
      int rows,
      int inputs,
      int columns,
      float[] x,
      int xAt,
      float[] w,
      int wAt,
      double[] selected,
      int selectedAt) {
    int whole = Vectors.present() ? columns - columns % VectorFloatAggregates.LANES : columns;
    FloatPanel all =
        new FloatPanel(
            AggregateKind.ADDER,
            1,
            inputs,
            0,
            rows,
            whole,
            x,
            xAt,
            w,
            wAt,
            columns,
            x,
            0,
            columns,
            x,
            0,
            x,
            0);
    Ranges.forEach(
        rows,
        1,
        (long) inputs * whole,
        (from, to) -> {
          FloatPanel part = all.rows(from, to);
          if (Vectors.present()) {
            VectorFloatSelection.find(rule, part, selected, selectedAt, columns);
          } else {
            ScalarFloatSelection.find(rule, part, selected, selectedAt, columns);
          }
        });
    if (whole < columns) {
      int left = columns - whole;
      int lanes = VectorFloatAggregates.LANES;
      float[] tailOfW = FloatPanel.pad(w, wAt + whole, columns, inputs, left, lanes, 0);
      double[] tail = new double[rows * lanes];
      VectorFloatSelection.find(
          rule,
          new FloatPanel(
              AggregateKind.ADDER,
              1,
              inputs,
              0,
              rows,
              lanes,
              x,
              xAt,
              tailOfW,
              0,
              lanes,
              x,
              0,
              lanes,
              x,
              0,
              x,
              0),
          tail,
          0,
          lanes);
      for (int row = 0; row < rows; row++) {
        System.arraycopy(tail, row * lanes, selected, selectedAt + row * columns + whole, left);
      }
    }
  }
}
