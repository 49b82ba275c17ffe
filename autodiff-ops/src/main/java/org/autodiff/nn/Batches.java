package org.autodiff.nn;

import java.util.ArrayList;
import java.util.List;
import org.autodiff.RandomKey;
import org.autodiff.ShapeException;
import org.autodiff.Slice;
import org.autodiff.Tensor;
import org.autodiff.ValueException;

/** Rows of data in batches. */
public final class Batches {
  private Batches() {}

  /**
   * A batch of examples.
   *
   * @param x their inputs, [batch, features]
   * @param labels their labels, [batch]
   */
  public record Batch(Tensor x, Tensor labels) {}

  /**
   * Divides all examples, in random order, into batches; the last batch may be smaller.
   *
   * @param x inputs [examples, features]
   * @param labels [examples]
   * @param size how many examples a batch has, at least 1
   * @param key decides the order
   * @return the batches
   * @throws ShapeException if there are not as many labels as inputs
   * @throws ValueException if the size is not positive
   */
  public static List<Batch> shuffled(Tensor x, Tensor labels, int size, RandomKey key) {
    if (x.rank() < 1 || labels.rank() != 1 || labels.shape().dim(0) != x.shape().dim(0)) {
      throw new ShapeException(
          "batches: there must be a label for each input, got shapes "
              + x.shape()
              + " and "
              + labels.shape()
              + "; pass [examples, features] and [examples]");
    }
    if (size < 1) {
      throw new ValueException(
          "batches: the size must be at least 1, got " + size + "; 64 is usual");
    }
    int count = x.shape().dim(0);
    Tensor order = key.permutation(count);
    List<Batch> batches = new ArrayList<>();
    for (long from = 0; from < count; from += size) {
      Tensor some = order.slice(Slice.of((int) from, (int) Math.min(count, from + size)));
      batches.add(new Batch(x.gather(some, 0), labels.gather(some, 0)));
    }
    return batches;
  }
}
