package org.autodiff.nn;

import java.util.ArrayList;
import java.util.List;
import org.autodiff.RandomKey;
import org.autodiff.Tensor;

/**
 * Layers one after another.
 *
 * @param layers the layers, first to last
 */
public record Sequential(List<Layer> layers) implements Layer {
  /** Copies the list. */
  public Sequential {
    layers = List.copyOf(layers);
  }

  /**
   * {@return layers one after another}
   *
   * @param layers first to last
   */
  public static Sequential of(Layer... layers) {
    return new Sequential(List.of(layers));
  }

  @Override
  public Tensor apply(Tensor x) {
    Tensor y = x;
    for (Layer layer : layers) {
      y = layer.apply(y);
    }
    return y;
  }

  @Override
  public Tensor train(Tensor x, RandomKey key) {
    Tensor y = x;
    for (int i = 0; i < layers.size(); i++) {
      y = layers.get(i).train(y, key.fold(i));
    }
    return y;
  }

  @Override
  public Trained<Sequential> trainAndUpdate(Tensor x, RandomKey key) {
    Tensor y = x;
    List<Layer> after = new ArrayList<>(layers.size());
    for (int i = 0; i < layers.size(); i++) {
      Trained<? extends Layer> trained = layers.get(i).trainAndUpdate(y, key.fold(i));
      y = trained.result();
      after.add(trained.layer());
    }
    return new Trained<>(y, new Sequential(after));
  }

  @Override
  public String toString() {
    return LayerText.of("Sequential", layers);
  }
}
