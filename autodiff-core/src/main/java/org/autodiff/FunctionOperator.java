package org.autodiff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A user's function as one operator, with a derivative rule of its own: recompute (checkpoint) or a
 * custom rule. It must be a function of its arguments alone: a traced tensor that it captures would
 * be differentiated by nobody, and is refused. The leaves of argument and result trees are the
 * operands and results.
 */
abstract class FunctionOperator implements Operator {
  private final String name;

  FunctionOperator(String name) {
    this.name = name;
  }

  /** The function itself, over leaves. */
  abstract List<Tensor> call(List<Tensor> operands);

  /** Pushes tangents forward; none is null. */
  abstract List<Tensor> push(List<Tensor> operands, List<Tensor> tangents);

  /** Pulls cotangents back; none is null. */
  abstract List<Tensor> pull(List<Tensor> operands, List<Tensor> cotangents);

  /** The same function and rule over a batch; {@code axes} says which operands are batched. */
  abstract FunctionOperator batched(int size, int[] axes);

  @Override
  public String name() {
    return name;
  }

  /** Runs the function on zeros of the given types: a function is known by what it does. */
  @Override
  public TensorType[] infer(TensorType[] operands) {
    List<Tensor> zeros = new ArrayList<>();
    for (TensorType type : operands) {
      zeros.add(Tensor.full(0, type));
    }
    return call(zeros).stream().map(Tensor::type).toArray(TensorType[]::new);
  }

  @Override
  public DenseTensor[] evaluate(DenseTensor[] operands, TensorType[] results) {
    return evaluate(operands);
  }

  DenseTensor[] evaluate(DenseTensor[] operands) {
    List<Tensor> results = call(List.of((Tensor[]) operands));
    DenseTensor[] concrete = new DenseTensor[results.size()];
    for (int i = 0; i < concrete.length; i++) {
      if (!(results.get(i) instanceof DenseTensor dense)) {
        throw new TraceException(
            name
                + ": the function must depend on its arguments only, got a result that depends on a"
                + " captured tensor ("
                + results.get(i)
                + "); pass that tensor as an argument, or stop its gradient outside");
      }
      concrete[i] = dense;
    }
    return concrete;
  }

  @Override
  public Linearization linearize(Tensor[] operands, Tensor[] results) {
    List<Tensor> point = List.of(operands);
    List<Tensor> values = List.of(results);
    return new Linearization() {
      @Override
      public @Nullable Tensor[] push(@Nullable Tensor[] tangents) {
        List<Tensor> all = Recording.zerosForNull(Arrays.asList(tangents), point);
        List<Tensor> pushed = FunctionOperator.this.push(point, all);
        Recording.requireTypes(pushed, values, name, "tangent given by the rule", "result");
        return pushed.toArray(new @Nullable Tensor[0]);
      }

      @Override
      public void pull(@Nullable Tensor[] cotangents, @Nullable CotangentSink[] sinks) {
        List<Tensor> all = Recording.zerosForNull(Arrays.asList(cotangents), values);
        List<Tensor> pulled = FunctionOperator.this.pull(point, all);
        Recording.requireTypes(pulled, point, name, "cotangent given by the rule", "operand");
        for (int i = 0; i < sinks.length; i++) {
          CotangentSink sink = sinks[i];
          if (sink != null) {
            sink.add(pulled.get(i));
          }
        }
      }
    };
  }

  @Override
  public Tensor[] batch(int size, Tensor[] operands, boolean[] batched) {
    int[] axes = new int[operands.length];
    for (int i = 0; i < axes.length; i++) {
      axes[i] = batched[i] ? 0 : Autodiff.UNBATCHED;
    }
    return batched(size, axes).applyAll(operands);
  }

  /** The transpose of a linear map, by running it on a tape and walking that backwards. */
  static List<Tensor> transpose(
      Function<List<Tensor>, List<Tensor>> linear, List<Tensor> domain, List<Tensor> cotangents) {
    List<Tensor> zeros = new ArrayList<>();
    for (Tensor tensor : domain) {
      zeros.add(Tensor.full(0, tensor.type()));
    }
    return new Recording<>("transpose", linear, zeros).pull(cotangents, false);
  }

  static List<Tensor> vmap(
      Function<List<Tensor>, List<Tensor>> function, List<Tensor> operands, int... axes) {
    return Vmap.apply(function, operands, leaf -> axes[leaf], 0);
  }

  static List<Tensor> concat(List<Tensor> a, List<Tensor> b) {
    List<Tensor> joined = new ArrayList<>(a);
    joined.addAll(b);
    return joined;
  }

  /** The axes of operands followed by batched cotangents or tangents. */
  static int[] append(int[] axes, int count, int axis) {
    int[] all = Arrays.copyOf(axes, axes.length + count);
    Arrays.fill(all, axes.length, all.length, axis);
    return all;
  }

  /** Sums over the batch what was pulled back for operands that all examples share. */
  static List<Tensor> sumShared(List<Tensor> pulled, int[] axes) {
    List<Tensor> out = new ArrayList<>(pulled);
    for (int i = 0; i < axes.length; i++) {
      if (axes[i] == Autodiff.UNBATCHED) {
        out.set(i, pulled.get(i).sum(0));
      }
    }
    return out;
  }

  /**
   * Keeps nothing but the arguments, and runs the function again when a derivative is asked for.
   */
  static final class Checkpoint extends FunctionOperator {
    private final Function<List<Tensor>, List<Tensor>> function;

    Checkpoint(Function<List<Tensor>, List<Tensor>> function) {
      super("checkpoint");
      this.function = function;
    }

    @Override
    List<Tensor> call(List<Tensor> operands) {
      return function.apply(operands);
    }

    @Override
    List<Tensor> push(List<Tensor> operands, List<Tensor> tangents) {
      return Autodiff.<List<Tensor>, List<Tensor>>jvp(function, operands, tangents).tangent();
    }

    @Override
    List<Tensor> pull(List<Tensor> operands, List<Tensor> cotangents) {
      return new Recording<>("checkpoint", function, operands).pull(cotangents, false);
    }

    @Override
    FunctionOperator batched(int size, int[] axes) {
      return new Checkpoint(operands -> vmap(function, operands, axes));
    }
  }

  /** A function with a pullback given by the user; the pushforward is its transpose. */
  static final class CustomVjp extends FunctionOperator {
    /** Function over leaves, giving results and residuals. */
    private final Function<List<Tensor>, WithResiduals<List<Tensor>, List<Tensor>>> forward;

    /** Residuals and cotangents to cotangents. */
    private final Function<WithResiduals<List<Tensor>, List<Tensor>>, List<Tensor>> backward;

    /**
     * The residuals of the last concrete run, so that a gradient need not run the function twice.
     */
    private @Nullable List<Tensor> lastOperands;

    private List<Tensor> lastResiduals = List.of();

    CustomVjp(
        Function<List<Tensor>, WithResiduals<List<Tensor>, List<Tensor>>> forward,
        Function<WithResiduals<List<Tensor>, List<Tensor>>, List<Tensor>> backward) {
      super("custom-vjp");
      this.forward = forward;
      this.backward = backward;
    }

    @Override
    List<Tensor> call(List<Tensor> operands) {
      var run = forward.apply(operands);
      lastOperands = operands;
      lastResiduals = run.residuals();
      return run.value();
    }

    private List<Tensor> residuals(List<Tensor> operands) {
      return operands.equals(lastOperands) && allConcrete(operands)
          ? lastResiduals
          : forward.apply(operands).residuals();
    }

    private static boolean allConcrete(List<Tensor> operands) {
      for (Tensor operand : operands) {
        if (!(operand instanceof DenseTensor)) {
          return false;
        }
      }
      return true;
    }

    @Override
    List<Tensor> push(List<Tensor> operands, List<Tensor> tangents) {
      List<Tensor> residuals = residuals(operands);
      List<Tensor> values = forward.apply(operands).value();
      return transpose(
          cotangents -> backward.apply(new WithResiduals<>(cotangents, residuals)),
          values,
          tangents);
    }

    @Override
    List<Tensor> pull(List<Tensor> operands, List<Tensor> cotangents) {
      return backward.apply(new WithResiduals<>(cotangents, residuals(operands)));
    }

    @Override
    FunctionOperator batched(int size, int[] axes) {
      return new CustomVjp(
          operands -> Vmap.apply(forward, operands, leaf -> axes[leaf], 0),
          given -> sumShared(Vmap.apply(backward, given, leaf -> 0, 0), axes));
    }
  }

  /** A function with a pushforward given by the user; the pullback is its transpose. */
  static final class CustomJvp extends FunctionOperator {
    private final Function<List<Tensor>, List<Tensor>> function;

    /** Primals followed by tangents, to the results' tangents. */
    private final Function<List<Tensor>, List<Tensor>> rule;

    CustomJvp(
        Function<List<Tensor>, List<Tensor>> function, Function<List<Tensor>, List<Tensor>> rule) {
      super("custom-jvp");
      this.function = function;
      this.rule = rule;
    }

    @Override
    List<Tensor> call(List<Tensor> operands) {
      return function.apply(operands);
    }

    @Override
    List<Tensor> push(List<Tensor> operands, List<Tensor> tangents) {
      return rule.apply(concat(operands, tangents));
    }

    @Override
    List<Tensor> pull(List<Tensor> operands, List<Tensor> cotangents) {
      return transpose(tangents -> rule.apply(concat(operands, tangents)), operands, cotangents);
    }

    @Override
    FunctionOperator batched(int size, int[] axes) {
      return new CustomJvp(
          operands -> vmap(function, operands, axes),
          both -> {
            int[] all = Arrays.copyOf(axes, 2 * axes.length);
            for (int i = 0; i < axes.length; i++) {
              boolean batchedTangent = both.get(axes.length + i).rank() > both.get(i).rank();
              all[axes.length + i] = batchedTangent ? 0 : axes[i];
            }
            return vmap(rule, both, all);
          });
    }
  }
}
