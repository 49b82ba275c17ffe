package tutorial;

import static org.autodiff.Autodiff.UNBATCHED;
import static org.autodiff.Autodiff.grad;
import static org.autodiff.Autodiff.vmap;

import java.util.function.BiFunction;
import org.autodiff.RandomKey;
import org.autodiff.Tensor;

public class Batches {
  record Example(Tensor x, Tensor y) {}

  static Tensor loss(Tensor w, Example example) {
    return example.x().dot(w).sub(example.y()).square();
  }

  public static void main(String[] args) {
    Tensor w = Tensor.of(1.0, -1.0, 0.5);
    Example batch = new Example(RandomKey.of(1).normal(4, 3), Tensor.of(1.0, 0, 0, 1));
    // written for one example, run for four: a gradient of each, in one batched computation
    BiFunction<Tensor, Example, Tensor> slope = grad(Batches::loss);
    Tensor each = vmap(slope, UNBATCHED, 0, 0).apply(w, batch);
    System.out.println(each.shape());
    System.out.println(each.mean(0));
  }
}
