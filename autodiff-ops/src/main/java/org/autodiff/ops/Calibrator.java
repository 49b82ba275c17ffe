package org.autodiff.ops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.autodiff.DenseTensor;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.ValueException;
import org.autodiff.ops.operators.LayerOperands;
import org.autodiff.ops.operators.quantized.Quantizer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the scales of quantization from batches of data. By the largest magnitude seen, or by a
 * percentile of all magnitudes seen, which leaves the rest beyond the range. Not thread-safe.
 *
 * {@snippet :
 * Calibrator calibrator = Calibrator.largest(8, ScaleSharing.TENSOR);
 * calibrator.observe(first);
 * calibrator.observe(second);
 * Calibration calibration = calibrator.calibration();
 * }
 */
public final class Calibrator {
  private static final String NAME = "calibration";

  private final int bits;
  private final ScaleSharing sharing;
  private final double percentile; // 100: only the largest magnitudes are kept
  private final List<double[]> kept = new ArrayList<>(); // elements of all batches, row by row
  private double @Nullable [] largest;

  private Calibrator(int bits, ScaleSharing sharing, double percentile) {
    this.bits = bits;
    this.sharing = sharing;
    this.percentile = percentile;
  }

  /**
   * {@return a calibrator by the largest magnitude}
   *
   * @param bits the bits of a code, 2 to 8
   * @param sharing TENSOR, or COLUMN for a scale for each position of the last axis
   * @throws ValueException if bits are not 2 to 8, or sharing is ROW
   */
  public static Calibrator largest(int bits, ScaleSharing sharing) {
    return percentile(bits, sharing, 100);
  }

  /**
   * {@return a calibrator by a percentile of the magnitudes: the smallest magnitude that at least
   * so many percent do not exceed}
   *
   * <p>It keeps all the data until {@link #calibration}, unless the percentile is 100.
   *
   * @param bits the bits of a code, 2 to 8
   * @param sharing TENSOR, or COLUMN for a scale for each position of the last axis
   * @param percentile above 0, up to 100
   * @throws ValueException if bits are not 2 to 8, sharing is ROW, or the percentile is out of
   *     range
   */
  public static Calibrator percentile(int bits, ScaleSharing sharing, double percentile) {
    Quantizer.limit(bits, NAME);
    if (sharing == ScaleSharing.ROW) {
      throw new ValueException(
          NAME
              + ": fixed scales must be for the tensor or its columns, got ROW;"
              + " rows differ from batch to batch, quantize them without a calibration");
    }
    if (!(percentile > 0 && percentile <= 100)) {
      throw new ValueException(
          NAME
              + ": the percentile must be above 0 and up to 100, got "
              + percentile
              + "; a usual one is 99.9");
    }
    return new Calibrator(bits, sharing, percentile);
  }

  /**
   * Looks at a batch.
   *
   * @param batch the data; with COLUMN, always with the same last axis
   * @throws ShapeException if the last axis does not fit
   * @throws ValueException if it has NaN or an infinity
   */
  public void observe(Tensor batch) {
    DenseTensor x = batch.dense();
    int columns = 1;
    if (sharing == ScaleSharing.COLUMN) {
      LayerOperands.requireRank(batch.type(), 1, "a batch", NAME);
      columns = batch.shape().dim(-1);
    }
    if (largest != null && largest.length != columns) {
      throw new ShapeException(
          NAME
              + ": batches must have one last axis, got "
              + batch.shape()
              + " after one of "
              + largest.length
              + " columns; use a calibrator for each");
    }
    double[] magnitudes = Quantizer.magnitudes(x, 1, columns, NAME);
    double[] sofar = largest;
    if (sofar == null) {
      largest = magnitudes;
    } else {
      for (int i = 0; i < columns; i++) {
        sofar[i] = Math.max(sofar[i], magnitudes[i]);
      }
    }
    if (percentile < 100) {
      kept.add(x.toDoubles());
    }
  }

  /**
   * {@return the scales for what has been observed; more may be observed afterwards}
   *
   * @throws ValueException if nothing has been
   */
  public Calibration calibration() {
    double[] ranges = largest;
    if (ranges == null) {
      throw new ValueException(
          NAME + ": there must be data to calibrate with, got no batch; call observe first");
    }
    int limit = Quantizer.limit(bits, NAME);
    double[] scales = new double[ranges.length];
    for (int i = 0; i < scales.length; i++) {
      scales[i] = Quantizer.scale(percentile < 100 ? ranked(i, ranges.length) : ranges[i], limit);
    }
    return new Calibration(
        bits,
        sharing == ScaleSharing.TENSOR
            ? Tensor.scalar(scales[0])
            : Tensor.of(scales, scales.length),
        false);
  }

  private double ranked(int column, int columns) {
    int count = 0;
    for (double[] batch : kept) {
      count += batch.length / columns;
    }
    if (count == 0) {
      return 0;
    }
    double[] all = new double[count];
    int at = 0;
    for (double[] batch : kept) {
      for (int i = column; i < batch.length; i += columns) {
        all[at++] = Math.abs(batch[i]);
      }
    }
    Arrays.sort(all);
    int rank = (int) Math.ceil(percentile / 100 * count);
    return all[Math.clamp(rank, 1, count) - 1];
  }
}
