package tutorial;

import static org.autodiff.Autodiff.grad;

import org.autodiff.Tensor;
import org.autodiff.ops.Aggregate;
import org.autodiff.ops.Hadamard;

public class WithoutProducts {
  public static void main(String[] args) {
    Tensor x = Tensor.of(new double[][] {{1.0, -2.0, 0.5}});
    Tensor w = Tensor.of(new double[][] {{0.5, 1.0}, {-0.3, 0.2}, {4.0, -1.0}});
    System.out.println("matmul        " + x.matmul(w));
    System.out.println("sum           " + Hadamard.sum(x, w));
    System.out.println("abs-max       " + Hadamard.absMax(x, w));
    for (double alpha : new double[] {1, 10, 100}) {
      System.out.printf("soft, %-6.0f  %s%n", alpha, Hadamard.softAbsMax(x, w, alpha));
    }
    // the hard one passes its gradient to the winner alone, the soft one to all
    System.out.println("hard gradient " + grad((Tensor t) -> Hadamard.absMax(t, w).sum()).apply(x));
    System.out.println(
        "soft gradient " + grad((Tensor t) -> Hadamard.softAbsMax(t, w, 2).sum()).apply(x));
    // an aggregate of your own: φ of the products on the last axis, and its slopes
    Aggregate length =
        Aggregate.of("length", p -> p.square().sum(-1).sqrt(), (p, y, inputs) -> p.div(y));
    System.out.println("length        " + length.apply(x, w));
  }
}
