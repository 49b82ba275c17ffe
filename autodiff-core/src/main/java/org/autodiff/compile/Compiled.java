package org.autodiff.compile;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.internal.RecentlyUsed;
import org.autodiff.internal.TreeSignature;
import org.autodiff.internal.TreeTensors;
import org.autodiff.trace.Captures;
import org.autodiff.trace.NotStaged;
import org.autodiff.trace.Program;
import org.autodiff.trace.StagedOperator;
import org.autodiff.trace.StagingTrace;
import org.autodiff.trace.Watching;
import org.jspecify.annotations.Nullable;

/**
 * A function that is staged once for each signature of its argument, and then runs as a program.
 *
 * <p>What the function captures of transforms that are running becomes further operands, and such a
 * program serves one call only, since the next may capture others. Where the engine runs a function
 * with other tensors in the place of those that it captures (a checkpoint, a custom rule), and
 * under the watch for NaN, the function itself runs: it gives the same bits.
 */
public final class Compiled<A, R> implements Function<A, R> {
  /** How many programs of one function are kept, the least recently used being dropped. */
  static final int SIGNATURES = 64;

  /** After so many signatures a function says that it is staged again and again. */
  static final int HINT = 16;

  private final Function<A, R> function;
  private final RecentlyUsed<TreeSignature, Staged<R>> programs = new RecentlyUsed<>(SIGNATURES);

  /** Signatures for which the function decides by values: it runs as it is. */
  private final Set<TreeSignature> unstaged = Collections.newSetFromMap(new ConcurrentHashMap<>());

  private @Nullable TreeSignature lastStaged;
  private long staged;

  /** The program for a single tensor of one type, found without a signature. */
  private volatile @Nullable Staged<R> recent;

  private Compiled(Function<A, R> function) {
    this.function = function;
  }

  /** {@return the function, compiled; one that is already is given back} */
  public static <A, R> Function<A, R> of(Function<A, R> function) {
    return function instanceof Compiled || CompileMode.current() == CompileMode.OFF
        ? function
        : new Compiled<>(function);
  }

  /**
   * A staged function.
   *
   * @param operator the program as an operator
   * @param captured tensors of running transforms that it has as further operands
   * @param result a tree of the structure of the result
   * @param type the type of the argument, where that is one tensor
   */
  record Staged<R>(
      StagedOperator operator, List<Tensor> captured, R result, @Nullable TensorType type) {}

  @Override
  public R apply(A argument) {
    if (Captures.areActive() || Watching.isWatching()) {
      return function.apply(argument);
    }
    Staged<R> known = recent;
    if (known != null && argument instanceof Tensor tensor && tensor.type().equals(known.type)) {
      return run(known, List.of(tensor));
    }
    TreeSignature signature = TreeSignature.of(argument);
    if (unstaged.contains(signature)) {
      return function.apply(argument);
    }
    Staged<R> program;
    try {
      program = program(signature, argument);
    } catch (NotStaged e) {
      return unstaged(signature, argument, e);
    }
    return run(program, signature.tensors());
  }

  /** Runs the function as it is, and does so from now on. */
  private R unstaged(TreeSignature signature, A argument, NotStaged reason) {
    if (unstaged.isEmpty()) {
      System.getLogger(Compiled.class.getName())
          .log(
              System.Logger.Level.INFO,
              "compile: a function runs as it is; {0}",
              reason.getMessage());
    }
    if (unstaged.size() < SIGNATURES) {
      unstaged.add(signature);
    }
    return function.apply(argument);
  }

  private Staged<R> program(TreeSignature signature, A argument) {
    Staged<R> known = programs.get(signature);
    if (known != null) {
      return known;
    }
    // not under the lock: the function may call this one, or block; two threads may both stage it
    Staged<R> made = stage(argument);
    if (made.captured.isEmpty()) {
      keep(signature, made);
    }
    return made;
  }

  private void keep(TreeSignature signature, Staged<R> made) {
    String change = null;
    programs.put(signature, made);
    synchronized (this) {
      staged++;
      if (staged == HINT && lastStaged != null) {
        change = signature.changeFrom(lastStaged);
      }
      lastStaged = signature;
    }
    if (made.type != null) {
      recent = made;
    }
    if (change != null) {
      System.getLogger(Compiled.class.getName())
          .log(
              System.Logger.Level.INFO,
              "compile: a function has been staged {0} times, each time for another signature; the"
                  + " last time {1}. Pass what changes as a tensor, or pad to a few sizes",
              HINT,
              change);
    }
  }

  /** Runs the function on types alone. */
  Staged<R> stage(A argument) {
    StagingTrace trace =
        new StagingTrace(
            "compile", StagingTrace.Purpose.DIFFERENTIATE, StagingTrace.Identities.NONE);
    R result;
    Program program;
    try {
      A staging = TreeTensors.mapAll(tensor -> trace.input(tensor.type()), argument);
      result = function.apply(staging);
      program = trace.finish(TreeTensors.all(result));
    } finally {
      trace.close();
    }
    List<Tensor> captured = program.captured();
    StagedOperator operator = new StagedOperator(program.closed(), Backends.current());
    TensorType type = argument instanceof Tensor tensor ? tensor.type() : null;
    // of the result only the structure is kept: its tensors would keep all that was staged
    R structure = TreeTensors.mapAll(tensor -> Tensor.full(0, tensor.type()), result);
    return new Staged<>(operator, captured, structure, type);
  }

  private R run(Staged<R> staged, List<Tensor> tensors) {
    Tensor[] operands = new Tensor[tensors.size() + staged.captured.size()];
    for (int i = 0; i < operands.length; i++) {
      operands[i] = i < tensors.size() ? tensors.get(i) : staged.captured.get(i - tensors.size());
    }
    Tensor[] results = staged.operator.applyAll(operands);
    return TreeTensors.rebuildAll(staged.result, List.of(results));
  }

  /** {@return the program for an argument and how it runs, for those who want to look at it} */
  public static <A, R> Plan plan(Function<A, R> function, A argument) {
    Compiled<A, R> compiled =
        function instanceof Compiled<A, R> already ? already : new Compiled<>(function);
    StagedOperator operator = compiled.program(TreeSignature.of(argument), argument).operator();
    return new Plan(operator.ready(), true);
  }

  /** {@return how many programs are kept} */
  int kept() {
    return programs.size();
  }
}
