package org.autodiff.nn;

import org.autodiff.DType;
import org.autodiff.RandomKey;
import org.autodiff.Shape;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.ops.Decompositions;

/** First weights [in, out], from a key. */
public final class Initializations {
  private Initializations() {}

  private static TensorType type(int in, int out, DType dtype) {
    return new TensorType(Shape.of(in, out), dtype);
  }

  /**
   * {@return normal weights of variance 2/in, which keep the spread of activations through relu (He
   * et al. 2015)}
   *
   * @param in inputs
   * @param out outputs
   * @param dtype the element type
   * @param key the source
   */
  public static Tensor he(int in, int out, DType dtype, RandomKey key) {
    return normal(in, out, Math.sqrt(2.0 / in), dtype, key);
  }

  /**
   * {@return normal weights of variance 2/(in + out): a compromise between the spread of
   * activations and that of gradients (Glorot and Bengio 2010)}
   *
   * @param in inputs
   * @param out outputs
   * @param dtype the element type
   * @param key the source
   */
  public static Tensor xavier(int in, int out, DType dtype, RandomKey key) {
    return normal(in, out, Math.sqrt(2.0 / (in + out)), dtype, key);
  }

  /**
   * {@return normal weights}
   *
   * @param in inputs
   * @param out outputs
   * @param deviation their standard deviation
   * @param dtype the element type
   * @param key the source
   */
  public static Tensor normal(int in, int out, double deviation, DType dtype, RandomKey key) {
    return key.normal(type(in, out, dtype)).mul(deviation);
  }

  /**
   * {@return uniform weights}
   *
   * @param in inputs
   * @param out outputs
   * @param bound the largest magnitude: they lie from -bound to bound
   * @param dtype the element type
   * @param key the source
   */
  public static Tensor uniform(int in, int out, double bound, DType dtype, RandomKey key) {
    return key.uniform(type(in, out, dtype)).mul(2 * bound).sub(bound);
  }

  /**
   * {@return weights with orthonormal columns, or rows if there are more columns (Saxe et al.
   * 2014): the Q of a normal matrix}
   *
   * @param in inputs
   * @param out outputs
   * @param dtype the element type
   * @param key the source
   */
  public static Tensor orthogonal(int in, int out, DType dtype, RandomKey key) {
    int tall = Math.max(in, out);
    Tensor q =
        Decompositions.qr(key.normal(type(tall, Math.min(in, out), DType.FLOAT64))).q().to(dtype);
    return tall == in ? q : q.transpose();
  }
}
