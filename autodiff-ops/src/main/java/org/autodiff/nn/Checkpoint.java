package org.autodiff.nn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.autodiff.Tensor;
import org.autodiff.Tree;
import org.autodiff.ValueException;
import org.autodiff.io.Npz;
import org.autodiff.io.Safetensors;

/**
 * Trees in files: parameters, or parameters with the state of their optimizer, from which training
 * goes on as if it had never stopped. The name of a file says its format: {@code .safetensors} or
 * {@code .npz}, both readable from Python. Tensors are named by their path in the tree.
 */
public final class Checkpoint {
  private Checkpoint() {}

  /**
   * Writes the tensors of a tree. The file appears whole or not at all.
   *
   * @param path the file
   * @param tree the tree
   * @throws IOException if it cannot be written
   * @throws ValueException if the name has no known format
   */
  public static void save(Path path, Object tree) throws IOException {
    requireFormat(path);
    List<String> names = names(tree);
    List<Tensor> leaves = Tree.leaves(tree);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (int i = 0; i < leaves.size(); i++) {
      tensors.put(names.get(i), leaves.get(i));
    }
    Path part = path.resolveSibling(path.getFileName() + ".part");
    if (isNpz(path)) {
      Npz.write(part, tensors);
    } else {
      Safetensors.write(part, tensors);
    }
    Files.move(part, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * {@return a tree with the tensors of a file}
   *
   * @param <T> the type of the tree
   * @param path the file
   * @param like a tree of the same structure, with tensors of the same types
   * @throws IOException if it cannot be read
   * @throws ValueException if the file is broken or has other tensors
   */
  public static <T> T load(Path path, T like) throws IOException {
    requireFormat(path);
    Map<String, Tensor> tensors = isNpz(path) ? Npz.read(path) : Safetensors.read(path);
    List<String> names = names(like);
    List<Tensor> old = Tree.leaves(like);
    if (tensors.size() != names.size()) {
      throw new ValueException(
          "checkpoint: the file must have the tensors of the tree, got "
              + tensors.size()
              + " for "
              + names.size()
              + "; load it into the model that was saved");
    }
    List<Tensor> leaves = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Tensor tensor = tensors.get(names.get(i));
      if (tensor == null || !tensor.type().equals(old.get(i).type())) {
        throw new ValueException(
            "checkpoint: "
                + names.get(i)
                + " must be "
                + old.get(i).type()
                + ", got "
                + (tensor == null ? "none" : tensor.type())
                + "; load it into the model that was saved");
      }
      leaves.add(tensor);
    }
    return Tree.rebuild(like, leaves);
  }

  private static List<String> names(Object tree) {
    // a tensor alone has no path
    return Tree.paths(tree).stream().map(path -> path.isEmpty() ? "tensor" : path).toList();
  }

  private static boolean isNpz(Path path) {
    return path.toString().endsWith(".npz");
  }

  private static void requireFormat(Path path) {
    if (!isNpz(path) && !path.toString().endsWith(".safetensors")) {
      throw new ValueException(
          "checkpoint: the file must end in .safetensors or .npz, got '" + path + "'; rename it");
    }
  }
}
