package org.autodiff.examples;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Lists the programs, and runs one by its name.
 *
 * <p>A program is a class annotated {@code @Command(name, description)} that implements {@code
 * Callable<Integer>} and is named in {@link #PROGRAMS}; the first line of its description is its
 * line in the list, and {@code --help} comes with it.
 */
@Command(
    name = "autodiff",
    description = "Automatic differentiation at work: runs a program by its name.")
public final class Main implements Runnable {

  /** Every program, in the order in which they are listed. */
  private static final Class<?>[] PROGRAMS = {
    JacobianProgram.class,
    CurvesProgram.class,
    LawsProgram.class,
    OperatorsProgram.class,
    EvaluateProgram.class,
    ExplainProgram.class,
    FlopsProgram.class,
    MatmulProgram.class,
    InitProgram.class,
    MlpProgram.class,
    HadamardProgram.class,
    JacobiansProgram.class,
    TernaryProgram.class,
    CompressProgram.class,
    QuantizeProgram.class,
    AggregateProgram.class,
    MnistProgram.class,
    MnistCompareProgram.class,
    TourProgram.class,
    BenchmarkProgram.class
  };

  private final PrintWriter out;
  private final CommandLine commandLine;

  private Main(PrintWriter out, PrintWriter err, Class<?>... programs) {
    this.out = out;
    commandLine = withVersion(withHelp(new CommandLine(this)));
    for (Class<?> program : programs) {
      commandLine.addSubcommand(withHelp(new CommandLine(program)));
    }
    commandLine
        .setOut(out)
        .setErr(err)
        .setExpandAtFiles(false)
        .setParameterExceptionHandler(Main::refuse)
        .setExecutionExceptionHandler(Main::failed);
  }

  public static void main(String[] args) {
    System.exit(
        commandLine(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8))
            .execute(args));
  }

  /** The command line as a person meets it, writing to {@code out} and {@code err}. */
  static CommandLine commandLine(PrintWriter out, PrintWriter err) {
    return commandLine(out, err, PROGRAMS);
  }

  /** A command line over {@code programs}. */
  static CommandLine commandLine(PrintWriter out, PrintWriter err, Class<?>... programs) {
    return new Main(out, err, programs).commandLine;
  }

  private static CommandLine withHelp(CommandLine command) {
    if (command.getCommandSpec().findOption("--help") == null) {
      command
          .getCommandSpec()
          .addOption(
              OptionSpec.builder("-h", "--help")
                  .usageHelp(true)
                  .description("Shows this help.")
                  .build());
    }
    return command;
  }

  private static CommandLine withVersion(CommandLine command) {
    command
        .getCommandSpec()
        .versionProvider(Version::lines)
        .addOption(
            OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Shows the version, the JDK and the kernels in use.")
                .build());
    return command;
  }

  @Override
  public void run() {
    list(commandLine, out);
  }

  private static void list(CommandLine top, PrintWriter writer) {
    writer.println("Programs (PROGRAM --help tells more):");
    int widest = top.getSubcommands().keySet().stream().mapToInt(String::length).max().orElse(0);
    top.getSubcommands()
        .forEach(
            (name, program) ->
                writer.println(
                    "  " + name + " ".repeat(widest - name.length() + 2) + summary(program)));
  }

  private static String summary(CommandLine program) {
    String[] description = program.getCommandSpec().usageMessage().description();
    // a description is a format: %% is a percent sign
    return description.length == 0 ? "" : String.format(Locale.ROOT, description[0]);
  }

  /** Reports arguments that cannot be understood; without a known program, lists the programs. */
  private static int refuse(ParameterException exception, String[] args) {
    CommandLine refusing = exception.getCommandLine();
    PrintWriter err = refusing.getErr();
    err.println(exception.getMessage());
    UnmatchedArgumentException.printSuggestions(exception, err);
    if (refusing.getParent() == null) {
      list(refusing, err);
    } else {
      refusing.usage(err, Ansi.AUTO);
    }
    return refusing.getCommandSpec().exitCodeOnInvalidInput();
  }

  /** Reports what a program cannot use, and failures to write; anything else is a defect. */
  private static int failed(Exception exception, CommandLine program, ParseResult arguments)
      throws Exception {
    String start = program.getCommandSpec().qualifiedName() + ": ";
    if (exception instanceof Refusal) {
      program.getErr().println(start + exception.getMessage());
      return program.getCommandSpec().exitCodeOnInvalidInput();
    }
    if (exception instanceof IOException) {
      program.getErr().println(start + exception);
      return program.getCommandSpec().exitCodeOnExecutionException();
    }
    throw exception;
  }
}
