package org.autodiff.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.autodiff.Autodiff;
import org.autodiff.DType;
import org.autodiff.RandomKey;
import org.autodiff.Tensor;
import org.autodiff.Tree;
import org.autodiff.TreeException;
import org.autodiff.ValueException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trees in files, and exact resumption of training from one. */
class CheckpointTest {
  private record Training(Sequential model, Optimizer.State<Sequential> state) {}

  private static Training train(Training start, int steps) {
    Optimizer optimizer = Adam.withDecay(Schedule.cosine(0.01, 2, 20), 0.01);
    Training training = start;
    for (int i = 0; i < steps; i++) {
      long step = (long) training.state().step().item();
      Tensor x = RandomKey.of(step).normal(8, 4).to(DType.FLOAT32);
      Tensor labels = RandomKey.of(step).integers(0, 3, 8);
      Sequential gradient =
          Autodiff.grad(
                  (Sequential m) -> Losses.crossEntropy(m.train(x, RandomKey.of(step)), labels))
              .apply(training.model());
      Optimizer.Update<Sequential> update =
          optimizer.step(training.model(), gradient, training.state());
      training = new Training(update.parameters(), update.state());
    }
    return training;
  }

  private static Training begin() {
    RandomKey key = RandomKey.of(5);
    Tensor zeros = Tensor.of(new float[6], 6);
    Sequential model =
        Sequential.of(
            new Linear(Initializations.he(4, 6, DType.FLOAT32, key.fold(1)), zeros),
            Activation.GELU,
            new Dropout(0.2),
            new HadamardLayer(
                Initializations.normal(6, 6, 0.5, DType.FLOAT32, key.fold(2)),
                zeros,
                HadamardLayer.Kind.SOFT_ABS_MAX,
                2),
            new LayerNorm(zeros.add(1), zeros, 1e-5),
            new Linear(
                Initializations.xavier(6, 3, DType.FLOAT32, key.fold(3)),
                Tensor.of(new float[3], 3)));
    return new Training(model, Adam.of(Schedule.constant(0)).start(model));
  }

  @ParameterizedTest
  @ValueSource(strings = {"t.safetensors", "t.npz"})
  void trainingResumesBitForBit(String name, @TempDir Path folder) throws Exception {
    Training whole = train(begin(), 10);
    Path file = folder.resolve(name);
    Checkpoint.save(file, train(begin(), 4));
    Training resumed = train(Checkpoint.load(file, begin()), 6);
    assertThat(Tree.leaves(resumed)).isEqualTo(Tree.leaves(whole));
    assertThat(Tree.leaves(whole)).isNotEqualTo(Tree.leaves(begin()));
  }

  @Test
  void aCheckpointOfAnotherModelIsRefused(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("t.npz");
    Checkpoint.save(file, List.of(Tensor.ones(2)));
    assertThatThrownBy(() -> Checkpoint.load(file, List.of(Tensor.ones(3))))
        .hasMessageContaining("float64[3]")
        .hasMessageContaining("float64[2]");
    assertThatThrownBy(() -> Checkpoint.save(folder.resolve("t.bin"), List.of(Tensor.ones(2))))
        .hasMessageContaining(".safetensors or .npz");
  }

  @Test
  void otherTensorsAreNamed(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("t.npz");
    Tensor one = Tensor.ones(1);
    Checkpoint.save(file, Map.of("a", one, "b", one));
    assertThatThrownBy(() -> Checkpoint.load(file, Map.of("a", one, "c", one)))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("got 2 for 2, without {c}, with unknown {b}; ");
    assertThatThrownBy(() -> Checkpoint.load(file, List.of(one, one, one, one, one)))
        .hasMessageContaining("got 2 for 5, without [0], [1], [2] and 2 more, with unknown {");
  }

  @Test
  void aMissingFolderIsNamed(@TempDir Path folder) {
    Path file = folder.resolve("none/t.npz");
    assertThatThrownBy(() -> Checkpoint.save(file, List.of(Tensor.ones(1))))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("without the folder '" + folder.resolve("none") + "'; make it first");
  }

  @Test
  void aWrongRateIsThatOfItsOptimizer() {
    assertThatThrownBy(() -> Adam.of(-1)).hasMessageStartingWith("adam: the learning rate must be");
    assertThatThrownBy(() -> Adam.withDecay(-1, 0)).hasMessageStartingWith("adam: the learning ");
    assertThatThrownBy(() -> Sgd.of(-1)).hasMessageStartingWith("sgd: the learning rate must be");
  }

  @ParameterizedTest
  @ValueSource(strings = {"t.safetensors", "t.npz"})
  void twoTensorsOfOneNameAreRefused(String name, @TempDir Path folder) throws Exception {
    Path file = folder.resolve(name);
    Map<Object, Tensor> alike = new LinkedHashMap<>();
    alike.put(1, Tensor.zeros(2));
    alike.put("1", Tensor.ones(2));
    Map<String, Object> nested = new LinkedHashMap<>();
    nested.put("a", Map.of("b", Tensor.zeros(2)));
    nested.put("a}{b", Tensor.ones(2));
    for (Object tree : List.of(alike, nested)) {
      assertThatThrownBy(() -> Checkpoint.save(file, tree))
          .isInstanceOf(TreeException.class)
          .hasMessageStartingWith(
              "tree: two tensors must not be at places that read the same, got '{")
          .hasMessageEndingWith("' twice; use map keys that differ as text");
      assertThat(folder).isEmptyDirectory();
    }
    Checkpoint.save(file, Map.of("1", Tensor.ones(2)));
    assertThatThrownBy(() -> Checkpoint.load(file, alike))
        .isInstanceOf(TreeException.class)
        .hasMessageContaining("'{1}' twice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"t.safetensors", "t.npz"})
  void aNameThatIsNoUnicodeIsRefused(String name, @TempDir Path folder) throws Exception {
    for (String key : List.of("\ud800", "a\udc00b", "\udc00\ud800")) {
      assertThatThrownBy(() -> Checkpoint.save(folder.resolve(name), Map.of(key, Tensor.ones(1))))
          .isInstanceOf(ValueException.class)
          .hasMessageContaining("a name must be valid Unicode, got ");
    }
    assertThat(folder).isEmptyDirectory();
    Map<String, Tensor> fine = Map.of("\ud83d\ude00 Größe", Tensor.ones(1));
    Checkpoint.save(folder.resolve(name), fine);
    assertThat(Checkpoint.load(folder.resolve(name), fine)).isEqualTo(fine);
  }
}
