package org.autodiff.internal;

import java.util.IdentityHashMap;
import java.util.List;
import org.autodiff.NoGradient;
import org.autodiff.RandomKey;
import org.autodiff.Tensor;
import org.autodiff.TreeException;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a tree: reads its tensors, puts others in their place, pairs them with another's.
 */
public final class TreeWalk {
  /** More levels than any model has, and few enough for every stack. */
  private static final int MAX_DEPTH = 1000;

  private TreeWalk() {}

  /** What a tensor is in its tree. */
  public enum Kind {
    /** A leaf: what derivatives are taken with respect to. */
    LEAF,
    /** The words of a {@link RandomKey}: data, mapped over by vmap, without a derivative. */
    KEY,
    /** In a component marked {@link NoGradient}: state that transforms carry along. */
    CARRIED,
    /** The words of a key in a component marked {@link NoGradient}. */
    CARRIED_KEY;

    public boolean isKey() {
      return this == KEY || this == CARRIED_KEY;
    }

    public boolean isCarried() {
      return this == CARRIED || this == CARRIED_KEY;
    }
  }

  /** Is called with each tensor. */
  public interface Reader {
    void read(Tensor tensor, Kind kind, Place place);
  }

  /** Gives the tensor that takes the place of another, or that one again. */
  public interface Rewriter {
    Tensor rewrite(Tensor tensor, Kind kind, Place place);
  }

  /** Shows the leaves and keys; nothing is built. */
  public static void readData(@Nullable Object tree, Reader reader) {
    read(tree, Place.ROOT, false, false, reader);
  }

  /** Shows all tensors, also those of components marked {@link NoGradient}. */
  public static void readAll(@Nullable Object tree, Reader reader) {
    read(tree, Place.ROOT, true, false, reader);
  }

  private static void read(
      @Nullable Object tree, Place place, boolean all, boolean carried, Reader reader) {
    if (tree instanceof Tensor tensor) {
      reader.read(tensor, carried ? Kind.CARRIED : Kind.LEAF, place);
      return;
    }
    if (tree instanceof RandomKey key) {
      reader.read(key.words(), carried ? Kind.CARRIED_KEY : Kind.KEY, place);
      return;
    }
    TreeNode node = open(tree, place, carried);
    if (node == null) {
      return;
    }
    for (int i = 0; i < node.children.length; i++) {
      Object child = node.children[i];
      TreeNode.Role role = node.role(i);
      boolean skipped =
          role == TreeNode.Role.CONFIGURATION
              || (role == TreeNode.Role.CARRIED && !all)
              || (child == null && node.mayLackChildren());
      if (!skipped) {
        boolean below = carried || role == TreeNode.Role.CARRIED;
        read(child, node.place(place, i), all, below, reader);
      }
    }
  }

  /** Takes a tree apart; what is carried along need not be one, and then is not looked into. */
  static @Nullable TreeNode open(@Nullable Object tree, Place place, boolean carried) {
    requireDepth(place.depth(), tree);
    if (carried) {
      if (tree == null || (tree instanceof Record && !RecordLayout.isAccessible(tree.getClass()))) {
        return null;
      }
      return TreeNode.of(tree);
    }
    TreeNode node = tree == null ? null : TreeNode.of(tree);
    if (node == null) {
      throw unsupported(tree, place);
    }
    return node;
  }

  /** The tree with other leaves and keys. */
  public static <T> T rewriteData(T tree, Rewriter rewriter) {
    return cast(rewrite(tree, Place.ROOT, false, false, rewriter));
  }

  /** The tree with other tensors, also in components marked {@link NoGradient}. */
  public static <T> T rewriteAll(T tree, Rewriter rewriter) {
    return cast(rewrite(tree, Place.ROOT, true, false, rewriter));
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T> T cast(Object tree) {
    return (T) tree;
  }

  private static Object rewrite(
      @Nullable Object tree, Place place, boolean all, boolean carried, Rewriter rewriter) {
    if (tree instanceof Tensor tensor) {
      return rewriter.rewrite(tensor, carried ? Kind.CARRIED : Kind.LEAF, place);
    }
    if (tree instanceof RandomKey key) {
      Tensor words = rewriter.rewrite(key.words(), carried ? Kind.CARRIED_KEY : Kind.KEY, place);
      return words == key.words() ? key : new RandomKey(words);
    }
    TreeNode node = open(tree, place, false);
    if (tree == null || node == null) {
      throw new IllegalStateException("what is no tree has been refused");
    }
    @Nullable Object[] children = new @Nullable Object[node.children.length];
    boolean same = carried;
    for (int i = 0; i < children.length; i++) {
      Object child = node.children[i];
      TreeNode.Role role = node.role(i);
      boolean below = carried || role == TreeNode.Role.CARRIED;
      boolean kept =
          role == TreeNode.Role.CONFIGURATION
              || (role == TreeNode.Role.CARRIED && !all)
              || (child == null && node.mayLackChildren())
              || (below && open(child, place, true) == null && !isLeaf(child));
      children[i] = kept ? child : rewrite(child, node.place(place, i), all, below, rewriter);
      same &= children[i] == child;
    }
    // what is carried along and holds no other tensors stays the very object that it was
    return same ? tree : node.with(children);
  }

  private static boolean isLeaf(@Nullable Object tree) {
    return tree instanceof Tensor || tree instanceof RandomKey;
  }

  /** Is called with the tensors of two trees that stand at the same place. */
  public interface PairReader {
    void read(Tensor first, Tensor second);
  }

  /**
   * Shows the leaves of two trees pair by pair, in the order of the first: entries of maps are
   * paired by key, components by name.
   *
   * @return whether the trees have the same structure
   */
  public static boolean pair(@Nullable Object a, @Nullable Object b, PairReader reader) {
    return pair(a, b, 0, reader);
  }

  private static boolean pair(
      @Nullable Object a, @Nullable Object b, int depth, PairReader reader) {
    requireDepth(depth, a);
    if (a == null || b == null) {
      return a == b;
    }
    if (a instanceof Tensor x && b instanceof Tensor y) {
      reader.read(x, y);
      return true;
    }
    if (isLeaf(a) || isLeaf(b)) {
      return a instanceof RandomKey && b instanceof RandomKey;
    }
    TreeNode x = TreeNode.of(a);
    TreeNode y = TreeNode.of(b);
    if (x == null || y == null || !x.isLike(y) || x.children.length != y.children.length) {
      return false;
    }
    for (int i = 0; i < x.children.length; i++) {
      if (x.role(i) == TreeNode.Role.DATA) {
        int fellow = y.find(x.key(i), i);
        if (fellow < 0 || !pair(x.children[i], y.children[fellow], depth + 1, reader)) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * Whether a record gives back the very tensors that its constructor was given for a component:
   * the containers around them may be others, as with {@code List.copyOf}.
   */
  static boolean isKept(@Nullable Object given, @Nullable Object got, TreeNode.Role role) {
    if (given == got || role == TreeNode.Role.CONFIGURATION) {
      return true;
    }
    if (given instanceof RandomKey a && got instanceof RandomKey b) {
      return a.words() == b.words();
    }
    TreeNode a = given == null || isLeaf(given) ? null : TreeNode.of(given);
    TreeNode b = got == null || isLeaf(got) ? null : TreeNode.of(got);
    if (a == null || b == null || role == TreeNode.Role.CARRIED) {
      return holdSameTensors(given, got);
    }
    if (!a.isLike(b) || a.children.length != b.children.length) {
      return false;
    }
    for (int i = 0; i < a.children.length; i++) {
      int fellow = b.find(a.key(i), i);
      if (fellow < 0 || !isKept(a.children[i], b.children[fellow], a.role(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean holdSameTensors(@Nullable Object a, @Nullable Object b) {
    IdentityHashMap<Tensor, Integer> counts = new IdentityHashMap<>();
    read(a, Place.ROOT, true, true, (tensor, kind, place) -> counts.merge(tensor, 1, Integer::sum));
    read(
        b, Place.ROOT, true, true, (tensor, kind, place) -> counts.merge(tensor, -1, Integer::sum));
    return counts.values().stream().allMatch(count -> count == 0);
  }

  /** Refuses a container that contains itself, before the stack overflows. */
  private static void requireDepth(int depth, @Nullable Object tree) {
    if (depth > MAX_DEPTH) {
      throw new TreeException(
          "tree: it must not contain itself, and have at most "
              + MAX_DEPTH
              + " levels, got more, with "
              + (tree == null ? "null" : tree.getClass().getName())
              + " below them; put in a copy of a container, or flatten the tree");
    }
  }

  private static TreeException unsupported(@Nullable Object tree, Place place) {
    return new TreeException(
        "tree: arguments and results must be tensors or random keys, or records, lists, maps,"
            + " arrays or Optionals of them, got "
            + (tree == null ? "null" : tree.getClass().getName())
            + (place == Place.ROOT ? "" : " at '" + place + "'")
            + (tree == null
                ? "; leave it out, or put it in a component of a record or in an Optional"
                : "; wrap numbers in Tensor.scalar or Tensor.of, or mark a record component"
                    + " @NoGradient"));
  }

  public static TreeException differentStructure(String operator, List<String> a, List<String> b) {
    return new TreeException(
        operator
            + ": the trees must have the same structure, got leaves at "
            + a
            + " and at "
            + b
            + "; build the one like the other, for example with Tree.map");
  }
}
