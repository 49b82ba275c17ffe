package org.autodiff.nn;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.StringJoiner;
import org.autodiff.Tensor;
import org.jspecify.annotations.Nullable;

/** The text of a layer: its name and components, tensors by their types and not their elements. */
final class LayerText {
  private LayerText() {}

  /** {@return the text, on one line} */
  static String of(Record layer) {
    StringJoiner out = new StringJoiner(", ", layer.getClass().getSimpleName() + "[", "]");
    for (RecordComponent component : layer.getClass().getRecordComponents()) {
      out.add(component.getName() + "=" + text(value(layer, component)));
    }
    return out.toString();
  }

  /** {@return the text of layers, each on a line of its own} */
  static String of(String name, List<? extends Layer> layers) {
    StringBuilder out = new StringBuilder(name).append('[');
    for (int i = 0; i < layers.size(); i++) {
      out.append("\n  [").append(i).append("] ");
      out.append(text(layers.get(i)).replace("\n", "\n  "));
    }
    return out.append(layers.isEmpty() ? "]" : "\n]").toString();
  }

  private static String text(@Nullable Object value) {
    return value instanceof Tensor tensor ? tensor.type().toString() : String.valueOf(value);
  }

  private static @Nullable Object value(Record layer, RecordComponent component) {
    try {
      return component.getAccessor().invoke(layer);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the accessors of layers are public", e);
    }
  }
}
