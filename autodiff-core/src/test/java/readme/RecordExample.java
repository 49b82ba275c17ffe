package readme;

import static org.autodiff.Autodiff.valueAndGrad;

import java.util.function.BiFunction;
import org.autodiff.RandomKey;
import org.autodiff.Tensor;
import org.autodiff.Tree;
import org.autodiff.ValueAndGrad;

public class RecordExample {
  record Mlp(Tensor w1, Tensor b1, Tensor w2) {
    Tensor apply(Tensor x) {
      return x.matmul(w1).add(b1).tanh().matmul(w2);
    }
  }

  record Batch(Tensor x, Tensor y) {}

  static Tensor loss(Mlp net, Batch batch) {
    return net.apply(batch.x()).sub(batch.y()).square().mean();
  }

  public static void main(String[] args) {
    RandomKey key = RandomKey.of(1);
    Mlp net = new Mlp(key.fold(1).normal(1, 8), Tensor.zeros(8), key.fold(2).normal(8, 1));
    Tensor x = Tensor.linspace(-1, 1, 32).reshape(32, 1);
    Batch batch = new Batch(x, x.mul(3).sin());
    BiFunction<Mlp, Batch, ValueAndGrad<Mlp>> step = valueAndGrad(RecordExample::loss);
    for (int i = 0; i < 500; i++) {
      Mlp gradient = step.apply(net, batch).grad();
      net = Tree.zip((w, g) -> w.sub(g.mul(0.1)), net, gradient);
    }
    System.out.println(loss(net, batch).item() < 0.01);
  }
}
