package org.autodiff.examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;

/** Programs run by other programs. */
final class Runs {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Runs() {}

  /** What a program prints with {@code --json}; its refusal is this program's own. */
  static JsonNode json(String... arguments) throws IOException {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = "--json";
    int code =
        Main.commandLine(new PrintWriter(out, true), new PrintWriter(err, true)).execute(all);
    if (code != 0) {
      throw new Refusal(err.toString().strip());
    }
    return JSON.readTree(out.toString());
  }
}
