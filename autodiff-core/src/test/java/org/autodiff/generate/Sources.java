package org.autodiff.generate;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Writes the sources that are generated from others, below {@code src/generated/java} of their
 * modules. They are committed; a test fails where one is stale. To write them again, from the
 * folder {@code autodiff-core}:
 *
 * <pre>java src/test/java/org/autodiff/generate/Sources.java</pre>
 *
 * <p>There are two kinds. Each kernel of doubles ({@code DoubleTiles}) that has no kernel of floats
 * written by hand beside it is the source of one, by {@link FloatForms}. The functions of one
 * element are the source of loops over vectors, by {@link VectorForms}, and of plain ones, by
 * {@link PlainLoops}.
 */
final class Sources {
  private static final Path CORE = Path.of("src/main/java/org/autodiff/kernels");
  private static final Path OPS = Path.of("../autodiff-ops/src/main/java/org/autodiff/ops/kernels");

  private Sources() {}

  /** The files with their text. */
  static Map<Path, String> all() throws IOException {
    Map<Path, String> files = new LinkedHashMap<>();
    for (Path folder : List.of(CORE, OPS)) {
      for (Path source : files(folder)) {
        Path floats = folder.resolve(name(source).replace("Double", "Float"));
        if (name(source).contains("Double") && !Files.exists(floats)) {
          String text = FloatForms.of(Files.readString(source));
          files.put(generated(floats), header(name(source)) + text);
        }
      }
    }
    for (String type : List.of("Double", "Float")) {
      Path loops = generated(CORE.resolve(type + "MathLoops.java"));
      String text = loops(file -> text(files, file), type + "Math");
      files.put(loops, header(type + "Math.java and what it imports") + text);
      Path plain = generated(CORE.resolve("Scalar" + type + "Transcendental.java"));
      ClassTree functions = declared(parsed(text(files, type + "Math")));
      ClassTree kinds = declared(parsed(text(files, "UnaryKind")));
      files.put(plain, header(type + "Math.java") + PlainLoops.of(functions, kinds, type));
    }
    return files;
  }

  /** The files that are there. */
  static List<Path> committed() throws IOException {
    return Stream.concat(files(generated(CORE)).stream(), files(generated(OPS)).stream())
        .sorted()
        .toList();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static Path generated(Path file) {
    return Path.of(file.toString().replace("src/main/java", "src/generated/java"));
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  private static String header(String source) {
    return """
    // Generated from %s; do not edit. To write it again, in autodiff-core:
    // java src/test/java/org/autodiff/generate/Sources.java
    """
        .formatted(source);
  }

  /** The text of a class, written by hand or generated. */
  private static String text(Map<Path, String> generated, String name) {
    Path file = CORE.resolve(name + ".java");
    String text = generated.get(generated(file));
    try {
      return text != null ? text : Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The class of loops for a class of functions; the sources are those of classes by name. */
  static String loops(UnaryOperator<String> sources, String name) {
    CompilationUnitTree unit = parsed(sources.apply(name));
    List<ClassTree> imported =
        unit.getImports().stream()
            .map(tree -> ((MemberSelectTree) tree.getQualifiedIdentifier()).getExpression())
            .map(type -> ((MemberSelectTree) type).getIdentifier().toString())
            .map(type -> declared(parsed(sources.apply(type))))
            .toList();
    return new VectorForms(declared(unit), imported, name.startsWith("Double")).write();
  }

  private static ClassTree declared(CompilationUnitTree unit) {
    return (ClassTree) unit.getTypeDecls().get(0);
  }

  private static CompilationUnitTree parsed(String text) {
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
    try {
      return task.parse().iterator().next();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes the files.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) throws IOException {
    for (Map.Entry<Path, String> file : all().entrySet()) {
      Files.createDirectories(file.getKey().getParent());
      Files.writeString(file.getKey(), file.getValue());
    }
  }
}
