package org.autodiff.graph;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.autodiff.DType;
import org.autodiff.TensorType;
import org.autodiff.compile.Compiled;
import org.autodiff.compile.Plan;
import org.autodiff.trace.Program;

/**
 * What {@link org.autodiff.Autodiff#compile} makes of a function for one argument: the operations
 * that are left of it, what became of the others, and how it runs. To print and to draw.
 *
 * {@snippet :
 * System.out.println(Explanation.of(grad(f), x));
 * }
 */
public final class Explanation {
  /**
   * One thing that is done when the compiled function runs: a call of one operator's kernel, or a
   * region of operations that are done together.
   *
   * @param description what it is
   * @param reads the numbers of the values that it reads
   * @param writes the numbers of the values that it makes and that stand in memory
   */
  public record Unit(String description, List<Integer> reads, List<Integer> writes) {}

  private final Plan plan;
  private final Graph graph;

  private Explanation(Plan plan) {
    this.plan = plan;
    graph = Graph.of(plan.program());
  }

  /**
   * Compiles a function, without running it.
   *
   * @param <A> the type of the argument
   * @param <R> the type of the result
   * @param function the function, compiled or not
   * @param argument an argument; its types count
   * @return the explanation
   */
  public static <A, R> Explanation of(Function<A, R> function, A argument) {
    return new Explanation(Compiled.plan(function, argument));
  }

  /** {@return the operations that are left, as a graph, which can be drawn} */
  public Graph graph() {
    return graph;
  }

  /** {@return what is done, in order} */
  public List<Unit> units() {
    return plan.units().stream()
        .map(unit -> new Unit(unit.describe(), boxed(unit.reads()), boxed(unit.writes())))
        .toList();
  }

  private static List<Integer> boxed(int[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }

  /**
   * {@return how many operations the function applied, with those of the transforms inside}
   *
   * <p>Where most of a function's operations repeat others and it is differentiated inside, the
   * repetitions are merged before, and those are counted neither here nor in {@link #merged}.
   */
  public int applied() {
    return counts().applied();
  }

  /** {@return how many operations repeated another and are done once} */
  public int merged() {
    return counts().merged();
  }

  /** {@return how many operations gave a value that was there already, as {@code x · 1} does} */
  public int known() {
    return counts().known();
  }

  /** {@return how many operations no result depends on} */
  public int dead() {
    return counts().dead();
  }

  private Program.Counts counts() {
    return plan.program().counts();
  }

  /** {@return how many buffers are kept from call to call} */
  public int buffers() {
    return plan.buffers().size();
  }

  /** {@return the bytes of these buffers} */
  public long bufferBytes() {
    long bytes = 0;
    for (TensorType type : plan.buffers()) {
      bytes += (long) type.shape().size() * (type.dtype() == DType.FLOAT64 ? 8 : 4);
    }
    return bytes;
  }

  /** {@return the graph, what became of the operations, and what is done, in words} */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(graph).append('\n').append(applied()).append(" operations applied: ");
    text.append(merged()).append(" repeated others, ").append(known());
    text.append(" gave a value that was there, ").append(dead()).append(" were not needed; ");
    text.append(graph.nodes().size()).append(" are left\n");
    for (Unit unit : units()) {
      text.append("  ").append(unit.description()).append('\n');
    }
    return text.append(buffers())
        .append(buffers() == 1 ? " buffer" : " buffers")
        .append(" of ")
        .append(bufferBytes())
        .append(" bytes in all")
        .toString();
  }
}
