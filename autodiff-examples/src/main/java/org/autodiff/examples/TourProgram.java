package org.autodiff.examples;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The quick programs, each with one line of result. */
@Command(
    name = "tour",
    description = "Runs the quick programs in about a minute: one line of result each.")
final class TourProgram implements Callable<Integer> {
  @Mixin private final Seed seed = new Seed();
  @Mixin private final Figures figures = new Figures();
  @Mixin private final Output output = new Output();

  private record Stop(List<String> arguments, Function<JsonNode, String> result) {
    static Stop of(String line, Function<JsonNode, String> result) {
      return new Stop(List.of(line.split(" ", -1)), result);
    }
  }

  private record Line(String program, String result, double seconds) {}

  private static final List<Stop> STOPS =
      List.of(
          Stop.of(
              "laws --operator soft-abs-max --operator matmul",
              j -> j.size() + " laws hold for soft-abs-max and matmul"),
          Stop.of("jacobian", j -> "one Jacobian by columns, by rows, forward and reverse"),
          Stop.of("curves", j -> "a function with its first and second derivative, drawn"),
          Stop.of(
              "flops",
              j ->
                  "reverse mode takes "
                      + number(
                          j.at("/chains/0/cba").doubleValue()
                              / j.at("/chains/0/cb_a").doubleValue())
                      + " times fewer operations for one output"),
          Stop.of("matmul", j -> "seven ways to one product, from loops to the operator"),
          Stop.of("init", j -> "50 layers: with He's scale activations neither vanish nor explode"),
          Stop.of(
              "mlp --epochs 5",
              j ->
                  "gradients by hand and by the engine differ by "
                      + Table.number(j.get("largestDifference").doubleValue())),
          Stop.of(
              "hadamard --steps 200",
              j ->
                  "all gradients of W = A∘B are right to "
                      + Table.number(j.get("largestDifference").doubleValue())),
          Stop.of(
              "compress",
              j ->
                  "10 % nonzeros: compressed rows are "
                      + number(j.at("/forms/2/ratio").doubleValue())
                      + " times smaller, the round trip is exact"),
          Stop.of(
              "quantize",
              j ->
                  "8 bits: off by "
                      + Table.number(j.at("/bits/6/largestError").doubleValue())
                      + "; an 8-bit sum would give "
                      + number(j.at("/wrapped/0").doubleValue())),
          Stop.of(
              "ternary",
              j ->
                  "half of the weights 0: "
                      + number(
                          j.get("denseBytes").doubleValue()
                              / j.at("/densities/6/bytes").doubleValue())
                      + " times smaller and "
                      + number(
                          j.get("dense").doubleValue() / j.at("/densities/6/packed").doubleValue())
                      + " times as fast as dense float32"),
          Stop.of(
              "aggregate",
              j ->
                  "abs-max takes "
                      + number(j.at("/times/15/timesDense").doubleValue())
                      + " times as long as the dense layer at 1024"),
          Stop.of(
              "jacobians",
              j ->
                  "Newton on a robot arm: residual "
                      + Table.number(last(j.at("/systems/0/residuals")))),
          Stop.of(
              "mnist --layer ternary --epochs 2",
              j ->
                  "drawn digits, hidden layers of weights -1, 0 and 1: "
                      + number(100 * j.get("testAccuracy").doubleValue())
                      + " % right"));

  /** Those that take no {@code --seed}. */
  private static final Set<String> WITHOUT_CHANCE = Set.of("jacobian", "curves");

  /** Those that take {@code --out}. */
  private static final Set<String> DRAWING =
      Set.of(
          "curves",
          "flops",
          "init",
          "mlp",
          "hadamard",
          "quantize",
          "ternary",
          "jacobians",
          "mnist");

  private static String number(double x) {
    return String.format(Locale.ROOT, "%.4g", x);
  }

  private static double last(JsonNode list) {
    return list.get(list.size() - 1).doubleValue();
  }

  @Override
  public Integer call() throws IOException {
    figures.requireDirectory();
    List<Line> lines = new ArrayList<>();
    try (Progress progress = new Progress("tour", STOPS.size())) {
      for (Stop stop : STOPS) {
        List<String> arguments = new ArrayList<>(stop.arguments());
        if (DRAWING.contains(arguments.get(0))) {
          arguments.addAll(List.of("--out", figures.directory()));
        }
        if (!WITHOUT_CHANCE.contains(arguments.get(0))) {
          arguments.addAll(List.of("--seed", "" + seed.number()));
        }
        long start = System.nanoTime();
        JsonNode report = Runs.json(arguments.toArray(new String[0]));
        double seconds = (System.nanoTime() - start) / 1e9;
        String command = "./autodiff " + String.join(" ", stop.arguments());
        lines.add(new Line(command, stop.result().apply(report), seconds));
        progress.step();
      }
    }
    Table table = new Table("Figures are in " + figures.directory(), "program", "result");
    for (Line line : lines) {
      table.row(line.program, line.result);
    }
    output.print(lines, table);
    return 0;
  }
}
