package org.autodiff.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Member;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

class MainTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void withoutArgumentsEveryProgramHasOneLine() {
    int code = run();

    assertThat(code).isZero();
    assertThat(out.toString().lines().filter(line -> line.startsWith("  ")))
        .hasSize(2)
        .anyMatch(line -> line.strip().matches("echo +Prints what it is given\\."));
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void anUnknownNameIsRefusedWithTheList() {
    int code = run("ecoh");

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains("'ecoh'").contains("echo  ").contains("quit  ");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aMisspelledNameIsSuggested() {
    run("ecoh");

    assertThat(err.toString()).contains("Did you mean").contains("autodiff echo");
  }

  @Test
  void aMisspelledOptionIsSuggested() {
    run("quit", "--cod", "7");

    assertThat(err.toString()).contains("Possible solutions: --code");
  }

  @Test
  void theListIsAlignedAndReadsAsItIsMeant() {
    assertThat(run(new Class<?>[] {Echo.class, LongNamed.class})).isZero();

    assertThat(out.toString().lines().skip(1))
        .containsExactly(
            "  echo                         Prints what it is given.",
            "  a-name-of-many-many-letters  Takes 10 % of the time.");
  }

  @Test
  void theVersionNamesProjectJdkAndKernels() {
    assertThat(run("--version")).isZero();

    List<String> lines = out.toString().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).matches("autodiff .+");
    assertThat(lines.get(1)).startsWith("JDK " + Runtime.version());
    assertThat(lines.get(2)).matches("(scalar|vector) kernels, [0-9]+ processors");
  }

  @Test
  void aProgramGetsItsArgumentsAsTheyAre() {
    int code = run("echo", "a b", "\"q\"", "^x", "*", "@file", "");

    assertThat(code).isZero();
    assertThat(out.toString().lines()).containsExactly("a b", "\"q\"", "^x", "*", "@file", "");
  }

  @Test
  void theExitCodeIsTheProgramsOwn() {
    assertThat(run("quit", "--code", "7")).isEqualTo(7);
  }

  @Test
  void aWrongOptionShowsTheUsageOfItsProgram() {
    int code = run("quit", "--cod", "7");

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains("'--cod'").contains("Usage: autodiff quit");
  }

  @Test
  void everyProgramHasHelp() {
    for (String name : List.of("echo", "quit")) {
      assertThat(run(name, "--help")).isZero();
      assertThat(out.toString()).contains("Usage: autodiff " + name);
    }
  }

  @Test
  void everyRealProgramHasASummaryAndHelp() {
    CommandLine real = Main.commandLine(new PrintWriter(out, true), new PrintWriter(err, true));

    real.getSubcommands()
        .forEach(
            (name, program) -> {
              assertThat(program.getCommandSpec().usageMessage().description())
                  .as("description of %s, whose lines are whole, since picocli wraps them", name)
                  .isNotEmpty()
                  .allMatch(line -> line.matches("| .*|.*[.:]"));
              assertThat(real.execute(name, "--help")).isZero();
            });
  }

  @Test
  void whatSeveralProgramsTakeIsOneOptionEach() {
    Map<String, Class<?>> mixins =
        Map.of("--json", Output.class, "--out", Figures.class, "--seed", Seed.class);
    CommandLine real = Main.commandLine(new PrintWriter(out, true), new PrintWriter(err, true));

    mixins.forEach(
        (option, mixin) ->
            assertThat(real.getSubcommands().values())
                .map(program -> program.getCommandSpec().findOption(option))
                .filteredOn(Objects::nonNull)
                .hasSizeGreaterThan(5)
                .allMatch(found -> ((Member) found.userObject()).getDeclaringClass() == mixin));
  }

  private int run(String... args) {
    return run(new Class<?>[] {Echo.class, Quit.class}, args);
  }

  private int run(Class<?>[] programs, String... args) {
    return Main.commandLine(new PrintWriter(out, true), new PrintWriter(err, true), programs)
        .execute(args);
  }

  @Command(name = "a-name-of-many-many-letters", description = "Takes 10 %% of the time.")
  static final class LongNamed implements Callable<Integer> {
    @Override
    public Integer call() {
      return 0;
    }
  }

  @Command(name = "echo", description = "Prints what it is given.")
  static final class Echo implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Parameters private List<String> words;

    @Override
    public Integer call() {
      words.forEach(spec.commandLine().getOut()::println);
      return 0;
    }
  }

  @Command(name = "quit", description = "Leaves with a code.", mixinStandardHelpOptions = true)
  static final class Quit implements Callable<Integer> {
    @Option(names = "--code", description = "The code to leave with.")
    private int code;

    @Override
    public Integer call() {
      return code;
    }
  }
}
