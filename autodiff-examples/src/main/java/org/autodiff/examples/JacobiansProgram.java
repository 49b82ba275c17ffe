package org.autodiff.examples;

import static org.autodiff.Autodiff.jacfwd;
import static org.autodiff.Autodiff.jacrev;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.autodiff.Tensor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Jacobians of physical systems, forward and reverse, and what Newton's method does with them. */
@Command(
    name = "jacobians",
    description = {
      "Jacobians of a robot arm, a pendulum and a chemical reaction; Newton's method with them.",
      "Newton finds the angles that bring the arm to a pose, the push that brings the pendulum to"
          + " an angle, and the concentrations that no longer change."
    })
final class JacobiansProgram implements Callable<Integer> {
  private static final Tensor POSE = Tensor.of(1.0, 1.2, 1.5); // x, y, angle
  private static final Tensor ANGLE = Tensor.scalar(-0.6); // of the pendulum at the end
  private static final Tensor GRAVITY = Tensor.scalar(9.81);
  private static final Tensor DRAG = Tensor.scalar(0.3);
  private static final double REACTION_STEP = 0.05;
  private static final int REACTION_STEPS = 300;

  @Mixin private final Seed seed = new Seed();
  @Mixin private final Figures figures = new Figures();
  @Mixin private final Output output = new Output();

  private record Line(
      String name,
      double[] point,
      double[][] jacobian,
      double forwardReverse,
      double forwardDifferences,
      double[] solution,
      double[] residuals) {}

  private record Report(List<Line> systems, List<String> files) {}

  @Override
  public Integer call() throws IOException {
    figures.requireDirectory();
    Newton arm = Newton.solve(q -> PhysicalSystems.arm(q).sub(POSE), Tensor.of(0.2, 0.4, 0.4));
    Newton pendulum =
        Newton.solve(v -> path(v).getLast().get(0).sub(ANGLE).reshape(1), Tensor.of(3.0));
    Newton reaction = Newton.solve(PhysicalSystems::reaction, Tensor.of(0.5, 0.5, 0.5, 0.5));

    List<Line> lines =
        List.of(
            line("robot arm", PhysicalSystems::arm, Tensor.of(0.3, 0.6, 0.4), arm),
            line("pendulum", PhysicalSystems::pendulum, Tensor.of(0.5, 1, 9.81, 0.3), pendulum),
            line("reaction", PhysicalSystems::reaction, Tensor.of(0.6, 0.5, 0.3, 0.2), reaction));
    List<String> files = new ArrayList<>();
    files.addAll(figures.write("robot-arm", armPlot(arm)));
    files.addAll(figures.write("pendulum", pendulumPlot(pendulum)));
    files.addAll(figures.write("reaction", reactionPlot(reaction)));
    report(lines, files);
    return 0;
  }

  /** The path of a pendulum that hangs at 0.5 rad and is given a velocity. */
  private static List<Tensor> path(Tensor velocity) {
    return PhysicalSystems.pendulumPath(Tensor.scalar(0.5), velocity.get(0), GRAVITY, DRAG);
  }

  /** The Jacobian in three ways, at a random point near the given one. */
  private Line line(String name, Function<Tensor, Tensor> f, Tensor near, Newton newton) {
    Tensor x = near.add(seed.key().normal(near.size()).mul(0.1));
    Tensor forward = jacfwd(f).apply(x);
    return new Line(
        name,
        x.toDoubles(),
        forward.toMatrix(),
        Differences.largest(forward, jacrev(f).apply(x)),
        Differences.largest(forward, Differences.jacobian(f, x)),
        newton.solution().toDoubles(),
        newton.residuals());
  }

  private static LinePlot armPlot(Newton newton) {
    LinePlot plot =
        new LinePlot("A robot arm brought to a pose by Newton's method", "x in m", "y in m");
    for (int i = 0; i < newton.points().size(); i++) {
      double[][] joints = PhysicalSystems.armJoints(newton.points().get(i));
      if (i < 4 || i == newton.points().size() - 1) {
        plot.line(i == 0 ? "start" : "after " + i, joints[0], joints[1]);
      }
    }
    double[] pose = POSE.toDoubles();
    return plot.equalScales().points("where to", new double[] {pose[0]}, new double[] {pose[1]});
  }

  private static LinePlot pendulumPlot(Newton newton) {
    int steps = PhysicalSystems.PENDULUM_STEPS;
    double[] time =
        Tensor.linspace(0, steps * PhysicalSystems.PENDULUM_STEP, steps + 1).toDoubles();
    LinePlot plot =
        new LinePlot("A pendulum pushed so that it arrives", "time in s", "angle in rad");
    for (int i = 0; i < Math.min(5, newton.points().size()); i++) {
      double[] angle = PhysicalSystems.component(path(newton.points().get(i)), 0);
      plot.line(i == 0 ? "first push" : "after " + i, time, angle);
    }
    return plot.points("where to", new double[] {time[steps]}, ANGLE.reshape(1).toDoubles());
  }

  private static LinePlot reactionPlot(Newton newton) {
    List<Tensor> states =
        PhysicalSystems.rungeKutta(
            PhysicalSystems::reaction, Tensor.zeros(4), REACTION_STEP, REACTION_STEPS);
    double end = REACTION_STEP * REACTION_STEPS;
    double[] time = Tensor.linspace(0, end, REACTION_STEPS + 1).toDoubles();
    LinePlot plot =
        new LinePlot("A + B ⇌ C, 2C → D in a stirred tank", "time in s", "concentration in mol/l");
    for (int i = 0; i < 4; i++) {
      plot.line(String.valueOf((char) ('A' + i)), time, PhysicalSystems.component(states, i));
    }
    double[] ends = Tensor.full(end, newton.solution().type()).toDoubles();
    return plot.points("steady state by Newton", ends, newton.solution().toDoubles());
  }

  private void report(List<Line> lines, List<String> files) {
    Table compared =
        new Table(
            "Jacobians: forward mode against the others, largest differences",
            "system",
            "inputs",
            "outputs",
            "from reverse mode",
            "from differences");
    List<Table> tables = new ArrayList<>(List.of(compared));
    for (Line line : lines) {
      compared.row(
          line.name(),
          line.point().length,
          line.jacobian().length,
          line.forwardReverse(),
          line.forwardDifferences());
      Table jacobian =
          new Table("Jacobian of the " + line.name(), "at " + Table.vector(line.point()));
      for (double[] row : line.jacobian()) {
        jacobian.row(Table.vector(row));
      }
      tables.add(jacobian);
    }
    for (Line line : lines) {
      Table newton =
          new Table(
              "Newton on the " + line.name() + ": " + Table.vector(line.solution()),
              "step",
              "largest residual");
      for (int i = 0; i < line.residuals().length; i++) {
        newton.row(i, line.residuals()[i]);
      }
      tables.add(newton);
    }
    tables.add(Figures.table(files));
    output.print(new Report(lines, files), tables.toArray(Table[]::new));
  }
}
