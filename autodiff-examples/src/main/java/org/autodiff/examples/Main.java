package org.autodiff.examples;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

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
  private static final Class<?>[] PROGRAMS = {BenchmarkProgram.class};

  private final PrintWriter out;
  private final CommandLine commandLine;

  private Main(PrintWriter out, PrintWriter err, Class<?>... programs) {
    this.out = out;
    commandLine = withHelp(new CommandLine(this));
    for (Class<?> program : programs) {
      commandLine.addSubcommand(withHelp(new CommandLine(program)));
    }
    commandLine
        .setOut(out)
        .setErr(err)
        .setExpandAtFiles(false)
        .setParameterExceptionHandler(Main::refuse);
  }

  public static void main(String[] args) {
    System.exit(
        commandLine(
                new PrintWriter(System.out, true, System.out.charset()),
                new PrintWriter(System.err, true, System.err.charset()))
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

  @Override
  public void run() {
    list(commandLine, out);
  }

  private static void list(CommandLine top, PrintWriter writer) {
    writer.println("Programs (PROGRAM --help tells more):");
    top.getSubcommands()
        .forEach((name, program) -> writer.printf("  %-12s %s%n", name, summary(program)));
  }

  private static String summary(CommandLine program) {
    String[] description = program.getCommandSpec().usageMessage().description();
    return description.length == 0 ? "" : description[0];
  }

  /** Reports arguments that cannot be understood; without a known program, lists the programs. */
  private static int refuse(ParameterException exception, String[] args) {
    CommandLine refusing = exception.getCommandLine();
    PrintWriter err = refusing.getErr();
    err.println(exception.getMessage());
    if (refusing.getParent() == null) {
      list(refusing, err);
    } else {
      refusing.usage(err, Ansi.AUTO);
    }
    return refusing.getCommandSpec().exitCodeOnInvalidInput();
  }
}
