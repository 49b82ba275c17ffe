package org.autodiff.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the JMH benchmarks. */
@Command(name = "benchmark", description = "Measures speed with JMH.")
final class BenchmarkProgram implements Callable<Integer> {
  @Parameters(
      arity = "0..*",
      paramLabel = "NAME",
      description = "regular expressions for the benchmarks to run; all, if none is given")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--jmh",
      paramLabel = "OPTIONS",
      description = "JMH's own options, as one argument: --jmh '-f 1 -prof gc'")
  private String options = "";

  @Override
  public Integer call() throws Exception {
    List<String> arguments = new ArrayList<>(names);
    arguments.addAll(List.of(options.strip().split("\\s+")));
    arguments.removeIf(String::isEmpty);
    org.openjdk.jmh.Main.main(arguments.toArray(new String[0]));
    return 0;
  }
}
