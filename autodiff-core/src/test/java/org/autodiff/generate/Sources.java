package org.autodiff.generate;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Writes the sources that are generated from others, below {@code src/generated/java}. They are
 * committed; a test fails where one is stale. To write them again, from the folder of the module:
 *
 * <pre>java src/test/java/org/autodiff/generate/Sources.java</pre>
 */
final class Sources {
  private static final Path MAIN = Path.of("src/main/java/org/autodiff/kernels");
  static final Path GENERATED = Path.of("src/generated/java/org/autodiff/kernels");

  private Sources() {}

  /** The files by name, with their text. */
  static Map<String, String> all() throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("DoubleMathLoops.java", loops("DoubleMath", true));
    files.put("FloatMathLoops.java", loops("FloatMath", false));
    return files;
  }

  private static String loops(String name, boolean wide) throws IOException {
    return of(Files.readString(MAIN.resolve(name + ".java")), wide);
  }

  /** The class of loops for a class of functions, of doubles or floats. */
  static String of(String text, boolean wide) throws IOException {
    JavaFileObject source =
        new SimpleJavaFileObject(URI.create("source:/Source.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
          }
        };
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    JavacTask task =
        (JavacTask)
            compiler.getTask(null, null, null, List.of("-proc:none"), null, List.of(source));
    CompilationUnitTree unit = task.parse().iterator().next();
    return new VectorForms((ClassTree) unit.getTypeDecls().get(0), wide).write();
  }

  /**
   * Writes the files.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) throws IOException {
    Files.createDirectories(GENERATED);
    for (Map.Entry<String, String> file : all().entrySet()) {
      Files.writeString(GENERATED.resolve(file.getKey()), file.getValue());
    }
  }
}
