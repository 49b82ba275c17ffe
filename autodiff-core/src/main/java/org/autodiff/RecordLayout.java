package org.autodiff;

import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
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
  private final boolean[] configuration;
  private final Constructor<?> constructor;

  /** Makes a new component from an old one. */
  interface ComponentFunction {
    Object apply(@Nullable Object component, String path);
  }

  private RecordLayout(Class<?> type) {
    this.type = type;
    RecordComponent[] components = type.getRecordComponents();
    names = new String[components.length];
    accessors = new Method[components.length];
    configuration = new boolean[components.length];
    Class<?>[] types = new Class<?>[components.length];
    try {
      for (int i = 0; i < components.length; i++) {
        names[i] = components[i].getName();
        types[i] = components[i].getType();
        accessors[i] = components[i].getAccessor();
        accessors[i].setAccessible(true);
        configuration[i] =
            components[i].isAnnotationPresent(Static.class) || isConfiguration(types[i]);
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

  private static boolean isConfiguration(Class<?> type) {
    return type == boolean.class
        || type == int.class
        || type == long.class
        || type == String.class
        || type.isEnum();
  }

  Object map(Record record, String path, ComponentFunction function) {
    @Nullable Object[] components = new @Nullable Object[accessors.length];
    try {
      for (int i = 0; i < components.length; i++) {
        Object component = accessors[i].invoke(record);
        components[i] =
            configuration[i] ? component : function.apply(component, path + "." + names[i]);
      }
      return constructor.newInstance(components);
    } catch (InvocationTargetException e) {
      throw new TreeException(
          "tree: a record must accept any tensors in its constructor, got "
              + e.getCause()
              + " from "
              + type.getName()
              + "; relax the check: transforms build records of gradients and of traced tensors",
          e);
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
