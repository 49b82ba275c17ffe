package org.autodiff.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;

/**
 * Tensors as plain arrays of numbers: all elements of a list of tensors one after another, and the
 * arithmetic that checks need, in loops of their own rather than with the operators they check.
 */
final class Elements {
  private Elements() {}

  /** {@return the elements of all tensors, in row-major order} */
  static double[] of(List<Tensor> tensors) {
    if (tensors.size() == 1) {
      return tensors.get(0).toDoubles();
    }
    int n = 0;
    for (Tensor tensor : tensors) {
      n += tensor.size();
    }
    double[] out = new double[n];
    int at = 0;
    for (Tensor tensor : tensors) {
      System.arraycopy(tensor.toDoubles(), 0, out, at, tensor.size());
      at += tensor.size();
    }
    return out;
  }

  /** {@return a tensor of the given type with these elements, rounded to it} */
  static DenseTensor tensor(TensorType type, double... elements) {
    if (type.dtype() == DType.FLOAT64) {
      return TensorArrays.wrap(type, elements.clone());
    }
    float[] floats = new float[elements.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) elements[i];
    }
    return TensorArrays.wrap(type, floats);
  }

  /** {@return tensors of the types of the given ones, with other elements} */
  static List<Tensor> like(List<Tensor> tensors, double[] elements) {
    List<Tensor> out = new ArrayList<>(tensors.size());
    int at = 0;
    for (Tensor tensor : tensors) {
      double[] part = new double[tensor.size()];
      System.arraycopy(elements, at, part, 0, part.length);
      at += part.length;
      out.add(tensor(tensor.type(), part));
    }
    return out;
  }

  /** {@return tensors like the given ones, with short decimals from −1 to 1, none of them 0} */
  static List<Tensor> directions(List<Tensor> tensors, RandomGenerator random) {
    List<Tensor> out = new ArrayList<>(tensors.size());
    for (Tensor tensor : tensors) {
      double[] elements = new double[tensor.size()];
      for (int i = 0; i < elements.length; i++) {
        elements[i] = (1 + random.nextInt(10)) / 10.0 * (random.nextBoolean() ? 1 : -1);
      }
      out.add(tensor(tensor.type(), elements));
    }
    return out;
  }

  /** {@return tensors like the given ones, filled with one value} */
  static List<Tensor> filled(List<Tensor> tensors, double value) {
    List<Tensor> out = new ArrayList<>(tensors.size());
    for (Tensor tensor : tensors) {
      double[] elements = new double[tensor.size()];
      Arrays.fill(elements, value);
      out.add(tensor(tensor.type(), elements));
    }
    return out;
  }

  /** {@return x + t v, computed in float64 and rounded to the types of x} */
  static List<Tensor> moved(List<Tensor> x, double t, List<Tensor> v) {
    double[] at = of(x);
    double[] direction = of(v);
    for (int i = 0; i < at.length; i++) {
      at[i] += t * direction[i];
    }
    return like(x, at);
  }

  /** {@return the tensors with all elements converted to one element type} */
  static List<Tensor> converted(List<Tensor> tensors, DType dtype) {
    List<Tensor> out = new ArrayList<>(tensors.size());
    for (Tensor tensor : tensors) {
      out.add(tensor(new TensorType(tensor.shape(), dtype), tensor.toDoubles()));
    }
    return out;
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  static double absDot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs(a[i] * b[i]);
    }
    return sum;
  }

  static double norm(double[] a) {
    double max = maxAbs(a); // NaN where an element is
    if (max == 0 || !Double.isFinite(max)) {
      return max;
    }
    double sum = 0;
    for (double x : a) {
      sum += (x / max) * (x / max);
    }
    return max * Math.sqrt(sum);
  }

  static double maxAbs(double[] a) {
    double max = 0;
    for (double x : a) {
      max = Math.max(max, Math.abs(x));
    }
    return max;
  }

  /** {@return the position of the first element whose bits differ, or −1} */
  static int firstDifference(double[] a, double[] b) {
    if (a.length != b.length) {
      return Math.min(a.length, b.length);
    }
    for (int i = 0; i < a.length; i++) {
      if (Double.doubleToLongBits(a[i]) != Double.doubleToLongBits(b[i])) {
        return i;
      }
    }
    return -1;
  }

  /** {@return the largest distance of neighbouring numbers near 1, of the coarsest type} */
  static double epsilon(List<Tensor> tensors) {
    for (Tensor tensor : tensors) {
      if (tensor.dtype() == DType.FLOAT32) {
        return Math.ulp(1f);
      }
    }
    return Math.ulp(1.0);
  }

  /** {@return the tensors as messages print them: types, and elements where they are few} */
  static String describe(List<Tensor> tensors) {
    StringBuilder out = new StringBuilder();
    for (Tensor tensor : tensors) {
      out.append(out.isEmpty() ? "" : ", ").append(tensor.type());
      if (tensor.size() > 0 && tensor.size() <= 24) {
        out.append(' ').append(Arrays.toString(tensor.toDoubles()));
      }
    }
    return out.toString();
  }
}
