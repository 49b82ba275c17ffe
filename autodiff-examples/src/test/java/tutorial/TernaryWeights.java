package tutorial;

import org.autodiff.RandomKey;
import org.autodiff.Tensor;
import org.autodiff.ops.Ternarization;
import org.autodiff.ops.Ternary;
import org.autodiff.ops.TernaryMatrix;

public class TernaryWeights {
  public static void main(String[] args) {
    TernaryMatrix weights = TernaryMatrix.random(1024, 1024, 0.5, RandomKey.of(1));
    System.out.println(weights);
    System.out.println(weights.bitsPerWeight() + " bits a weight");
    Tensor x = RandomKey.of(2).normal(1, 1024);
    Tensor y = Ternary.matmul(x, weights, Tensor.scalar(0.1));
    Tensor same = x.matmul(weights.toDense(x.dtype())).mul(0.1);
    System.out.println("as the dense product: " + (y.sub(same).abs().max().item() < 1e-12));
    // trained weights are rounded on the way: -1, 0 or 1 times one scale
    Tensor trained = RandomKey.of(3).normal(4, 3);
    System.out.println(Ternary.ternarize(trained, Ternarization.ABSMEAN, false));
    System.out.println(Ternary.compress(trained, Ternarization.ABSMEAN, false).matrix());
  }
}
