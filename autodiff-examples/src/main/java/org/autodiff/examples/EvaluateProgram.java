package org.autodiff.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Answers requests on the standard input, so that other frameworks can check the operators. */
@Command(
    name = "evaluate",
    description = {
      "Answers requests in lines of JSON: values, vjp, jvp and Jacobians of operators.",
      "",
      "A request is one line on the standard input:",
      "  {\"id\":1,\"function\":\"vjp\",\"operator\":\"soft-abs-max\",\"parameters\":{\"alpha\":10},",
      "   \"dtype\":\"float64\",\"operands\":[[[1,2]],[[3],[4]]],\"cotangent\":[[1]]}",
      "function is value, vjp, jvp (with \"tangents\", one for each operand) or jacobian; dtype is"
          + " float64 or float32. With \"compiled\":true the function runs compiled, with the same"
          + " bits; the default is false. Answers have \"output\": for value the result, for vjp"
          + " and jacobian a list with one entry for each operand, for jvp value and tangent."
          + " Operators with several results have lists of them. NaN and infinities are \"NaN\","
          + " \"Infinity\" and \"-Infinity\".",
      "A line that cannot be answered gets \"success\":false and an \"error\"."
    })
final class EvaluateProgram implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Evaluator evaluator = new Evaluator();
    PrintWriter out = spec.commandLine().getOut();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (!line.isBlank()) {
        out.println(evaluator.answer(line));
        out.flush();
      }
    }
    return 0;
  }
}
