package org.autodiff;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Forward mode: every value carries its tangent, pushed through each operation as it happens. */
final class JvpTrace extends Trace {
  /** A primal value with its tangent. */
  static final class Box extends TracedTensor {
    private final Tensor primal;
    private final Tensor tangent;

    private Box(JvpTrace trace, Tensor primal, Tensor tangent) {
      super(primal.type(), trace);
      this.primal = primal;
      this.tangent = tangent;
    }

    @Override
    Tensor inner() {
      return primal;
    }
  }

  @Override
  String transform() {
    return "jvp";
  }

  Tensor box(Tensor primal, @Nullable Tensor tangent) {
    return tangent == null ? primal : new Box(this, primal, tangent);
  }

  Tensor primal(Tensor tensor) {
    return tensor instanceof Box box && box.trace == this ? box.primal : tensor;
  }

  @Nullable Tensor tangent(Tensor tensor) {
    return tensor instanceof Box box && box.trace == this ? box.tangent : null;
  }

  @Override
  Tensor[] process(Operator operator, Tensor[] operands) {
    Tensor[] primals = new Tensor[operands.length];
    @Nullable Tensor[] tangents = new @Nullable Tensor[operands.length];
    for (int i = 0; i < operands.length; i++) {
      primals[i] = primal(operands[i]);
      tangents[i] = tangent(operands[i]);
    }
    Tensor[] results = operator.applyAll(primals);
    @Nullable Tensor[] pushed = operator.linearize(primals, results).push(tangents);
    Tensor[] boxed = new Tensor[results.length];
    for (int i = 0; i < boxed.length; i++) {
      boxed[i] = box(results[i], pushed[i]);
    }
    return boxed;
  }

  /** Runs a function on a primal tree with a tangent tree of the same structure and types. */
  static <A, R> Jvp<R> jvp(Function<A, R> function, A primal, A tangent) {
    List<Tensor> primals = Tree.leaves(primal);
    List<Tensor> tangents = Tree.leavesLike(primal, tangent, "jvp");
    Recording.requireTypes(tangents, primals, "jvp", "tangent", "primal");
    JvpTrace trace = new JvpTrace();
    List<Tensor> boxed = new ArrayList<>(primals.size());
    for (int i = 0; i < primals.size(); i++) {
      boxed.add(trace.box(primals.get(i), tangents.get(i)));
    }
    R result;
    try {
      result = function.apply(Tree.rebuild(primal, boxed));
    } finally {
      trace.close();
    }
    R value = Tree.mapAll(trace::primal, result);
    Recording.requireNotEscaped(value, "jvp");
    List<Tensor> derivatives = new ArrayList<>();
    for (Tensor leaf : Tree.leaves(result)) {
      Tensor derivative = trace.tangent(leaf);
      derivatives.add(derivative == null ? Tensor.full(0, leaf.type()) : derivative);
    }
    return new Jvp<>(value, Tree.rebuild(value, derivatives));
  }
}
