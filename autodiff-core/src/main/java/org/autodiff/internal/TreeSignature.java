package org.autodiff.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.autodiff.RandomKey;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.jspecify.annotations.Nullable;

/**
 * What a function that is staged may depend on besides the elements of its argument: the structure
 * of the tree, the types of its tensors, and what the tree carries besides tensors.
 */
public final class TreeSignature {
  private static final Object ABSENT = new Object();

  private final List<@Nullable Object> parts = new ArrayList<>();
  private final List<Tensor> tensors = new ArrayList<>();

  private TreeSignature() {}

  /** {@return the signature of a tree} */
  public static TreeSignature of(@Nullable Object tree) {
    TreeSignature signature = new TreeSignature();
    signature.add(tree, Place.ROOT, false);
    return signature;
  }

  /** {@return all tensors of the tree, leaves and state, in order} */
  public List<Tensor> tensors() {
    return tensors;
  }

  private void add(@Nullable Object tree, Place place, boolean carried) {
    if (tree instanceof Tensor tensor) {
      parts.add(tensor.type());
      tensors.add(tensor);
      return;
    }
    if (tree instanceof RandomKey key) {
      parts.add(RandomKey.class);
      parts.add(key.words().type());
      tensors.add(key.words());
      return;
    }
    TreeNode node = TreeWalk.open(tree, place, carried);
    if (node == null) {
      parts.add(tree); // carried along, and made of no parts
      return;
    }
    parts.add(Objects.requireNonNull(tree).getClass());
    parts.add(node.children.length);
    for (int i = 0; i < node.children.length; i++) {
      Object child = node.children[i];
      TreeNode.Role role = node.role(i);
      parts.add(node.key(i));
      if (role == TreeNode.Role.CONFIGURATION) {
        parts.add(child);
      } else if (child == null && node.mayLackChildren()) {
        parts.add(ABSENT);
      } else {
        add(child, node.place(place, i), carried || role == TreeNode.Role.CARRIED);
      }
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TreeSignature signature && parts.equals(signature.parts);
  }

  @Override
  public int hashCode() {
    return parts.hashCode();
  }

  /**
   * What differs from another signature, in words.
   *
   * @param before the other
   */
  public String changeFrom(TreeSignature before) {
    int n = Math.min(parts.size(), before.parts.size());
    for (int i = 0; i < n; i++) {
      if (!Objects.equals(parts.get(i), before.parts.get(i))) {
        return text(before.parts.get(i)) + " became " + text(parts.get(i));
      }
    }
    return "the structure changed";
  }

  private static String text(@Nullable Object part) {
    return part instanceof TensorType || part instanceof Number || part instanceof String
        ? part.toString()
        : part instanceof Class<?> type ? "a " + type.getSimpleName() : "a " + part;
  }
}
