package org.autodiff.examples;

import static org.autodiff.Autodiff.grad;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.autodiff.DType;
import org.autodiff.Shape;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.Tree;
import org.autodiff.graph.Explanation;
import org.autodiff.nn.Losses;

/** Functions whose compiled form is worth a look, each of some size. */
enum CompiledExample {
  SOFTMAX(
      "the gradient of softmax regression, 20 features and 10 classes", "examples", 256, 65_536) {
    @Override
    Explanation explain(int size, DType dtype) {
      Regression start = new Regression(ones(dtype, 20, 10), ones(dtype, 10));
      Sample<Regression> sample =
          new Sample<>(start, ones(dtype, size, 20), Tensor.zeros(size).to(dtype));
      return Explanation.of(
          s -> grad((Regression r) -> r.loss(s.x(), s.y())).apply(s.parameters()), sample);
    }
  },
  MLP("a training step of a network 8-32-1, by gradient descent", "examples", 256, 65_536) {
    @Override
    Explanation explain(int size, DType dtype) {
      Mlp start = new Mlp(ones(dtype, 8, 32), ones(dtype, 32), ones(dtype, 32, 1));
      Sample<Mlp> sample = new Sample<>(start, ones(dtype, size, 8), ones(dtype, size, 1));
      return Explanation.of(
          s -> {
            Mlp gradient = grad((Mlp net) -> net.loss(s.x(), s.y())).apply(s.parameters());
            return Tree.zip((w, g) -> w.sub(g.mul(0.1)), s.parameters(), gradient);
          },
          sample);
    }
  },
  DETERMINANT("the gradient of a determinant by cofactors", "rows", 4, 8) {
    @Override
    Explanation explain(int size, DType dtype) {
      List<Integer> columns = new ArrayList<>();
      for (int j = 0; j < size; j++) {
        columns.add(j);
      }
      return Explanation.of(grad(a -> minor(a, 0, columns)), ones(dtype, size, size));
    }
  };

  private record Sample<P>(P parameters, Tensor x, Tensor y) {}

  private record Regression(Tensor weight, Tensor bias) {
    Tensor loss(Tensor x, Tensor labels) {
      return Losses.crossEntropy(x.matmul(weight).add(bias), labels);
    }
  }

  private record Mlp(Tensor w1, Tensor b1, Tensor w2) {
    Tensor loss(Tensor x, Tensor y) {
      return x.matmul(w1).add(b1).tanh().matmul(w2).sub(y).square().mean();
    }
  }

  private final String title;
  private final String unit;
  private final int defaultSize;
  private final int largest;

  CompiledExample(String title, String unit, int defaultSize, int largest) {
    this.title = title;
    this.unit = unit;
    this.defaultSize = defaultSize;
    this.largest = largest;
  }

  /** Compiles the example for tensors of a size and type. */
  abstract Explanation explain(int size, DType dtype);

  /** {@return the name by which it is asked for} */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it is, with its size. */
  String title(int size) {
    return title + ", " + size + " " + unit;
  }

  int defaultSize() {
    return defaultSize;
  }

  int largest() {
    return largest;
  }

  private static Tensor ones(DType dtype, int... dims) {
    return Tensor.full(1, new TensorType(Shape.of(dims), dtype));
  }

  /** The determinant of the rows from one on and some of the columns, along the first row. */
  private static Tensor minor(Tensor a, int row, List<Integer> columns) {
    if (columns.size() == 1) {
      return a.get(row, columns.get(0));
    }
    Tensor sum = Tensor.scalar(0, a.dtype());
    for (int k = 0; k < columns.size(); k++) {
      Integer column = columns.get(k);
      List<Integer> others = columns.stream().filter(other -> !other.equals(column)).toList();
      Tensor element = a.get(row, column);
      Tensor term = element.mul(minor(a, row + 1, others));
      sum = k == 0 ? term : k % 2 == 0 ? sum.add(term) : sum.sub(term);
    }
    return sum;
  }
}
