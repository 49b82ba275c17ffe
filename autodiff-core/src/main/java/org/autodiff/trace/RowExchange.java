package org.autodiff.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.Shaping;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.autodiff.extend.CotangentSink;
import org.autodiff.extend.Linearization;
import org.autodiff.extend.OperationCount;
import org.autodiff.extend.Operator;
import org.jspecify.annotations.Nullable;

/**
 * Moves tensors between a batch and parts of it. To every trace but the batch itself it is the
 * identity of one example, and so derivatives and other batches pass through it; the batch trace
 * that it concerns lets it exchange the rows. The last operand, the token, is a tensor of the batch
 * that brings the operator there, also where no other operand is batched.
 */
abstract sealed class RowExchange implements Operator {
  /** Part of the examples of a batch, as a batch of its own in the place of the whole. */
  record Part(BatchTrace whole, BatchTrace batch, int[] rows) {
    static Part of(BatchTrace whole, int[] rows) {
      return new Part(whole, new BatchTrace(whole, rows.length), rows);
    }

    Tensor index() {
      return Tensor.of(Arrays.stream(rows).asDoubleStream().toArray());
    }

    /** The examples of this part, from a tensor of the whole. */
    Tensor take(Tensor tensor) {
      return new Take(this).applyAll(tensor, token(whole))[0];
    }

    /** A tensor of the whole with the examples of this part, and 0 elsewhere. */
    Tensor put(Tensor tensor) {
      return new Put(this).applyAll(tensor, token(whole))[0];
    }

    /** The values of a tensor of this part, with the rows in front. */
    private Tensor values(Tensor tensor) {
      if (batch.isBatched(tensor)) {
        return batch.inner(tensor);
      }
      return tensor.broadcastTo(tensor.shape().insert(0, rows.length));
    }
  }

  static Tensor token(BatchTrace batch) {
    return batch.box(Tensor.zeros(batch.size()));
  }

  /** Puts parts that make up a batch together again. */
  static Tensor merge(BatchTrace whole, List<Part> parts, List<Tensor> tensors) {
    Tensor[] operands = new Tensor[tensors.size() + 1];
    tensors.toArray(operands);
    operands[tensors.size()] = token(whole);
    return new Merge(whole, parts).applyAll(operands)[0];
  }

  /** Whether this trace is one between which the rows move. */
  abstract boolean concerns(BatchTrace trace);

  /** Moves the rows, on operands of which the newest trace is one that this concerns. */
  abstract Tensor exchange(Tensor[] operands);

  @Override
  public OperationCount count(TensorType[] operands, TensorType[] results) {
    return OperationCount.NONE;
  }

  @Override
  public TensorType[] infer(TensorType[] operands) {
    return new TensorType[] {operands[0]};
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor[] results) {
    TensorArrays.copy(operands[0], results[0]);
  }

  /** Another batch: each of its examples moves its rows. */
  @Override
  public Tensor[] batch(int size, Tensor[] operands, boolean[] batched) {
    Tensor[] all = operands.clone();
    for (int i = 0; i < all.length - 1; i++) {
      if (!batched[i]) {
        all[i] = all[i].broadcastTo(all[i].shape().insert(0, size));
      }
    }
    return applyAll(all);
  }

  /** From the whole to a part. */
  private static final class Take extends RowExchange {
    private final Part part;

    Take(Part part) {
      this.part = part;
    }

    @Override
    public String name() {
      return "take-rows";
    }

    @Override
    boolean concerns(BatchTrace trace) {
      return trace == part.whole;
    }

    @Override
    Tensor exchange(Tensor[] operands) {
      Tensor x = operands[0];
      return part.batch.box(
          part.whole.isBatched(x) ? part.whole.inner(x).gather(part.index(), 0) : part.values(x));
    }

    @Override
    public Linearization linearize(Tensor[] operands, Tensor[] results) {
      return linear(part::take, part::put);
    }
  }

  /** From a part to the whole. */
  private static final class Put extends RowExchange {
    private final Part part;

    Put(Part part) {
      this.part = part;
    }

    @Override
    public String name() {
      return "put-rows";
    }

    @Override
    boolean concerns(BatchTrace trace) {
      return trace == part.whole || trace == part.batch;
    }

    @Override
    Tensor exchange(Tensor[] operands) {
      Tensor values = part.values(operands[0]);
      Shape all = operands[0].shape().insert(0, part.whole.size());
      Tensor zeros = Tensor.full(0, operands[0].type().withShape(all));
      return part.whole.box(zeros.scatterAdd(0, part.index(), values));
    }

    @Override
    public Linearization linearize(Tensor[] operands, Tensor[] results) {
      return linear(part::put, part::take);
    }
  }

  /** From all parts to the whole. */
  private static final class Merge extends RowExchange {
    private final BatchTrace whole;
    private final List<Part> parts;

    Merge(BatchTrace whole, List<Part> parts) {
      this.whole = whole;
      this.parts = parts;
    }

    @Override
    public String name() {
      return "merge-rows";
    }

    @Override
    boolean concerns(BatchTrace trace) {
      return trace == whole || parts.stream().anyMatch(part -> part.batch == trace);
    }

    @Override
    Tensor exchange(Tensor[] operands) {
      double[] places = new double[whole.size()];
      Tensor[] values = new Tensor[parts.size()];
      int next = 0;
      for (int i = 0; i < values.length; i++) {
        values[i] = parts.get(i).values(operands[i]);
        for (int row : parts.get(i).rows) {
          places[row] = next++;
        }
      }
      return whole.box(Shaping.concatenate(0, values).gather(Tensor.of(places), 0));
    }

    @Override
    public Linearization linearize(Tensor[] operands, Tensor[] results) {
      return new Linearization() {
        @Override
        public @Nullable Tensor[] push(@Nullable Tensor[] tangents) {
          List<Tensor> all = new ArrayList<>(parts.size());
          for (int i = 0; i < parts.size(); i++) {
            Tensor tangent = tangents[i];
            all.add(tangent == null ? Tensor.full(0, operands[i].type()) : tangent);
          }
          return new @Nullable Tensor[] {merge(whole, parts, all)};
        }

        @Override
        public void pull(@Nullable Tensor[] cotangents, @Nullable CotangentSink[] sinks) {
          Tensor cotangent = cotangents[0];
          for (int i = 0; cotangent != null && i < parts.size(); i++) {
            CotangentSink sink = sinks[i];
            if (sink != null) {
              sink.add(parts.get(i).take(cotangent));
            }
          }
        }
      };
    }
  }

  private interface Move {
    Tensor move(Tensor tensor);
  }

  private static Linearization linear(Move forth, Move back) {
    return new Linearization() {
      @Override
      public @Nullable Tensor[] push(@Nullable Tensor[] tangents) {
        Tensor tangent = tangents[0];
        return new @Nullable Tensor[] {tangent == null ? null : forth.move(tangent)};
      }

      @Override
      public void pull(@Nullable Tensor[] cotangents, @Nullable CotangentSink[] sinks) {
        Tensor cotangent = cotangents[0];
        CotangentSink sink = sinks[0];
        if (cotangent != null && sink != null) {
          sink.add(back.move(cotangent));
        }
      }
    };
  }
}
