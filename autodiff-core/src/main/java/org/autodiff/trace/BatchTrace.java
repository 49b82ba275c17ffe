package org.autodiff.trace;

import org.autodiff.DenseTensor;
import org.autodiff.Shaping;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.extend.Operator;
import org.autodiff.internal.Composed;

/** vmap: every value carries a batch of examples, as one more axis in front. */
public final class BatchTrace extends Trace {
  private final int size;

  BatchTrace(int size) {
    this.size = size;
  }

  /** A batch of some examples of another, in its place. */
  BatchTrace(BatchTrace whole, int size) {
    super(whole);
    this.size = size;
  }

  /** {@return how many batches this one is part of} */
  int depth() {
    return inPlaceOf() instanceof BatchTrace whole ? 1 + whole.depth() : 0;
  }

  /** {@return the number of examples} */
  int size() {
    return size;
  }

  /** A batch of values, seen from inside as one of them. */
  static final class Box extends Tracer {
    private final Tensor values;

    private Box(BatchTrace trace, Tensor values, TensorType example) {
      super(example, trace);
      this.values = values;
    }

    @Override
    public Tensor inner() {
      return values;
    }
  }

  @Override
  String transform() {
    return "vmap";
  }

  /** Boxes a tensor whose leading axis is the batch. */
  Tensor box(Tensor values) {
    return new Box(this, values, example(values.type()));
  }

  private static TensorType example(TensorType batch) {
    return batch.withShape(batch.shape().remove(0));
  }

  /** {@return whether the tensor carries this batch} */
  boolean isBatched(Tensor tensor) {
    return tensor instanceof Box box && box.trace == this;
  }

  @Override
  Tensor[] process(Operator operator, Tensor[] operands) {
    if (operator instanceof Composed formula) {
      return new Tensor[] {formula.composed(operands)};
    }
    if (operator instanceof RowExchange exchange && exchange.concerns(this)) {
      return new Tensor[] {exchange.exchange(operands)};
    }
    Tensor[] values = inner(operands);
    boolean[] batched = new boolean[operands.length];
    for (int i = 0; i < operands.length; i++) {
      batched[i] = isBatched(operands[i]);
    }
    if (operator instanceof TypedByRunning) {
      // vmap of the function, which is right; its types are known only by running it
      return boxAll(operator.batch(size, values, batched));
    }
    TensorType[] examples = operator.infer(types(operands));
    Tensor[] results =
        Contract.batched(operator, operator.batch(size, values, batched), examples.length);
    Tensor[] boxed = new Tensor[results.length];
    for (int i = 0; i < boxed.length; i++) {
      Tensor result = Contract.batched(operator, results[i], examples[i], size);
      boxed[i] = new Box(this, result, examples[i]);
    }
    return boxed;
  }

  private Tensor[] boxAll(Tensor[] results) {
    Tensor[] boxed = new Tensor[results.length];
    for (int i = 0; i < boxed.length; i++) {
      boxed[i] = box(results[i]);
    }
    return boxed;
  }

  /** The batching rule that fits every operator: apply it to each example and stack the results. */
  public static Tensor[] applyToEach(
      Operator operator, int size, Tensor[] operands, boolean[] batched) {
    if (size == 0) {
      return emptyResults(operator, operands, batched);
    }
    Tensor[][] perExample = new Tensor[size][];
    for (int e = 0; e < size; e++) {
      Tensor[] example = new Tensor[operands.length];
      for (int i = 0; i < operands.length; i++) {
        example[i] = batched[i] ? operands[i].get(e) : operands[i];
      }
      perExample[e] = operator.applyAll(example);
    }
    Tensor[] stacked = new Tensor[perExample[0].length];
    for (int i = 0; i < stacked.length; i++) {
      Tensor[] examples = new Tensor[size];
      for (int e = 0; e < size; e++) {
        examples[e] = perExample[e][i];
      }
      stacked[i] = Shaping.stack(0, examples);
    }
    return stacked;
  }

  private static Tensor[] emptyResults(Operator operator, Tensor[] operands, boolean[] batched) {
    TensorType[] types = new TensorType[operands.length];
    for (int i = 0; i < operands.length; i++) {
      TensorType type = operands[i].type();
      types[i] = batched[i] ? type.withShape(type.shape().remove(0)) : type;
    }
    TensorType[] results = operator.infer(types);
    Tensor[] empty = new Tensor[results.length];
    for (int i = 0; i < empty.length; i++) {
      empty[i] = DenseTensor.zeros(results[i].withShape(results[i].shape().insert(0, 0)));
    }
    return empty;
  }
}
