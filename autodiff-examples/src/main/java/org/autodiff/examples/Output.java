package org.autodiff.examples;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where a program writes, and the option {@code --json} that every program has. */
final class Output {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(
              new SimpleModule()
                  .addSerializer(Double.class, new FiniteOrNull())
                  .addSerializer(Double.TYPE, new FiniteOrNull())
                  .addSerializer(double[].class, new FinitesOrNulls()));

  @Option(names = "--json", description = "Prints JSON instead of tables.")
  private boolean json;

  private @Nullable CommandSpec program;

  @Spec(Spec.Target.MIXEE)
  void program(CommandSpec spec) {
    program = spec;
  }

  /** {@return whether JSON was asked for} */
  boolean isJson() {
    return json;
  }

  /** Prints a report as one line of JSON if that was asked for, else as tables. */
  void print(Object report, Table... tables) {
    PrintWriter out = commandSpec().commandLine().getOut();
    if (json) {
      out.println(toJson(report));
      return;
    }
    for (int i = 0; i < tables.length; i++) {
      out.print(i == 0 ? "" : "\n");
      out.print(tables[i]);
    }
    out.flush();
  }

  /** Prints a line of what went wrong, beside the report. */
  void error(Object line) {
    commandSpec().commandLine().getErr().println(line);
  }

  /** Prints a line beside the report while something goes on. */
  void print(Progress progress, String line) {
    progress.print(commandSpec().commandLine().getErr(), line);
  }

  private CommandSpec commandSpec() {
    return Objects.requireNonNull(program, "a mixin of a program");
  }

  private static String toJson(Object report) {
    try {
      return JSON.writeValueAsString(report);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(double x, JsonGenerator out) throws IOException {
    if (Double.isFinite(x)) {
      out.writeNumber(x);
    } else {
      out.writeNull(); // JSON has no infinities and no NaN
    }
  }

  private static final class FiniteOrNull extends JsonSerializer<Double> {
    @Override
    public void serialize(Double x, JsonGenerator out, SerializerProvider serializers)
        throws IOException {
      write(x, out);
    }
  }

  private static final class FinitesOrNulls extends JsonSerializer<double[]> {
    @Override
    public void serialize(double[] numbers, JsonGenerator out, SerializerProvider serializers)
        throws IOException {
      out.writeStartArray();
      for (double x : numbers) {
        write(x, out);
      }
      out.writeEndArray();
    }
  }
}
