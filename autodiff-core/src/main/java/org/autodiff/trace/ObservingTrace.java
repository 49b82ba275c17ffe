package org.autodiff.trace;

import org.autodiff.DenseTensor;
import org.autodiff.Tensor;
import org.autodiff.extend.Operator;

/**
 * A trace that changes nothing and watches: each operation is done one level down, then shown to an
 * {@link Observer}. Graph recording and the search for NaN are observers. Transforms inside the
 * observed function are newer, so the operations of their derivatives are observed as well.
 */
public final class ObservingTrace extends Trace {
  /** Sees every operation that depends on the observed inputs. */
  public interface Observer {
    /**
     * Called after an operation.
     *
     * @param trace the trace, which knows the numbers of values
     * @param operator the operator
     * @param operands its operands; {@link ObservingTrace#number} tells which are observed
     * @param results its results, concrete or of an outer level
     * @param firstNumber the number of the first result
     */
    void observe(
        ObservingTrace trace,
        Operator operator,
        Tensor[] operands,
        Tensor[] results,
        int firstNumber);
  }

  private final String name;
  private final Observer observer;
  private final Thread owner = Thread.currentThread();
  private int values;

  public ObservingTrace(String name, Observer observer) {
    this.name = name;
    this.observer = observer;
  }

  /** An observed value and its number, in the order of appearance. */
  static final class Box extends Tracer {
    private final Tensor value;
    private final int number;

    private Box(ObservingTrace trace, Tensor value, int number) {
      super(value.type(), trace);
      this.value = value;
      this.number = number;
    }

    @Override
    public Tensor inner() {
      return value;
    }

    /** The data: one who watches does not mind that the function looks at values. */
    @Override
    public DenseTensor dense() {
      return value.dense();
    }
  }

  @Override
  String transform() {
    return name;
  }

  public Tensor box(Tensor value) {
    return new Box(this, value, values++);
  }

  /** {@return the number of an observed value, or −1 for a constant} */
  public int number(Tensor tensor) {
    return tensor instanceof Box box && box.trace == this ? box.number : -1;
  }

  @Override
  Tensor[] process(Operator operator, Tensor[] operands) {
    if (Thread.currentThread() != owner) {
      throw otherThread(owner, operator, operands);
    }
    if (operator instanceof Inlined inlined && inlined.isInlinedIn(this)) {
      return inlined.inline(operands);
    }
    Tensor[] results = operator.applyAll(inner(operands));
    observer.observe(this, operator, operands, results, values);
    Tensor[] boxed = new Tensor[results.length];
    for (int i = 0; i < boxed.length; i++) {
      boxed[i] = box(results[i]);
    }
    return boxed;
  }
}
