package org.autodiff.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.autodiff.DType;
import org.autodiff.Shape;
import org.autodiff.Slice;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.autodiff.ValueException;
import org.autodiff.nn.Idx;

/**
 * Images of digits with labels: MNIST from a folder, or digits drawn here.
 *
 * @param source what they are, for a person
 * @param trainX [examples, 784], from 0 to 1
 * @param trainY [examples]
 * @param testX [examples, 784]
 * @param testY [examples]
 */
record Digits(String source, Tensor trainX, Tensor trainY, Tensor testX, Tensor testY) {
  private static final int SIDE = 28;
  private static final String MNIST = "MNIST";

  /**
   * Strokes of each digit on a board 4 wide and 6 high: x0 y0 x1 y1 ... as lines from point to
   * point.
   */
  private static final String[] STROKES = {
    "0,0 3,0 3,5 0,5 0,0",
    "1,1 2,0 2,5",
    "0,1 1,0 3,0 3,2 0,5 3,5",
    "0,0 3,0 1,2 3,3 3,4 2,5 0,5",
    "2,5 2,0 0,3 3,3",
    "3,0 0,0 0,2 2,2 3,3 3,4 2,5 0,5",
    "3,0 1,0 0,2 0,5 3,5 3,3 0,3",
    "0,0 3,0 1,5",
    "0,0 3,0 3,2 0,3 0,5 3,5 3,3 0,2 0,0",
    "3,2 0,2 0,0 3,0 3,3 2,5 0,5"
  };

  /** The images of a folder with the four files of MNIST. */
  static Digits read(Path folder) throws IOException {
    try {
      return new Digits(
          MNIST,
          images(folder, "train-images-idx3-ubyte"),
          file(folder, "train-labels-idx1-ubyte"),
          images(folder, "t10k-images-idx3-ubyte"),
          file(folder, "t10k-labels-idx1-ubyte"));
    } catch (ValueException e) {
      throw new Refusal("--data: " + e.getMessage());
    }
  }

  /** What they are and how many, for the title of a plot. */
  String size() {
    return trainX.shape().dim(0)
        + (source.equals(MNIST) ? " images of MNIST" : " images of drawn digits");
  }

  private static Tensor images(Path folder, String name) throws IOException {
    Tensor bytes = file(folder, name);
    return bytes.reshape(bytes.shape().dim(0), SIDE * SIDE).div(255);
  }

  private static Tensor file(Path folder, String name) throws IOException {
    Path plain = folder.resolve(name);
    Path compressed = folder.resolve(name + ".gz");
    if (!Files.exists(plain) && !Files.exists(compressed)) {
      throw new Refusal(
          "--data: there is no "
              + name
              + " nor "
              + name
              + ".gz in '"
              + folder
              + "'; give the folder"
              + " of MNIST's four files, or leave the option out for drawn digits");
    }
    return Idx.read(Files.exists(plain) ? plain : compressed);
  }

  /** A small set of drawn digits: moved, turned, scaled, of different thickness, and noisy. */
  static Digits drawn(long seed) {
    java.util.SplittableRandom random = new java.util.SplittableRandom(seed);
    int train = 4000;
    int test = 1000;
    float[] x = new float[(train + test) * SIDE * SIDE];
    float[] y = new float[train + test];
    for (int i = 0; i < y.length; i++) {
      y[i] = random.nextInt(10);
      draw(STROKES[(int) y[i]], random, x, i * SIDE * SIDE);
    }
    Tensor images =
        TensorArrays.wrap(new TensorType(Shape.of(y.length, SIDE * SIDE), DType.FLOAT32), x);
    Tensor labels = Tensor.of(y, y.length);
    return new Digits(
        "digits drawn by this program (give --data for MNIST)",
        images.slice(Slice.to(train)),
        labels.slice(Slice.to(train)),
        images.slice(Slice.from(train)),
        labels.slice(Slice.from(train)));
  }

  private static void draw(String strokes, java.util.SplittableRandom random, float[] x, int at) {
    double angle = random.nextDouble(-0.35, 0.35);
    double width = random.nextDouble(2.6, 4.2);
    double height = random.nextDouble(2.8, 4);
    double thickness = random.nextDouble(0.8, 1.8);
    double shiftX = SIDE / 2.0 + random.nextDouble(-3, 3);
    double shiftY = SIDE / 2.0 + random.nextDouble(-3, 3);
    String[] points = strokes.split(" ", -1);
    double[][] p = new double[points.length][];
    for (int i = 0; i < p.length; i++) {
      double u = (points[i].charAt(0) - '0' - 1.5 + random.nextDouble(-0.3, 0.3)) * width;
      double v = (points[i].charAt(2) - '0' - 2.5 + random.nextDouble(-0.3, 0.3)) * height;
      p[i] =
          new double[] {
            shiftX + u * Math.cos(angle) - v * Math.sin(angle),
            shiftY + u * Math.sin(angle) + v * Math.cos(angle)
          };
    }
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int i = 1; i < p.length; i++) {
          nearest = Math.min(nearest, distance(column, row, p[i - 1], p[i]));
        }
        double ink = Math.clamp(thickness + 0.5 - nearest, 0.0, 1.0);
        double noise = random.nextDouble(-0.1, 0.1);
        x[at + row * SIDE + column] = (float) Math.clamp(ink + noise * ink, 0.0, 1.0);
      }
    }
  }

  /** From a point to a line between two others. */
  private static double distance(double x, double y, double[] a, double[] b) {
    double dx = b[0] - a[0];
    double dy = b[1] - a[1];
    double length = dx * dx + dy * dy;
    double share =
        length == 0 ? 0 : Math.clamp(((x - a[0]) * dx + (y - a[1]) * dy) / length, 0.0, 1.0);
    return Math.hypot(x - a[0] - share * dx, y - a[1] - share * dy);
  }
}
