package org.autodiff.examples;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.autodiff.RandomKey;
import org.autodiff.Tensor;
import org.autodiff.graph.Graph;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the order of a product costs, which is what forward and reverse mode differ in. */
@Command(
    name = "flops",
    description = {
      "Counts what products of matrices cost, and what that says of forward and reverse mode.",
      "Matrices are named in the order in which they are applied: the product of A, B and C is CBA."
          + " A shape is rows x columns."
    })
final class FlopsProgram implements Callable<Integer> {
  private static final List<Chain> CHAINS =
      List.of(new Chain(200, 100, 50, 2), new Chain(2, 300, 500, 1000));
  private static final int WIDEST = 1000;

  @Option(
      names = "--chain",
      paramLabel = "SHAPES",
      defaultValue = "100x200,50x100,2x50",
      description = "The chain to find the best order for (default: ${DEFAULT-VALUE}).")
  private String chain = "";

  @Mixin private final Seed seed = new Seed();
  @Mixin private final Figures figures = new Figures();
  @Mixin private final Output output = new Output();

  /** A product by plain loops, and how many additions and multiplications that took. */
  private record Counted(double[][] product, long operations) {
    static Counted of(double[][] a, double[][] b) {
      double[][] product = new double[a.length][b[0].length];
      long operations = 0;
      for (int i = 0; i < a.length; i++) {
        for (int j = 0; j < b[0].length; j++) {
          double sum = a[i][0] * b[0][j];
          operations++;
          for (int k = 1; k < b.length; k++) {
            sum += a[i][k] * b[k][j];
            operations += 2;
          }
          product[i][j] = sum;
        }
      }
      return new Counted(product, operations);
    }
  }

  private record Line(
      String shapes,
      long cba,
      @JsonProperty("cb_a") long cbThenA,
      long countedCba,
      @JsonProperty("countedCb_a") long countedCbThenA,
      long engineCba,
      @JsonProperty("engineCb_a") long engineCbThenA,
      double ratio,
      double largestDifference) {}

  private record BestOrder(String shapes, String order, long operations, long cba, long cbA) {}

  private record Report(List<Line> chains, BestOrder best, List<String> files) {}

  @Override
  public Integer call() throws IOException {
    Chain asked = Chain.parse(chain);
    figures.requireDirectory();
    List<Line> lines = CHAINS.stream().map(this::line).toList();
    Chain.Best best = asked.best();
    BestOrder order =
        new BestOrder(
            asked.toString(), best.order(), best.operations(), asked.forward(), asked.reverse());
    List<String> files = figures.write("flops", plot());
    output.print(
        new Report(lines, order, files),
        costs(lines),
        new Table(
                "The best order of " + order.shapes() + ", by dynamic programming",
                "order",
                "operations")
            .row(order.order(), text(order.operations()))
            .row("forward, from the right", text(order.cba()))
            .row("reverse, from the left", text(order.cbA())),
        new Table(
                "What this says",
                "Forward mode multiplies Jacobians from the input on: C(BA). Its cost grows with")
            .row("the number of inputs. Reverse mode goes from the output back: (CB)A. Its cost")
            .row("grows with the number of outputs. A loss is one number: reverse."),
        Figures.table(files));
    return 0;
  }

  /** One chain of three: by the formula, counted by loops, and counted by the engine. */
  private Line line(Chain chain) {
    RandomKey key = seed.key();
    Tensor[] matrices =
        IntStream.range(0, 3)
            .mapToObj(i -> key.fold(i).normal(chain.extents()[i + 1], chain.extents()[i]))
            .toArray(Tensor[]::new);
    double[][] a = matrices[0].toMatrix();
    double[][] b = matrices[1].toMatrix();
    double[][] c = matrices[2].toMatrix();
    Counted ba = Counted.of(b, a);
    Counted cba = Counted.of(c, ba.product());
    Counted cb = Counted.of(c, b);
    Counted cbThenA = Counted.of(cb.product(), a);
    Function<Tensor[], Tensor> forward = m -> m[2].matmul(m[1].matmul(m[0]));
    Function<Tensor[], Tensor> reverse = m -> m[2].matmul(m[1]).matmul(m[0]);
    return new Line(
        chain.toString(),
        chain.forward(),
        chain.reverse(),
        ba.operations() + cba.operations(),
        cb.operations() + cbThenA.operations(),
        Graph.of(forward, matrices).operationCount().total(),
        Graph.of(reverse, matrices).operationCount().total(),
        Math.max(chain.forward(), chain.reverse())
            / (double) Math.min(chain.forward(), chain.reverse()),
        Differences.largest(forward.apply(matrices), Tensor.of(cbThenA.product())));
  }

  private static Table costs(List<Line> lines) {
    Table table =
        new Table(
            "Additions and multiplications: (m,k)·(k,n) takes mn(2k − 1)",
            "chain, rows first",
            "order",
            "formula",
            "loops",
            "engine",
            "ratio");
    for (Line line : lines) {
      table.row(
          line.shapes(),
          "C(BA), forward",
          text(line.cba()),
          text(line.countedCba()),
          text(line.engineCba()),
          "");
      table.row(
          "",
          "(CB)A, reverse",
          text(line.cbThenA()),
          text(line.countedCbThenA()),
          text(line.engineCbThenA()),
          Math.round(10 * line.ratio()) / 10.0);
    }
    return table;
  }

  /** The Jacobian of one number by w inputs, through two layers w wide. */
  private static LinePlot plot() {
    int[] widths = IntStream.rangeClosed(1, WIDEST).toArray();
    double[] w = IntStream.of(widths).asDoubleStream().toArray();
    double[] forward =
        IntStream.of(widths).mapToDouble(n -> new Chain(n, n, n, 1).forward()).toArray();
    double[] reverse =
        IntStream.of(widths).mapToDouble(n -> new Chain(n, n, n, 1).reverse()).toArray();
    return new LinePlot(
            "A gradient: w inputs, two layers w wide, one output",
            "width w (inputs)",
            "additions and multiplications")
        .logarithmicX()
        .logarithmicY()
        .line("forward, C(BA): about 2w³", w, forward)
        .line("reverse, (CB)A: about 4w²", w, reverse);
  }

  private static String text(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
