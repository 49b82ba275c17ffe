package org.autodiff.examples;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;

/** What a program printed, and the code it left with. */
record ProgramRun(int code, String out, String err) {

  /** Runs a program as the launcher does. */
  static ProgramRun of(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.commandLine(new PrintWriter(out, true), new PrintWriter(err, true)).execute(args);
    return new ProgramRun(code, out.toString(), err.toString());
  }

  /** The output as JSON: one line, one value. */
  JsonNode json() throws JsonProcessingException {
    if (out.lines().count() != 1) {
      throw new AssertionError("one line expected, got " + out);
    }
    return new ObjectMapper().readTree(out);
  }

  static double[] numbers(JsonNode array) {
    double[] numbers = new double[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = array.get(i).isNull() ? Double.NaN : array.get(i).doubleValue();
    }
    return numbers;
  }
}
