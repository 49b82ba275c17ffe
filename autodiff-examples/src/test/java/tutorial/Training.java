package tutorial;

import java.util.function.BiFunction;
import org.autodiff.Autodiff;
import org.autodiff.DType;
import org.autodiff.RandomKey;
import org.autodiff.Tensor;
import org.autodiff.ValueAndGrad;
import org.autodiff.nn.Activation;
import org.autodiff.nn.Adam;
import org.autodiff.nn.Initializations;
import org.autodiff.nn.Linear;
import org.autodiff.nn.Losses;
import org.autodiff.nn.Optimizer;
import org.autodiff.nn.Schedule;
import org.autodiff.nn.Sequential;

public class Training {
  static Linear dense(int in, int out, RandomKey key) {
    return new Linear(Initializations.he(in, out, DType.FLOAT64, key), Tensor.zeros(out));
  }

  static Tensor loss(Sequential model, Tensor x) {
    return Losses.meanSquaredError(model.apply(x), x.mul(3).sin());
  }

  public static void main(String[] args) {
    RandomKey key = RandomKey.of(7);
    Sequential model =
        Sequential.of(dense(1, 32, key.fold(1)), Activation.TANH, dense(32, 1, key.fold(2)));
    Tensor x = Tensor.linspace(-1, 1, 64).reshape(64, 1);
    Optimizer optimizer = Adam.of(Schedule.cosine(0.02, 20, 500));
    Optimizer.State<Sequential> state = optimizer.start(model);
    BiFunction<Sequential, Tensor, ValueAndGrad<Sequential>> step =
        Autodiff.compile(Autodiff.valueAndGrad(Training::loss));
    System.out.printf("before  %.3f%n", loss(model, x).item());
    for (int i = 0; i < 500; i++) {
      Sequential gradient = step.apply(model, x).grad();
      Optimizer.Update<Sequential> update = optimizer.step(model, gradient, state);
      model = update.parameters();
      state = update.state();
    }
    System.out.printf("after   %.3f%n", loss(model, x).item());
  }
}
