package org.autodiff.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.autodiff.DType;
import org.autodiff.RandomKey;
import org.autodiff.Shape;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.nn.Activation;
import org.autodiff.nn.BitLinearLayer;
import org.autodiff.nn.HadamardLayer;
import org.autodiff.nn.HadamardLayer.Kind;
import org.autodiff.nn.Initializations;
import org.autodiff.nn.Layer;
import org.autodiff.nn.LayerNorm;
import org.autodiff.nn.Linear;
import org.autodiff.nn.Sequential;
import org.autodiff.nn.TernaryLayer;
import org.autodiff.ops.Ternarization;

/** The networks 784-256-128-64-10 of the program mnist, by their kind of layer. */
final class Network {
  private static final int[] WIDTHS = {784, 256, 128, 64, 10};
  private static final DType TYPE = DType.FLOAT32;

  /** What a kind of layer trains with. */
  record Recipe(String description, double rate, double decay, int batch) {}

  static final Map<String, Recipe> RECIPES =
      new TreeMap<>(
          Map.of(
              "dense", new Recipe("dense, relu", 2e-3, 0.01, 64),
              "hadamard-max", new Recipe("max of products, layer norm, relu", 4e-3, 0, 64),
              "abs-max", new Recipe("abs-max, layer norm, relu", 4e-3, 0, 64),
              "soft-abs-max", new Recipe("soft-abs-max, layer norm, relu", 4e-3, 0, 64),
              "sinh-sum", new Recipe("sinh-sum, layer norm, relu", 2e-3, 0.01, 64),
              "ternary", new Recipe("ternary weights, layer norm, relu", 2e-3, 0, 64),
              "bit-linear", new Recipe("BitLinear, relu", 2e-3, 0, 64),
              "adder", new Recipe("adder, layer norm, relu", 4e-3, 0, 64)));

  private Network() {}

  /** What a kind of layer trains with. */
  static Recipe recipe(String kind) {
    return Objects.requireNonNull(RECIPES.get(kind), kind);
  }

  private static Tensor zeros(int n) {
    return Tensor.full(0, new TensorType(Shape.of(n), TYPE));
  }

  private static Tensor ones(int n) {
    return Tensor.full(1, new TensorType(Shape.of(n), TYPE));
  }

  /** The network that learns: normalization after each operator, and a dense head. */
  static Sequential of(String kind, double alpha, RandomKey key) {
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i + 1 < WIDTHS.length; i++) {
      int in = WIDTHS[i];
      int out = WIDTHS[i + 1];
      boolean head = i + 2 == WIDTHS.length;
      Tensor he = Initializations.he(in, out, TYPE, key.fold(i));
      layers.add(
          head && !kind.equals("bit-linear") ? new Linear(he, zeros(out)) : layer(kind, he, alpha));
      if (!head) {
        if (!kind.equals("dense") && !kind.equals("bit-linear")) {
          layers.add(new LayerNorm(ones(out), zeros(out), 1e-5));
        }
        layers.add(Activation.RELU);
      }
    }
    return new Sequential(layers);
  }

  private static Layer layer(String kind, Tensor he, double alpha) {
    int in = he.shape().dim(0);
    int out = he.shape().dim(1);
    Tensor bias = zeros(out);
    return switch (kind) {
      case "dense" -> new Linear(he, bias);
      case "hadamard-max" -> new HadamardLayer(positive(he), bias, Kind.MAX, 1);
      case "abs-max" -> new HadamardLayer(positive(he), bias, Kind.ABS_MAX, 1);
      case "soft-abs-max" ->
          new HadamardLayer(positive(he), bias, Kind.CENTERED_SOFT_ABS_MAX, alpha);
      case "sinh-sum" -> new HadamardLayer(he, bias, Kind.SINH_SUM, alpha);
      case "ternary" -> new TernaryLayer(he, bias, Ternarization.ABSMEAN);
      case "bit-linear" -> new BitLinearLayer(ones(in), he, 1e-5);
      case "adder" -> new HadamardLayer(unit(he), bias, Kind.ADDER, 1);
      default -> throw new IllegalArgumentException(kind);
    };
  }

  /** Weights of standard deviation 0.3: one product decides, however many there are. */
  private static Tensor unit(Tensor he) {
    return he.mul(0.3 / Math.sqrt(2.0 / he.shape().dim(0)));
  }

  /** Positive ones, for aggregates that pick: between two signs the picked value would jump. */
  private static Tensor positive(Tensor he) {
    return unit(he).abs();
  }

  /** The original recipe: soft-abs-max with normal weights and hardtanh, no normalization. */
  static Sequential asWritten(RandomKey key) {
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i + 1 < WIDTHS.length; i++) {
      Tensor w = Initializations.normal(WIDTHS[i], WIDTHS[i + 1], 1, TYPE, key.fold(i));
      layers.add(new HadamardLayer(w, zeros(WIDTHS[i + 1]), Kind.SOFT_ABS_MAX, 10));
      if (i + 2 < WIDTHS.length) {
        layers.add(Activation.HARDTANH);
      }
    }
    return new Sequential(layers);
  }

  /** The network at another temperature, where it has one. */
  static Sequential at(Sequential network, double alpha) {
    return new Sequential(
        network.layers().stream()
            .map(layer -> layer instanceof HadamardLayer h ? (Layer) h.at(alpha) : layer)
            .toList());
  }
}
