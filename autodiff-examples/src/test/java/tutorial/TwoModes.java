package tutorial;

import static org.autodiff.Autodiff.jacfwd;
import static org.autodiff.Autodiff.jacrev;
import static org.autodiff.Autodiff.jvp;
import static org.autodiff.Autodiff.vjp;

import org.autodiff.Shaping;
import org.autodiff.Tensor;

public class TwoModes {
  /** Where the hand of an arm of three links is: angles in, a point out. */
  static Tensor hand(Tensor angles) {
    Tensor direction = angles.cumsum(0);
    Tensor links = Tensor.of(1.0, 0.8, 0.5);
    return Shaping.stack(0, direction.cos().mul(links).sum(), direction.sin().mul(links).sum());
  }

  public static void main(String[] args) {
    Tensor angles = Tensor.of(0.3, 0.4, 0.4);
    // one column: how the hand moves when the shoulder turns
    System.out.println(jvp(TwoModes::hand, angles, Tensor.of(1.0, 0, 0)).tangent());
    // one row: how every joint moves the hand to the right
    System.out.println(vjp(TwoModes::hand, angles).pullback(Tensor.of(1.0, 0)));
    // all of it, by columns and by rows
    Tensor forward = jacfwd(TwoModes::hand).apply(angles);
    Tensor reverse = jacrev(TwoModes::hand).apply(angles);
    System.out.println(forward);
    System.out.println("largest difference " + forward.sub(reverse).abs().max().item());
  }
}
