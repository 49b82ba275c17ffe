package org.autodiff.nn;

import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.autodiff.NoGradient;
import org.autodiff.RandomKey;
import org.autodiff.Tensor;
import org.autodiff.TreeException;
import org.jspecify.annotations.Nullable;

/**
 * Looks for state that training moves in the layers within a layer: tensors marked {@link
 * NoGradient} of a layer that overrides {@link Layer#trainAndUpdate}. Those of other layers are
 * constants.
 */
final class MovingState {
  private final Layer root;

  private MovingState(Layer root) {
    this.root = root;
  }

  /** Requires of a layer that returns itself after training that nothing is lost by that. */
  static void requireNoneWithin(Layer layer) {
    new MovingState(layer).search(layer, "", null, false);
  }

  /**
   * Searches a part of the tree.
   *
   * @param part the part
   * @param place where it is
   * @param owner the innermost layer that it belongs to; null for the root, whose own tensors
   *     without a gradient are constants
   * @param isStatic whether it belongs to a component of that layer that is marked {@link
   *     NoGradient}
   */
  private void search(
      @Nullable Object part, String place, @Nullable Layer owner, boolean isStatic) {
    if (part == null || part instanceof RandomKey) {
      return;
    }
    switch (part) {
      case Tensor tensor -> {
        if (isStatic && owner != null && moves(owner)) {
          throw lost(owner, place);
        }
      }
      case Record record -> {
        boolean inner = record instanceof Layer && record != root;
        Layer next = inner ? (Layer) record : owner;
        for (RecordComponent component : record.getClass().getRecordComponents()) {
          if (!component.getType().isPrimitive()) {
            search(
                value(record, component),
                place + "." + component.getName(),
                next,
                (isStatic && !inner) || component.isAnnotationPresent(NoGradient.class));
          }
        }
      }
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          search(list.get(i), place + "[" + i + "]", owner, isStatic);
        }
      }
      case Object[] array -> {
        for (int i = 0; i < array.length; i++) {
          search(array[i], place + "[" + i + "]", owner, isStatic);
        }
      }
      case Map<?, ?> map ->
          map.forEach((name, value) -> search(value, place + "[" + name + "]", owner, isStatic));
      case Optional<?> optional -> search(optional.orElse(null), place, owner, isStatic);
      default -> {}
    }
  }

  private static boolean moves(Layer layer) {
    try {
      return layer
              .getClass()
              .getMethod("trainAndUpdate", Tensor.class, RandomKey.class)
              .getDeclaringClass()
          != Layer.class;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("every layer has this method", e);
    }
  }

  /** Null where the record can't be looked into: then transforms can't either. */
  private static @Nullable Object value(Record record, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (InaccessibleObjectException | ReflectiveOperationException e) {
      return null;
    }
  }

  private TreeException lost(Layer inner, String place) {
    String name = root.getClass().getSimpleName();
    return new TreeException(
        "layer: a layer must override trainAndUpdate if training moves the state of a layer within"
            + " it, got "
            + name
            + ", which does not, with '"
            + place
            + "' of "
            + inner.getClass().getSimpleName()
            + "; call the inner trainAndUpdate and return a "
            + name
            + " of the layers that it gives, or return this one where the state is to stay");
  }
}
