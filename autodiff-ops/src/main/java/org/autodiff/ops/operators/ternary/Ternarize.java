package org.autodiff.ops.operators.ternary;

import java.util.Arrays;
import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.Operands;
import org.autodiff.extend.SingleResultOperator;
import org.autodiff.ops.Ternarization;
import org.autodiff.ops.operators.LayerOperands;
import org.autodiff.ops.operators.quantized.Quantizer;
import org.jspecify.annotations.Nullable;

/**
 * Latent weights replaced by {@code s·t}; the derivative is the identity (straight-through), or
 * passes only where {@code |w| ≤ clip}. See {@code Ternary.ternarize}.
 *
 * @param method how
 * @param columns whether each column has its own scale
 * @param clip where the derivative passes; infinite where it always does
 * @param examples the number of axes in front that are examples of their own, each with its scale
 */
public record Ternarize(Ternarization method, boolean columns, double clip, int examples)
    implements SingleResultOperator {
  private static final double SMALLEST = 1e-5;

  @Override
  public String name() {
    return "ternarize";
  }

  @Override
  public TensorType inferResult(TensorType[] operands) {
    Operands.requireCount(operands, 1, name());
    LayerOperands.requireRank(operands[0], examples + (columns ? 2 : 0), "w", name());
    return operands[0];
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor result) {
    double[] w = operands[0].toDoubles();
    Quantizer.magnitudes(operands[0].contiguous(), 1, 1, name()); // requires finite values
    int width = columns ? result.shape().dim(-1) : 1;
    int groups = 1;
    for (int i = 0; i < examples; i++) {
      groups *= result.shape().dim(i);
    }
    int count = w.length == 0 ? 0 : w.length / groups / width;
    double[] part = new double[count];
    byte[] t = new byte[count];
    for (int g = 0; g < groups && count > 0; g++) {
      for (int column = 0; column < width; column++) {
        int from = g * count * width + column;
        for (int i = 0; i < count; i++) {
          part[i] = w[from + i * width];
        }
        double scale = ternarize(part, t);
        for (int i = 0; i < count; i++) {
          w[from + i * width] = scale * t[i];
        }
      }
    }
    if (result.dtype() == DType.FLOAT64) {
      System.arraycopy(w, 0, TensorArrays.doubles(result), 0, w.length);
    } else {
      float[] y = TensorArrays.floats(result);
      for (int i = 0; i < w.length; i++) {
        y[i] = (float) w[i];
      }
    }
  }

  /**
   * Ternarizes finite numbers.
   *
   * @param w the numbers
   * @param t their ternary values, to be written
   * @return the scale; 0 where all t are 0 and nothing else follows
   */
  private double ternarize(double[] w, byte[] t) {
    return switch (method) {
      case ABSMEAN -> rounded(Math.max(mean(w), SMALLEST), w, t);
      case THRESHOLD -> signsAbove(0.7 * mean(w), w, t);
      case LEAST_SQUARES -> signsAbove(Math.nextDown(leastKept(w)), w, t);
    };
  }

  private static double mean(double[] w) {
    double mean = 0;
    for (double value : w) {
      mean += Math.abs(value) / w.length; // which does not overflow
    }
    return mean;
  }

  private static double rounded(double scale, double[] w, byte[] t) {
    for (int i = 0; i < w.length; i++) {
      t[i] = (byte) Math.clamp(Math.rint(w[i] / scale), -1, 1);
    }
    return scale;
  }

  /** The least magnitude that is not made 0, for the least sum of squared differences. */
  private static double leastKept(double[] w) {
    double[] sizes = new double[w.length];
    for (int i = 0; i < w.length; i++) {
      sizes[i] = Math.abs(w[i]);
    }
    Arrays.sort(sizes);
    double sum = 0;
    double most = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = w.length - 1; i >= 0; i--) {
      sum += sizes[i];
      double gain = sum * (sum / (w.length - i));
      if (gain > most) {
        most = gain;
        least = sizes[i];
      }
    }
    return least;
  }

  private static double signsAbove(double threshold, double[] w, byte[] t) {
    int count = 0;
    for (int i = 0; i < w.length; i++) {
      t[i] = (byte) (Math.abs(w[i]) > threshold ? Math.signum(w[i]) : 0);
      count += Math.abs(t[i]);
    }
    double scale = 0;
    for (int i = 0; i < w.length && count > 0; i++) {
      scale += t[i] * w[i] / count;
    }
    return scale;
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    Tensor w = operands[0];
    return new @Nullable LinearMap[] {
      clip == Double.POSITIVE_INFINITY
          ? LinearMap.identity()
          : LinearMap.scale(() -> w.abs().le(Tensor.scalar(clip, w.dtype())))
    };
  }

  @Override
  public Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
    return new Ternarize(method, columns, clip, examples + 1).apply(operands);
  }
}
