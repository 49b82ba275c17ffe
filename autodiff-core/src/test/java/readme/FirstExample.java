package readme;

import static org.autodiff.Autodiff.grad;
import static org.autodiff.Autodiff.hessian;
import static org.autodiff.Autodiff.jacrev;
import static org.autodiff.Autodiff.vmap;

import org.autodiff.Tensor;

public class FirstExample {
  static Tensor f(Tensor x) {
    return x.square().sin().mul(x.cos()).sum();
  }

  public static void main(String[] args) {
    Tensor x = Tensor.of(0.5, 1.0, 1.5);
    System.out.println(grad(FirstExample::f).apply(x));
    System.out.println(hessian(FirstExample::f).apply(x));
    System.out.println(jacrev((Tensor v) -> v.outer(v)).apply(x).shape());
    Tensor batch = Tensor.linspace(0, 1, 12).reshape(4, 3);
    System.out.println(vmap(grad(FirstExample::f)).apply(batch));
  }
}
