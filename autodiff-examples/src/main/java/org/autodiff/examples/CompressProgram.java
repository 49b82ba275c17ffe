package org.autodiff.examples;

import java.util.concurrent.Callable;
import org.autodiff.RandomKey;
import org.autodiff.Tensor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A sparse matrix as coordinates and as compressed rows, and what that saves. */
@Command(
    name = "compress",
    description = "Stores a 1000x1000 matrix with 10 %% nonzeros by values and indices.")
final class CompressProgram implements Callable<Integer> {
  private static final int SIDE = 1000;
  private static final double DENSITY = 0.1;

  @Mixin private final Seed seed = new Seed();
  @Mixin private final Output output = new Output();

  /** Rows, columns and values of the nonzeros. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of arrays, not compared
  private record Coordinates(int[] rows, int[] columns, float[] values) {
    static Coordinates of(float[][] matrix) {
      int count = 0;
      for (float[] row : matrix) {
        for (float value : row) {
          count += value == 0 ? 0 : 1;
        }
      }
      Coordinates c = new Coordinates(new int[count], new int[count], new float[count]);
      int at = 0;
      for (int i = 0; i < matrix.length; i++) {
        for (int j = 0; j < matrix[i].length; j++) {
          if (matrix[i][j] != 0) {
            c.rows[at] = i;
            c.columns[at] = j;
            c.values[at++] = matrix[i][j];
          }
        }
      }
      return c;
    }

    float[][] dense() {
      float[][] matrix = new float[SIDE][SIDE];
      for (int i = 0; i < values.length; i++) {
        matrix[rows[i]][columns[i]] = values[i];
      }
      return matrix;
    }

    long bytes() {
      return 4L * rows.length + 4L * columns.length + 4L * values.length;
    }

    /** Compressed rows keep where each row starts instead of a row for each nonzero. */
    long bytesOfCompressedRows() {
      return 4L * (SIDE + 1) + 4L * columns.length + 4L * values.length;
    }
  }

  private record Form(String form, long bytes, double ratio) {}

  private record Report(int nonzeros, double share, boolean exact, Form[] forms) {}

  @Override
  public Integer call() {
    RandomKey key = seed.key();
    int count = (int) Math.round(DENSITY * SIDE * SIDE);
    // the first positions of a random order: an exact share, none of them twice
    double[] order = key.fold(1).permutation(SIDE * SIDE).toDoubles();
    double[] values = key.fold(2).normal(count).toDoubles();
    float[][] matrix = new float[SIDE][SIDE];
    for (int i = 0; i < count; i++) {
      matrix[(int) order[i] / SIDE][(int) order[i] % SIDE] = (float) values[i];
    }
    Coordinates c = Coordinates.of(matrix);
    boolean exact = Tensor.fromArray(matrix).equals(Tensor.fromArray(c.dense()));
    long dense = 4L * SIDE * SIDE;
    Form[] forms = {
      form("dense", dense, dense),
      form("coordinates (COO)", c.bytes(), dense),
      form("compressed rows (CSR)", c.bytesOfCompressedRows(), dense)
    };
    int nonzeros = c.values.length;
    Report report = new Report(nonzeros, nonzeros / (double) (SIDE * SIDE), exact, forms);
    Table table =
        new Table(
            "1000x1000 float32, "
                + nonzeros
                + " nonzeros, round trip "
                + (exact ? "exact" : "NOT exact"),
            "form",
            "bytes",
            "times smaller");
    for (Form f : forms) {
      table.row(f.form, f.bytes, Math.rint(100 * f.ratio) / 100);
    }
    Table first = new Table("The first nonzeros", "row", "column", "value");
    for (int i = 0; i < 5; i++) {
      first.row(c.rows[i], c.columns[i], c.values[i]);
    }
    output.print(report, table, first);
    return 0;
  }

  private static Form form(String name, long bytes, long dense) {
    return new Form(name, bytes, dense / (double) bytes);
  }
}
