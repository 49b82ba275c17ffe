package org.autodiff.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.autodiff.Shaping;
import org.autodiff.Tensor;
import org.autodiff.Tree;

/** Central differences: what derivatives are held to. */
final class Differences {
  private Differences() {}

  /** {@return the gradient of a scalar function of a tree, (f(x + h) − f(x − h))/2h by entry} */
  static <A> A gradient(Function<A, Tensor> f, A point, double step) {
    List<Tensor> leaves = Tree.leaves(point);
    List<Tensor> gradient = new ArrayList<>();
    for (int leaf = 0; leaf < leaves.size(); leaf++) {
      double[] slopes = new double[leaves.get(leaf).size()];
      for (int i = 0; i < slopes.length; i++) {
        double above = f.apply(moved(point, leaf, i, step)).item();
        double below = f.apply(moved(point, leaf, i, -step)).item();
        slopes[i] = (above - below) / (2 * step);
      }
      gradient.add(Tensor.of(slopes, leaves.get(leaf).shape().dims()));
    }
    return Tree.rebuild(point, gradient);
  }

  /** {@return the Jacobian of a function of vectors, a column at a time} */
  static Tensor jacobian(Function<Tensor, Tensor> f, Tensor x) {
    Tensor[] columns = new Tensor[x.size()];
    for (int j = 0; j < columns.length; j++) {
      double step = Math.cbrt(Math.ulp(1.0)) * Math.max(1, Math.abs(x.get(j).item()));
      Tensor above = f.apply(moved(x, 0, j, step));
      columns[j] = above.sub(f.apply(moved(x, 0, j, -step))).div(2 * step);
    }
    return Shaping.stack(1, columns);
  }

  /** {@return the largest difference between two trees, 0 where they are equal} */
  static double largest(Object a, Object b) {
    List<Tensor> x = Tree.leaves(a);
    List<Tensor> y = Tree.leaves(b);
    double largest = 0;
    for (int i = 0; i < x.size(); i++) {
      largest = Math.max(largest, x.get(i).sub(y.get(i)).abs().max().item());
    }
    return largest;
  }

  private static <A> A moved(A point, int leaf, int i, double step) {
    List<Tensor> leaves = new ArrayList<>(Tree.leaves(point));
    double[] elements = leaves.get(leaf).toDoubles();
    elements[i] += step;
    leaves.set(leaf, Tensor.of(elements, leaves.get(leaf).shape().dims()));
    return Tree.rebuild(point, leaves);
  }
}
