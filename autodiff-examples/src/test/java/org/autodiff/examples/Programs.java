package org.autodiff.examples;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs programs that write figures, into a directory of the test's own. */
final class Programs {
  private Programs() {}

  static ProgramRun run(String program, Path directory, String... options) {
    List<String> args = new ArrayList<>(List.of(program, "--out", directory.toString()));
    args.addAll(List.of(options));
    return ProgramRun.of(args.toArray(new String[0]));
  }
}
