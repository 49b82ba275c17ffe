package org.autodiff.trace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The carries that a loop keeps. While it runs they are spread evenly: where the places are used
 * up, every other one is dropped and the stride doubles. Backwards, what has become free holds
 * carries of the gap that is being walked, where the binomial schedule puts them.
 */
final class Snapshots<C> {
  private final int places;
  private final int first;
  private final List<C> kept = new ArrayList<>();
  private int stride = 1;

  /**
   * Starts with no carry.
   *
   * @param places how many are kept at most
   * @param first the number of the first step
   */
  Snapshots(int places, int first) {
    this.places = places;
    this.first = first;
  }

  /** Offers the carry before a step; those of all steps are offered in order. */
  void offer(int step, C carry) {
    int online = places == Integer.MAX_VALUE ? places : (places + 1) / 2;
    if ((step - first) % stride != 0) {
      return;
    }
    if (kept.size() == online) {
      for (int i = 1; i < (kept.size() + 1) / 2; i++) {
        kept.set(i, kept.get(2 * i));
      }
      kept.subList((kept.size() + 1) / 2, kept.size()).clear();
      stride *= 2;
      if ((step - first) % stride != 0) {
        return;
      }
    }
    kept.add(carry);
  }

  /** {@return the carry before the first step} */
  C first() {
    return kept.get(0);
  }

  /** Runs steps again. */
  interface Rerun<C> {
    /** {@return the carry before step {@code to}, from that before step {@code from}} */
    C run(C carry, int from, int to);
  }

  /** {@return a walk from the last step to the first} */
  Backwards backwards(Rerun<C> rerun) {
    return new Backwards(rerun);
  }

  private record Mark<C>(int step, C carry) {}

  /** Gives the carries in reverse order. */
  final class Backwards {
    private final Rerun<C> rerun;
    private final Deque<Mark<C>> marks = new ArrayDeque<>();

    private Backwards(Rerun<C> rerun) {
      this.rerun = rerun;
      for (int i = 0; i < kept.size(); i++) {
        marks.push(new Mark<>(first + i * stride, kept.get(i)));
      }
    }

    /** {@return the carry before a step, which must come before that of the last call} */
    C carry(int step) {
      while (marks.element().step() > step) {
        marks.pop();
      }
      while (marks.element().step() < step) {
        Mark<C> from = marks.element();
        int free = places - marks.size();
        if (free <= 0) {
          return rerun.run(from.carry(), from.step(), step);
        }
        int to = from.step() + advance(step + 1 - from.step(), free);
        marks.push(new Mark<>(to, rerun.run(from.carry(), from.step(), to)));
      }
      return marks.element().carry();
    }
  }

  /**
   * How far the next snapshot lies ahead, where so many steps are to be walked backwards and so
   * many places are free: with r repetitions, free places and the start suffice for binomial(free +
   * 1 + r, r) steps.
   */
  static int advance(int steps, int free) {
    int repetitions = 1;
    while (binomial(free + 1, repetitions) < steps) {
      repetitions++;
    }
    long rest = steps - binomial(free, repetitions);
    return Math.clamp(rest, 1, steps - 1);
  }

  /** Binomial(places + r, r), or a large number. */
  private static long binomial(int places, int r) {
    double product = 1;
    for (int i = 1; i <= Math.min(r, places); i++) {
      product = product * ((double) places + r - Math.min(r, places) + i) / i;
    }
    return (long) Math.min(Math.rint(product), 1e15);
  }
}
