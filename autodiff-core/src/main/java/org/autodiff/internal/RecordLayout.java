package org.autodiff.internal;

import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.autodiff.NoGradient;
import org.autodiff.Tensor;
import org.autodiff.TreeException;
import org.jspecify.annotations.Nullable;

/** How the records of one class are taken apart and put together again. */
final class RecordLayout {
  private static final ClassValue<RecordLayout> LAYOUTS =
      new ClassValue<>() {
        @Override
        protected RecordLayout computeValue(Class<?> type) {
          return new RecordLayout(type);
        }
      };

  private final Class<?> type;
  private final String[] names;
  private final Method[] accessors;
  private final TreeNode.Role[] roles;
  private final Constructor<?> constructor;

  private RecordLayout(Class<?> type) {
    this.type = type;
    RecordComponent[] components = type.getRecordComponents();
    names = new String[components.length];
    accessors = new Method[components.length];
    roles = new TreeNode.Role[components.length];
    Class<?>[] types = new Class<?>[components.length];
    try {
      for (int i = 0; i < components.length; i++) {
        names[i] = components[i].getName();
        types[i] = components[i].getType();
        accessors[i] = components[i].getAccessor();
        accessors[i].setAccessible(true);
        roles[i] = role(components[i]);
      }
      constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
    } catch (NoSuchMethodException | InaccessibleObjectException e) {
      throw inaccessible(e);
    }
  }

  static RecordLayout of(Class<?> type) {
    return LAYOUTS.get(type);
  }

  /** Whether the records of a class can be taken apart and built. */
  static boolean isAccessible(Class<?> type) {
    try {
      RecordLayout layout = of(type);
      return layout.type == type;
    } catch (TreeException e) {
      return false;
    }
  }

  private static TreeNode.Role role(RecordComponent component) {
    Class<?> type = component.getType();
    if (type == boolean.class
        || type == int.class
        || type == long.class
        || type == String.class
        || type.isEnum()) {
      return TreeNode.Role.CONFIGURATION;
    }
    if (!component.isAnnotationPresent(NoGradient.class)) {
      return TreeNode.Role.DATA;
    }
    return mayHoldTensors(component.getGenericType())
        ? TreeNode.Role.CARRIED
        : TreeNode.Role.CONFIGURATION;
  }

  /** Whether a value of the type can be a tensor or a container of some: if in doubt, it can. */
  private static boolean mayHoldTensors(Type type) {
    if (type instanceof Class<?> plain) {
      return plain.isArray()
          ? mayHoldTensors(plain.getComponentType())
          : Tensor.class.isAssignableFrom(plain)
              || plain.isRecord()
              || plain == Optional.class
              || !(plain.isPrimitive() || plain.isEnum() || Modifier.isFinal(plain.getModifiers()));
    }
    if (type instanceof ParameterizedType container) {
      Type raw = container.getRawType();
      return !(raw == List.class || raw == Map.class || raw == Optional.class)
          || Arrays.stream(container.getActualTypeArguments())
              .anyMatch(RecordLayout::mayHoldTensors);
    }
    return true;
  }

  TreeNode.Role role(int component) {
    return roles[component];
  }

  String name(int component) {
    return names[component];
  }

  @Nullable Object[] components(Object record) {
    @Nullable Object[] components = new @Nullable Object[accessors.length];
    for (int i = 0; i < components.length; i++) {
      components[i] = component(record, i);
    }
    return components;
  }

  private @Nullable Object component(Object record, int number) {
    try {
      return accessors[number].invoke(record);
    } catch (InvocationTargetException e) {
      throw rejected(e);
    } catch (ReflectiveOperationException e) {
      throw inaccessible(e);
    }
  }

  Object construct(@Nullable Object[] components) {
    try {
      return constructor.newInstance(components);
    } catch (InvocationTargetException e) {
      throw rejected(e);
    } catch (IllegalArgumentException e) {
      throw new TreeException(
          "tree: record components must be declared as Tensor, List, Map, record or array, got "
              + e.getMessage()
              + " in "
              + type.getName()
              + "; declare the interface, not an implementation",
          e);
    } catch (ReflectiveOperationException e) {
      throw inaccessible(e);
    }
  }

  /**
   * Checks that a record has kept the tensors that its constructor was given. One that changes them
   * computes on traced tensors and changes gradients, and derivatives would be wrong silently. It
   * may depend on the values, so every record that is built is asked; most answer by identity.
   */
  void requireKept(Object record, @Nullable Object[] given) {
    for (int i = 0; i < given.length; i++) {
      if (roles[i] == TreeNode.Role.CONFIGURATION) {
        continue;
      }
      Object got = component(record, i);
      if (got != given[i] && !TreeWalk.isKept(given[i], got, roles[i])) {
        throw new TreeException(
            "tree: a record must keep the tensors that its constructor is given, since transforms"
                + " build it of traced tensors and of gradients, got other ones back from component"
                + " '"
                + names[i]
                + "' of "
                + type.getName()
                + "; normalize or convert in a static factory method, or where the tensor is used");
      }
    }
  }

  private TreeException rejected(InvocationTargetException e) {
    return new TreeException(
        "tree: a record must accept any tensors in its constructor, got "
            + e.getCause()
            + " from "
            + type.getName()
            + "; relax the check: transforms build records of gradients and of traced tensors",
        e);
  }

  private TreeException inaccessible(Exception e) {
    return new TreeException(
        "tree: records must be accessible, got "
            + type.getName()
            + " ("
            + e.getMessage()
            + "); open its package to org.autodiff.core in module-info",
        e);
  }
}
