package org.autodiff.nn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.autodiff.Tensor;
import org.autodiff.Tree;
import org.autodiff.ValueException;
import org.autodiff.io.Npz;
import org.autodiff.io.Safetensors;
import org.jspecify.annotations.Nullable;

/**
 * Saves and loads trees: parameters, or parameters with the state of their optimizer, from which
 * training goes on as if it had never stopped. Their state (tensors in components marked {@link
 * org.autodiff.NoGradient}, such as running statistics, and random keys) is in the file too. The
 * name of a file tells its format: {@code .safetensors} or {@code .npz}, both readable from Python.
 * Tensors are named by their path in the tree, as {@code .layers[0].w} or {@code {key}.w} in a map;
 * two tensors of one name are refused.
 */
public final class Checkpoint {
  private static final int SHOWN = 3; // names in a message

  private Checkpoint() {}

  /**
   * Writes the tensors of a tree. The file appears whole or not at all.
   *
   * @param path the file
   * @param tree the tree
   * @throws IOException if it cannot be written
   * @throws ValueException if the name has no known format, its folder does not exist, or the name
   *     of a tensor is no valid Unicode; nothing is written then
   * @throws org.autodiff.TreeException if two tensors have one name, as by map keys that print
   *     alike; nothing is written then
   */
  public static void save(Path path, Object tree) throws IOException {
    requireFormat(path);
    requireFolder(path);
    Map<String, Tensor> tensors = tensors(tree);
    Path part = path.resolveSibling(path.getFileName() + ".part");
    try {
      if (isNpz(path)) {
        Npz.write(part, tensors);
      } else {
        Safetensors.write(part, tensors);
      }
      Files.move(part, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /**
   * {@return a tree with the tensors of a file}
   *
   * @param <T> the type of the tree
   * @param path the file
   * @param like a tree of the same structure, with tensors of the same types
   * @throws IOException if it cannot be read
   * @throws ValueException if the file is broken or has other tensors
   * @throws org.autodiff.TreeException if two tensors of the tree have one name
   */
  public static <T> T load(Path path, T like) throws IOException {
    requireFormat(path);
    Map<String, Tensor> tensors = isNpz(path) ? Npz.read(path) : Safetensors.read(path);
    requireNames(tensors(like).keySet(), tensors.keySet());
    Map<String, Tensor> fitting = new LinkedHashMap<>();
    Tree.tensors(like)
        .forEach(
            (place, tensor) -> {
              String name = name(place);
              fitting.put(place, fitting(name, tensor, tensors.get(name)));
            });
    return Tree.withTensors(like, fitting);
  }

  /** Refuses a file that lacks tensors of the tree or has more. */
  private static void requireNames(Set<String> tree, Set<String> file) {
    Set<String> missing = new LinkedHashSet<>(tree);
    missing.removeAll(file);
    Set<String> extra = new LinkedHashSet<>(file);
    extra.removeAll(tree);
    if (!missing.isEmpty() || !extra.isEmpty()) {
      throw new ValueException(
          "checkpoint: the file must have the tensors of the tree, got "
              + file.size()
              + " for "
              + tree.size()
              + some(", without ", missing)
              + some(", with unknown ", extra)
              + "; load it into the model that was saved");
    }
  }

  /** The first few names. */
  private static String some(String start, Set<String> names) {
    if (names.isEmpty()) {
      return "";
    }
    String first = names.stream().limit(SHOWN).collect(Collectors.joining(", ", start, ""));
    return names.size() > SHOWN ? first + " and " + (names.size() - SHOWN) + " more" : first;
  }

  private static Tensor fitting(String name, Tensor old, @Nullable Tensor tensor) {
    if (tensor == null || !tensor.type().equals(old.type())) {
      throw new ValueException(
          "checkpoint: "
              + name
              + " must be "
              + old.type()
              + ", got "
              + (tensor == null ? "none" : tensor.type())
              + "; load it into the model that was saved");
    }
    return tensor;
  }

  /** The tensors of a tree by name, leaves and state, in its order. */
  private static Map<String, Tensor> tensors(Object tree) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    Tree.tensors(tree).forEach((path, tensor) -> tensors.put(name(path), tensor));
    return tensors;
  }

  private static String name(String path) {
    return path.isEmpty() ? "tensor" : path; // a tensor alone has no path
  }

  private static boolean isNpz(Path path) {
    return path.toString().endsWith(".npz");
  }

  private static void requireFolder(Path path) {
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      throw new ValueException(
          "checkpoint: the file must be in a folder that exists, got '"
              + path
              + "' without the folder '"
              + folder
              + "'; make it first: Files.createDirectories");
    }
  }

  private static void requireFormat(Path path) {
    if (!isNpz(path) && !path.toString().endsWith(".safetensors")) {
      throw new ValueException(
          "checkpoint: the file must end in .safetensors or .npz, got '" + path + "'; rename it");
    }
  }
}
