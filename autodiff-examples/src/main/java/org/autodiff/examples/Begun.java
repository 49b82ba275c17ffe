package org.autodiff.examples;

import java.util.ArrayList;
import java.util.List;
import org.autodiff.Tensor;

/**
 * With what a training was begun, as tensors in its file. With any other of these numbers it would
 * not go on to the same parameters: the seed decides the order, the others the learning rate of
 * each step.
 *
 * @param seed the upper and the lower half of its bits, since a double does not hold all of them
 * @param epochs how often each example is seen in all
 * @param batch the number of examples in a batch
 * @param examples the number of examples to train with
 */
record Begun(Tensor seed, Tensor epochs, Tensor batch, Tensor examples) {
  static Begun of(long seed, int epochs, int batch, int examples) {
    return new Begun(
        Tensor.of(new double[] {(double) (seed >> Integer.SIZE), (int) seed}, 2),
        Tensor.scalar(epochs),
        Tensor.scalar(batch),
        Tensor.scalar(examples));
  }

  private long seedNumber() {
    long upper = (long) seed.get(0).item();
    long lower = (long) seed.get(1).item();
    return (upper << Integer.SIZE) | (lower & 0xFFFF_FFFFL);
  }

  /**
   * Refuses to go on with other numbers.
   *
   * @param file whose numbers these are
   * @param now those that the program was started with
   */
  void require(Object file, Begun now) {
    List<String> with = new ArrayList<>();
    List<String> got = new ArrayList<>();
    List<String> write = new ArrayList<>();
    if (seedNumber() != now.seedNumber()) {
      with.add("--seed " + seedNumber());
      got.add("--seed " + now.seedNumber());
      write.add("--seed " + seedNumber());
    }
    if (epochs.item() != now.epochs.item()) {
      with.add("--epochs " + count(epochs));
      got.add("--epochs " + count(now.epochs));
      write.add("--epochs " + count(epochs));
    }
    if (examples.item() != now.examples.item()) {
      with.add(count(examples) + " examples");
      got.add(count(now.examples) + " examples");
      write.add("--data with the folder of those examples (no --data for drawn digits)");
    }
    if (batch.item() != now.batch.item()) {
      with.add("batches of " + count(batch));
      got.add("batches of " + count(now.batch));
      write.add("no --resume, to begin anew");
    }
    if (!with.isEmpty()) {
      throw new Refusal(
          "--resume: '"
              + file
              + "' was begun with "
              + String.join(" and ", with)
              + ", got "
              + String.join(" and ", got)
              + "; write "
              + String.join(" ", write));
    }
  }

  private static long count(Tensor number) {
    return (long) number.item();
  }
}
