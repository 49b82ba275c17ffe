package org.autodiff.nn;

import org.autodiff.Autodiff;
import org.autodiff.Comparisons;
import org.autodiff.DenseTensor;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.ValueException;

/** What is minimized: means over all rows or elements. */
public final class Losses {
  private Losses() {}

  /**
   * The mean squared error: {@code mean (prediction - target)²}.
   *
   * @param prediction any shape
   * @param target of the same shape
   * @return a scalar
   * @throws ShapeException if the shapes differ
   */
  public static Tensor meanSquaredError(Tensor prediction, Tensor target) {
    requireSame(prediction, target, "mean-squared-error");
    return prediction.sub(target).square().mean();
  }

  /**
   * Huber's loss: {@code mean h(prediction - target)} with {@code h(e) = e²/2} up to {@code |e| =
   * delta} and {@code delta (|e| - delta/2)} beyond.
   *
   * @param prediction any shape
   * @param target of the same shape
   * @param delta the error from which it is linear, positive
   * @return a scalar
   * @throws ShapeException if the shapes differ
   * @throws ValueException if delta is not positive
   */
  public static Tensor huber(Tensor prediction, Tensor target, double delta) {
    requireSame(prediction, target, "huber");
    if (!(delta > 0)) {
      throw new ValueException("huber: delta must be positive, got " + delta + "; 1 is usual");
    }
    Tensor error = prediction.sub(target);
    // with c the error clipped to ±delta, both branches are c (e - c/2), and the slope is c
    Tensor clipped = error.clip(-delta, delta);
    return clipped.mul(error.sub(clipped.mul(0.5))).mean();
  }

  /**
   * The cross-entropy of classes, from logits: {@code mean_b (ln Σ exp z_b - z_b,label)}, with
   * derivative {@code (softmax z - 1 at the label) / batch}.
   *
   * @param logits z, [batch, classes]
   * @param labels the numbers of the classes, [batch], of either element type
   * @return a scalar
   * @throws ShapeException if the shapes do not fit
   * @throws ValueException if a label is not the number of a class
   */
  public static Tensor crossEntropy(Tensor logits, Tensor labels) {
    requireLabels(logits, labels, "cross-entropy");
    if (labels instanceof DenseTensor known) {
      requireClasses(known, logits.shape().dim(1));
    }
    // of the shifted logits: the difference of two large numbers would keep few digits
    return logits.logSoftmax(1).takeAlongAxis(labels.expandDims(1), 1).mean().neg();
  }

  /**
   * The binary cross-entropy of logits: {@code mean (t ln(1 + exp(-z)) + (1 - t) ln(1 + exp z))},
   * with derivative {@code (σ(z) - t) / size} by the logits. Accurate for large logits of either
   * sign; infinite ones give NaN. PyTorch's {@code BCEWithLogitsLoss}.
   *
   * @param logits z, any shape
   * @param targets t, from 0 to 1, of the same shape
   * @return a scalar
   * @throws ShapeException if the shapes differ
   * @throws ValueException if a target is not from 0 to 1; not checked under {@code vmap}
   */
  public static Tensor binaryCrossEntropyWithLogits(Tensor logits, Tensor targets) {
    requireSame(logits, targets, "binary-cross-entropy");
    requireShares(targets, "targets");
    // no differences of large numbers: both terms are positive
    Tensor ones = targets.mul(logits.neg().softplus());
    return ones.add(targets.neg().add(1).mul(logits.softplus())).mean();
  }

  /**
   * The binary cross-entropy of probabilities: {@code -mean (t ln p + (1 - t) ln(1 - p))}, with
   * derivative {@code (p - t) / (p (1 - p) size)} by p. A logarithm below -100 counts as -100, so
   * that the loss is finite; there its derivative is 0. From logits, use {@link
   * #binaryCrossEntropyWithLogits}, which is accurate. PyTorch's {@code BCELoss}.
   *
   * @param probabilities p, from 0 to 1, any shape
   * @param targets t, from 0 to 1, of the same shape
   * @return a scalar
   * @throws ShapeException if the shapes differ
   * @throws ValueException if a probability or a target is not from 0 to 1; not checked under
   *     {@code vmap}
   */
  public static Tensor binaryCrossEntropy(Tensor probabilities, Tensor targets) {
    requireSame(probabilities, targets, "binary-cross-entropy");
    requireShares(probabilities, "probabilities");
    requireShares(targets, "targets");
    Tensor p = probabilities;
    // Where a logarithm is cut off, another number stands in for p: 0 · ∞ would be NaN.
    Tensor tiny = p.lt(Math.exp(-100));
    Tensor whole = p.eq(1);
    Tensor lnP = instead(tiny, -100, instead(tiny, 1, p).log());
    Tensor lnRest = instead(whole, -100, instead(whole, 0, p).neg().log1p());
    return targets.mul(lnP).add(targets.neg().add(1).mul(lnRest)).mean().neg();
  }

  private static Tensor instead(Tensor where, double number, Tensor x) {
    return Comparisons.where(where, Tensor.scalar(number, x.dtype()), x);
  }

  /**
   * {@return the share of rows whose largest logit is that of the label}
   *
   * @param logits [batch, classes]
   * @param labels [batch]
   * @throws ShapeException if the shapes do not fit
   */
  public static double accuracy(Tensor logits, Tensor labels) {
    requireLabels(logits, labels, "accuracy");
    Tensor hits = logits.argmax(1).eq(labels.to(org.autodiff.DType.FLOAT64));
    return hits.mean().item();
  }

  private static void requireLabels(Tensor logits, Tensor labels, String operator) {
    if (logits.rank() != 2
        || labels.rank() != 1
        || labels.shape().dim(0) != logits.shape().dim(0)) {
      throw new ShapeException(
          operator
              + ": logits must be [batch, classes] and labels [batch], got shapes "
              + logits.shape()
              + " and "
              + labels.shape()
              + "; reshape them");
    }
  }

  private static void requireClasses(DenseTensor labels, int classes) {
    for (int i = 0; i < labels.size(); i++) {
      double label = labels.flat(i);
      if (!(label >= 0 && label < classes && label == Math.rint(label))) {
        throw new ValueException(
            "cross-entropy: labels must be whole numbers from 0 to "
                + (classes - 1)
                + ", got "
                + label
                + " at position "
                + i
                + " of shape "
                + labels.shape()
                + "; number the classes from 0");
      }
    }
  }

  private static void requireShares(Tensor x, String what) {
    // inside of grad and jvp the values are known; under vmap they are those of a whole batch
    if (!(Autodiff.stopGradient(x) instanceof DenseTensor known)) {
      return;
    }
    for (int i = 0; i < known.size(); i++) {
      double value = known.flat(i);
      if (!(value >= 0 && value <= 1)) {
        throw new ValueException(
            "binary-cross-entropy: "
                + what
                + " must be from 0 to 1, got "
                + value
                + " at position "
                + i
                + " of shape "
                + known.shape()
                + (what.equals("targets")
                    ? "; label the classes 0 and 1"
                    : "; pass logits to binaryCrossEntropyWithLogits"));
      }
    }
  }

  private static void requireSame(Tensor a, Tensor b, String operator) {
    if (!a.shape().equals(b.shape())) {
      throw new ShapeException(
          operator
              + ": prediction and target must have one shape, got "
              + a.shape()
              + " and "
              + b.shape()
              + "; reshape one of them");
    }
  }
}
