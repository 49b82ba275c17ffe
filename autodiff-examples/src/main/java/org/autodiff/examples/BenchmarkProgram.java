package org.autodiff.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the JMH benchmarks. */
@Command(name = "benchmark", description = "Measures speed with JMH.")
final class BenchmarkProgram implements Callable<Integer> {
  @Spec private CommandSpec spec;

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
    try {
      new Runner(new CommandLineOptions(arguments.toArray(new String[0]))).run();
      return 0;
    } catch (NoBenchmarksException | CommandLineOptionException e) {
      throw new ParameterException(
          spec.commandLine(),
          "benchmark: the arguments must name benchmarks and JMH options, got "
              + arguments
              + " ("
              + e.getMessage()
              + "); --jmh -l lists the benchmarks, --jmh -h the options");
    }
  }
}
