package tutorial;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.autodiff.Autodiff;
import org.autodiff.DType;
import org.autodiff.RandomKey;
import org.autodiff.Tensor;
import org.autodiff.nn.Activation;
import org.autodiff.nn.Adam;
import org.autodiff.nn.Batches;
import org.autodiff.nn.Checkpoint;
import org.autodiff.nn.Idx;
import org.autodiff.nn.Initializations;
import org.autodiff.nn.Layer;
import org.autodiff.nn.LayerNorm;
import org.autodiff.nn.Linear;
import org.autodiff.nn.Losses;
import org.autodiff.nn.Optimizer;
import org.autodiff.nn.Schedule;
import org.autodiff.nn.Sequential;
import org.autodiff.nn.TernaryLayer;
import org.autodiff.ops.Ternarization;

public class TrainDigits {
  static final int EPOCHS = 3;
  static final int BATCH = 64;

  static Tensor zeros(int n) {
    return Tensor.zeros(n).to(DType.FLOAT32);
  }

  static Sequential network(RandomKey key) {
    int[] widths = {784, 256, 128, 64};
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int out = widths[i + 1];
      Tensor w = Initializations.he(widths[i], out, DType.FLOAT32, key.fold(i));
      layers.add(new TernaryLayer(w, zeros(out), Ternarization.ABSMEAN));
      layers.add(new LayerNorm(zeros(out).add(1), zeros(out), 1e-5));
      layers.add(Activation.RELU);
    }
    Tensor head = Initializations.he(64, 10, DType.FLOAT32, key.fold(3));
    layers.add(new Linear(head, zeros(10)));
    return new Sequential(layers);
  }

  static Tensor images(Path file) throws IOException {
    Tensor bytes = Idx.read(file);
    return bytes.reshape(bytes.shape().dim(0), 784).div(255);
  }

  static Tensor loss(Sequential model, Batches.Batch batch) {
    return Losses.crossEntropy(model.apply(batch.x()), batch.labels());
  }

  public static double train(Path folder, Path save) throws IOException {
    Tensor x = images(folder.resolve("train-images-idx3-ubyte.gz"));
    Tensor y = Idx.read(folder.resolve("train-labels-idx1-ubyte.gz"));
    Tensor testX = images(folder.resolve("t10k-images-idx3-ubyte.gz"));
    Tensor testY = Idx.read(folder.resolve("t10k-labels-idx1-ubyte.gz"));
    RandomKey key = RandomKey.of(1);
    Sequential model = network(key.fold(1));
    long steps = Math.ceilDiv(x.shape().dim(0), BATCH) * (long) EPOCHS;
    Optimizer optimizer = Adam.of(Schedule.cosine(2e-3, steps / 20, steps));
    Optimizer.State<Sequential> state = optimizer.start(model);
    BiFunction<Sequential, Batches.Batch, Sequential> slope =
        Autodiff.compile(Autodiff.grad(TrainDigits::loss));
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      for (Batches.Batch batch : Batches.shuffled(x, y, BATCH, key.fold(2).fold(epoch))) {
        Sequential gradient = slope.apply(model, batch);
        Optimizer.Update<Sequential> update = optimizer.step(model, gradient, state);
        model = update.parameters();
        state = update.state();
      }
    }
    Checkpoint.save(save, model);
    return Losses.accuracy(model.apply(testX), testY);
  }

  public static void main(String[] args) throws IOException {
    System.out.println(train(Path.of(args[0]), Path.of("ternary.safetensors")));
  }
}
