package org.autodiff.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.autodiff.Shaping;
import org.autodiff.Tensor;

/** Three systems, written as one would without any thought of derivatives. */
final class PhysicalSystems {
  private PhysicalSystems() {}

  private static final Tensor ARM_LENGTHS = Tensor.of(1.0, 0.8, 0.5);

  /** {@return where the tip of an arm with three joints is, and where it points: x, y, angle} */
  static Tensor arm(Tensor jointAngles) {
    Tensor heading = jointAngles.cumsum(0); // of each link, from the x axis
    Tensor x = ARM_LENGTHS.mul(heading.cos()).sum();
    Tensor y = ARM_LENGTHS.mul(heading.sin()).sum();
    return Shaping.stack(0, x, y, heading.get(2));
  }

  /** {@return the places of shoulder, elbow, wrist and tip: x in row 0, y in row 1} */
  static double[][] armJoints(Tensor jointAngles) {
    Tensor heading = jointAngles.cumsum(0);
    Tensor links = Shaping.stack(0, ARM_LENGTHS.mul(heading.cos()), ARM_LENGTHS.mul(heading.sin()));
    return Shaping.concatenate(1, Tensor.zeros(2, 1), links.cumsum(1)).toMatrix();
  }

  static final double PENDULUM_STEP = 0.02;
  static final int PENDULUM_STEPS = 100;

  /** {@return the angle and the angular velocity of a pendulum over 2 s} */
  static List<Tensor> pendulumPath(Tensor angle, Tensor velocity, Tensor gravity, Tensor drag) {
    return rungeKutta(
        state -> {
          Tensor theta = state.get(0);
          Tensor omega = state.get(1);
          Tensor acceleration = gravity.mul(theta.sin()).add(drag.mul(omega)).neg();
          return Shaping.stack(0, omega, acceleration);
        },
        Shaping.stack(0, angle, velocity),
        PENDULUM_STEP,
        PENDULUM_STEPS);
  }

  /** {@return the last state, by the first angle, first velocity, gravity/length and drag} */
  static Tensor pendulum(Tensor z) {
    return pendulumPath(z.get(0), z.get(1), z.get(2), z.get(3)).getLast();
  }

  /**
   * {@return how fast concentrations of A, B, C and D change in a stirred tank: A + B ⇌ C, 2C → D,
   * with A and B flowing in and everything flowing out}
   */
  static Tensor reaction(Tensor concentrations) {
    Tensor c = concentrations.get(2);
    Tensor toC = concentrations.get(0).mul(concentrations.get(1)).mul(2).sub(c.mul(0.5));
    Tensor toD = c.square();
    Tensor reactions = Shaping.stack(0, toC.neg(), toC.neg(), toC.sub(toD.mul(2)), toD);
    return Tensor.of(1, 0.8, 0, 0).sub(concentrations).mul(0.3).add(reactions);
  }

  /** {@return the states of dy/dt = rate(y), first and last included, by classical Runge-Kutta} */
  static List<Tensor> rungeKutta(UnaryOperator<Tensor> rate, Tensor start, double h, int steps) {
    List<Tensor> states = new ArrayList<>(List.of(start));
    for (int i = 0; i < steps; i++) {
      Tensor y = states.getLast();
      Tensor k1 = rate.apply(y);
      Tensor k2 = rate.apply(y.add(k1.mul(h / 2)));
      Tensor k3 = rate.apply(y.add(k2.mul(h / 2)));
      Tensor k4 = rate.apply(y.add(k3.mul(h)));
      states.add(y.add(k1.add(k2.mul(2)).add(k3.mul(2)).add(k4).mul(h / 6)));
    }
    return states;
  }

  /** {@return one quantity of all states, as numbers} */
  static double[] component(List<Tensor> states, int i) {
    return states.stream().mapToDouble(state -> state.get(i).item()).toArray();
  }
}
