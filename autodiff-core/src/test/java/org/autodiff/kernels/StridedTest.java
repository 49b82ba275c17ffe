package org.autodiff.kernels;

import static org.autodiff.kernels.KernelFixtures.kernels;
import static org.autodiff.kernels.KernelFixtures.narrow;
import static org.autodiff.kernels.KernelFixtures.widen;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StridedTest {
  private static final class View {
    private final int offset;
    private final int[] dims;
    private final int[] strides;

    View(int offset, int[] dims, int[] strides) {
      this.offset = offset;
      this.dims = dims;
      this.strides = strides;
    }

    @Override
    public String toString() {
      return offset + " " + Arrays.toString(dims) + " " + Arrays.toString(strides);
    }

    int size() {
      return Arrays.stream(dims).reduce(1, (a, b) -> a * b);
    }

    /** The position of the element with the given row-major number, by an odometer. */
    int position(int number) {
      int at = offset;
      int rest = number;
      for (int d = dims.length - 1; d >= 0; d--) {
        at += rest % dims[d] * strides[d];
        rest /= dims[d];
      }
      return at;
    }

    int extent() {
      int most = 0;
      for (int i = 0; i < size(); i++) {
        most = Math.max(most, position(i));
      }
      return most + 1;
    }
  }

  private static final View[] VIEWS = {
    new View(3, new int[0], new int[0]),
    new View(1, new int[] {0, 4}, new int[] {4, 1}),
    new View(0, new int[] {7}, new int[] {1}),
    new View(6, new int[] {7}, new int[] {-1}),
    new View(2, new int[] {7}, new int[] {0}),
    new View(1, new int[] {5, 3}, new int[] {3, 1}),
    new View(1, new int[] {5, 3}, new int[] {1, 5}),
    new View(0, new int[] {100, 67}, new int[] {1, 100}),
    new View(0, new int[] {100, 67}, new int[] {2, 200}),
    new View(99, new int[] {100, 67}, new int[] {-1, 100}),
    new View(0, new int[] {4, 6}, new int[] {0, 1}),
    new View(0, new int[] {4, 6}, new int[] {1, 0}),
    new View(0, new int[] {40, 36}, new int[] {0, 2}),
    new View(5, new int[] {2, 3, 4}, new int[] {1, 2, 6}),
    new View(5, new int[] {2, 1, 4}, new int[] {4, 99, 1}),
    new View(0, new int[] {3, 40, 2, 35}, new int[] {2800, 1, 1400, 40}),
    new View(0, new int[] {33, 3, 34}, new int[] {1, 1122, 33}),
    new View(0, new int[] {1, 1}, new int[] {5, 7}),
  };

  /** Views of random rank, order, step, direction and broadcast dimensions. */
  private static View random(Random random) {
    int rank = random.nextInt(5);
    int[] dims = new int[rank];
    int[] strides = new int[rank];
    int[] order = random.ints(0, 1000).distinct().limit(rank).toArray();
    Integer[] axes = new Integer[rank];
    for (int d = 0; d < rank; d++) {
      dims[d] = 1 + random.nextInt(6);
      axes[d] = d;
    }
    Arrays.sort(axes, (a, b) -> order[a] - order[b]);
    int step = 1 + random.nextInt(2);
    int offset = random.nextInt(3);
    for (int d : axes) {
      int direction = random.nextInt(4);
      strides[d] = direction == 0 ? -step : direction == 1 ? 0 : step;
      if (direction == 0) {
        offset += (dims[d] - 1) * step;
      }
      step *= dims[d];
    }
    return new View(offset, dims, strides);
  }

  private static View[] views() {
    View[] views = Arrays.copyOf(VIEWS, VIEWS.length + 200);
    Random random = new Random(11);
    for (int i = VIEWS.length; i < views.length; i++) {
      views[i] = random(random);
    }
    return views;
  }

  @Test
  void copiesAView() {
    for (Kernels k : kernels()) {
      for (View v : views()) {
        double[] src = KernelFixtures.operands(1, v.extent() + 2, -9, 9);
        double[] expected = KernelFixtures.marked(v.size() + 2);
        for (int i = 0; i < v.size(); i++) {
          expected[1 + i] = src[v.position(i)];
        }
        double[] dst = KernelFixtures.marked(v.size() + 2);
        k.copyStrided(src, v.offset, v.dims, v.strides, dst, 1);
        assertArrayEquals(expected, dst, v.toString());
        float[] dstf = narrow(KernelFixtures.marked(v.size() + 2));
        k.copyStrided(narrow(src), v.offset, v.dims, v.strides, dstf, 1);
        assertArrayEquals(widen(narrow(expected)), widen(dstf), v.toString());
      }
    }
  }

  @Test
  void writesAView() {
    for (Kernels k : kernels()) {
      for (View v : views()) {
        double[] src = KernelFixtures.operands(1, v.size() + 2, -9, 9);
        double[] expected = KernelFixtures.marked(v.extent() + 2);
        boolean repeats = Arrays.stream(v.strides).anyMatch(s -> s == 0);
        for (int i = 0; i < v.size(); i++) {
          expected[v.position(i)] = repeats ? 4 : src[1 + i];
        }
        if (repeats) {
          Arrays.fill(src, 4);
        }
        double[] dst = KernelFixtures.marked(v.extent() + 2);
        k.writeStrided(src, 1, dst, v.offset, v.dims, v.strides);
        assertArrayEquals(expected, dst, v.toString());
        float[] dstf = narrow(KernelFixtures.marked(v.extent() + 2));
        k.writeStrided(narrow(src), 1, dstf, v.offset, v.dims, v.strides);
        assertArrayEquals(widen(narrow(expected)), widen(dstf), v.toString());
      }
    }
  }

  @Test
  void addsIntoAView() {
    for (Kernels k : kernels()) {
      for (View v : views()) {
        double[] src = KernelFixtures.operands(1, v.size() + 2, -9, 9);
        double[] expected = KernelFixtures.operands(2, v.extent() + 2, -1, 1);
        double[] dst = expected.clone();
        float[] dstf = narrow(expected);
        for (int i = 0; i < v.size(); i++) {
          expected[v.position(i)] += src[1 + i];
        }
        k.addStrided(src, 1, dst, v.offset, v.dims, v.strides);
        assertArrayEquals(expected, dst, 1e-11, v.toString());
        k.addStrided(narrow(src), 1, dstf, v.offset, v.dims, v.strides);
        assertArrayEquals(expected, widen(dstf), 1e-3, v.toString());
      }
    }
  }
}
