package tutorial;

import java.util.function.Function;
import org.autodiff.Autodiff;
import org.autodiff.Tensor;
import org.autodiff.check.GradientCheck;

public class Checking {
  public static void main(String[] args) {
    Tensor x = Tensor.of(-1.0, 0.5, 2.0);
    Function<Tensor, Tensor> right =
        Autodiff.customJvp(t -> t.mul(t.sigmoid()), (t, v) -> v.mul(slope(t)));
    GradientCheck.of(right, x).assertCorrect();
    System.out.println("the first rule is right");
    Function<Tensor, Tensor> wrong =
        Autodiff.customJvp(t -> t.mul(t.sigmoid()), (t, v) -> v.mul(t.sigmoid()));
    try {
      GradientCheck.of(wrong, x).assertCorrect();
    } catch (AssertionError e) {
      System.out.println(e.getMessage().lines().findFirst().orElseThrow());
    }
  }

  private static Tensor slope(Tensor t) {
    Tensor s = t.sigmoid();
    return s.add(t.mul(s).mul(s.neg().add(1)));
  }
}
