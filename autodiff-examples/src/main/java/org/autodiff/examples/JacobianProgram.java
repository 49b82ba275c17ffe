package org.autodiff.examples;

import static org.autodiff.Autodiff.jacfwd;
import static org.autodiff.Autodiff.jacrev;
import static org.autodiff.Autodiff.jvp;
import static org.autodiff.Autodiff.vjp;

import java.util.Arrays;
import java.util.concurrent.Callable;
import org.autodiff.Shaping;
import org.autodiff.Tensor;
import org.autodiff.Vjp;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The Jacobian of a small function, by columns, by rows and as a whole. */
@Command(
    name = "jacobian",
    description = "The Jacobian of (2·x1·x2, x3²) by jvp, vjp, jacfwd and jacrev.")
final class JacobianProgram implements Callable<Integer> {
  @Option(
      names = "--at",
      paramLabel = "X1,X2,X3",
      defaultValue = "2,3,2",
      description = "The point (default: ${DEFAULT-VALUE}).")
  private String at = "";

  @Mixin private final Output output = new Output();

  private static Tensor f(Tensor x) {
    return Shaping.stack(0, x.get(0).mul(x.get(1)).mul(2), x.get(2).square());
  }

  @Override
  public Integer call() {
    Tensor x = Tensor.of(point(at));

    Tensor[] columns = new Tensor[3]; // J·v, for v = (1, 0, 0), (0, 1, 0), (0, 0, 1)
    for (int j = 0; j < 3; j++) {
      columns[j] = jvp(JacobianProgram::f, x, Tensor.eye(3).get(j)).tangent();
    }

    Vjp<Tensor, Tensor> atX = vjp(JacobianProgram::f, x);
    Tensor[] rows = new Tensor[2]; // Jᵀ·u, for u = (1, 0), (0, 1)
    for (int i = 0; i < 2; i++) {
      rows[i] = atX.pullback(Tensor.eye(2).get(i));
    }

    Tensor forward = jacfwd(JacobianProgram::f).apply(x);
    Tensor reverse = jacrev(JacobianProgram::f).apply(x);

    report(x, atX.value(), columns, rows, forward, reverse);
    return 0;
  }

  private static Tensor analytic(double[] x) {
    return Tensor.of(new double[][] {{2 * x[1], 2 * x[0], 0}, {0, 0, 2 * x[2]}});
  }

  /** Central differences, a column at a time. */
  private static Tensor differences(Tensor x) {
    Tensor[] columns = new Tensor[3];
    for (int j = 0; j < 3; j++) {
      double step = Math.cbrt(Math.ulp(1.0)) * Math.max(1, Math.abs(x.get(j).item()));
      Tensor h = Tensor.eye(3).get(j).mul(step);
      columns[j] = f(x.add(h)).sub(f(x.sub(h))).div(2 * step);
    }
    return Shaping.stack(1, columns);
  }

  private record Report(
      double[] value,
      double[][] jvpColumns,
      double[][] vjpRows,
      double[][] jacobian,
      double maxError) {}

  private void report(
      Tensor x, Tensor value, Tensor[] columns, Tensor[] rows, Tensor forward, Tensor reverse) {
    Tensor analytic = analytic(x.toDoubles());
    Tensor differences = differences(x);
    String[] names = {"jvp, by columns", "vjp, by rows", "jacfwd", "jacrev"};
    Tensor[] ways = {Shaping.stack(1, columns), Shaping.stack(0, rows), forward, reverse};

    Table errors = new Table("Largest difference", "of", "from analytic", "from differences");
    double worst = 0;
    for (int i = 0; i < ways.length; i++) {
      double error = distance(ways[i], analytic);
      errors.row(names[i], error, distance(ways[i], differences));
      worst = Math.max(worst, error);
    }
    errors.row("central differences", distance(differences, analytic), "");

    Table jvps = new Table("Columns: jvp", "v", "J·v");
    for (int j = 0; j < 3; j++) {
      jvps.row(text(Tensor.eye(3).get(j)), text(columns[j]));
    }
    Table vjps = new Table("Rows: vjp", "u", "Jᵀ·u");
    for (int i = 0; i < 2; i++) {
      vjps.row(text(Tensor.eye(2).get(i)), text(rows[i]));
    }
    output.print(
        new Report(value.toDoubles(), matrix(columns), matrix(rows), forward.toMatrix(), worst),
        new Table("f(x) = (2·x1·x2, x3²)", "x", "f(x)").row(text(x), text(value)),
        jvps,
        vjps,
        table("Jacobian: jacfwd", forward),
        table("Jacobian: jacrev", reverse),
        table("Jacobian: analytic", analytic),
        errors);
  }

  private static Table table(String title, Tensor jacobian) {
    Table table = new Table(title, "", "∂x1", "∂x2", "∂x3");
    double[][] rows = jacobian.toMatrix();
    for (int i = 0; i < rows.length; i++) {
      table.row("∂f" + (i + 1), rows[i][0], rows[i][1], rows[i][2]);
    }
    return table;
  }

  private static String text(Tensor vector) {
    return Table.vector(vector.toDoubles());
  }

  private static double[][] matrix(Tensor[] vectors) {
    return Shaping.stack(0, vectors).toMatrix();
  }

  private static double distance(Tensor a, Tensor b) {
    return a.sub(b).abs().max().item();
  }

  private static double[] point(String text) {
    try {
      double[] x = Arrays.stream(text.split(",", -1)).mapToDouble(Double::parseDouble).toArray();
      if (x.length == 3 && Arrays.stream(x).allMatch(Double::isFinite)) {
        return x;
      }
    } catch (NumberFormatException e) {
      // refused below
    }
    throw new Refusal(
        "--at: three finite numbers are needed, got '" + text + "'; write --at 2,3,2");
  }
}
