package tutorial;

import static org.autodiff.Autodiff.grad;

import java.util.function.Function;
import org.autodiff.Tensor;

public class FirstGradient {
  public static void main(String[] args) {
    Function<Tensor, Tensor> f = x -> x.square().sin().mul(x.cos()).sum();
    Tensor x = Tensor.of(0.5, 1.0, 1.5);
    System.out.println("f       " + f.apply(x));
    System.out.println("grad    " + grad(f).apply(x));
    Function<Tensor, Tensor> slope = grad(f);
    System.out.println("second  " + grad((Tensor t) -> slope.apply(t).sum()).apply(x));
  }
}
