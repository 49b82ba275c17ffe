package org.autodiff.generate;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
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
    files.put("DoubleMathLoops.java", new VectorForms(parse("DoubleMath"), true).write());
    files.put("FloatMathLoops.java", new VectorForms(parse("FloatMath"), false).write());
    return files;
  }

  private static ClassTree parse(String name) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  null,
                  List.of("-proc:none"),
                  null,
                  manager.getJavaFileObjects(MAIN.resolve(name + ".java")));
      CompilationUnitTree unit = task.parse().iterator().next();
      return (ClassTree) unit.getTypeDecls().get(0);
    }
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
