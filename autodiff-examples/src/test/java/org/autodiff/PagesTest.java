package org.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every block of Java on these pages compiles, and prints the block of text that follows it. A
 * block is a whole program where it declares a public class; otherwise it is the body of a method,
 * under the imports that the page names. All links of all pages lead somewhere.
 */
class PagesTest {
  private static final Path TOP = Path.of("..");
  private static final Path DOCS = TOP.resolve("docs");
  private static final Pattern BLOCK = Pattern.compile("```(java|text)\n(.*?)```", Pattern.DOTALL);
  private static final Pattern PROGRAM = Pattern.compile("public class (\\w+)");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(?:#[^)]*)?\\)");
  private static final String IMPORTS =
      """
      import static org.autodiff.Autodiff.*;
      import java.util.*;
      import java.util.function.*;
      import org.autodiff.*;
      import org.autodiff.check.*;
      import org.autodiff.extend.*;
      import org.autodiff.graph.*;
      import org.autodiff.nn.*;
      import org.autodiff.ops.*;
      """;

  @TempDir Path directory;

  private record Example(String name, String source, String output) {}

  static List<Example> examples(String page) throws IOException {
    List<Example> examples = new ArrayList<>();
    List<MatchResult> blocks =
        BLOCK.matcher(Files.readString(DOCS.resolve(page))).results().toList();
    for (int i = 0; i < blocks.size(); i++) {
      String code = blocks.get(i).group(2);
      if (blocks.get(i).group(1).equals("text")) {
        continue;
      }
      boolean printed = i + 1 < blocks.size() && blocks.get(i + 1).group(1).equals("text");
      Matcher program = PROGRAM.matcher(code);
      String name = program.find() ? program.group(1) : "Example" + examples.size();
      String source =
          name.startsWith("Example")
              ? IMPORTS
                  + "public class "
                  + name
                  + " {\n  public static void main(String[] args) throws Exception {\n"
                  + code
                  + "  }\n}\n"
              : code;
      examples.add(new Example(name, source, printed ? blocks.get(i + 1).group(2) : ""));
    }
    return examples;
  }

  private void compile(List<Example> examples) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Example example : examples) {
      files.add(Files.writeString(directory.resolve(example.name() + ".java"), example.source()));
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      List<String> options =
          List.of("-d", directory.toString(), "-cp", System.getProperty("java.class.path"));
      boolean compiled =
          compiler
              .getTask(
                  messages,
                  manager,
                  null,
                  options,
                  null,
                  manager.getJavaFileObjectsFromPaths(files))
              .call();
      assertThat(compiled).as(messages.toString()).isTrue();
    }
  }

  private static String output(ClassLoader loader, String name) throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream capture = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      System.setOut(capture);
      loader.loadClass(name).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sharp-bits.md",
        "debugging.md",
        "performance.md",
        "training.md",
        "coming-from-python.md",
        "control-flow.md",
        "compile.md"
      })
  void everyExamplePrintsWhatThePageSays(String page) throws Exception {
    List<Example> examples = examples(page);
    assertThat(examples).isNotEmpty();
    compile(examples);
    URL[] classes = {directory.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(classes, getClass().getClassLoader())) {
      for (Example example : examples) {
        assertThat(output(loader, example.name())).as(example.source()).isEqualTo(example.output());
      }
    }
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(DOCS)) {
      return Stream.concat(
              Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md").map(TOP::resolve),
              docs.filter(file -> file.toString().endsWith(".md")))
          .toList();
    }
  }

  private static List<Path> links(Path page) throws IOException {
    return LINK.matcher(Files.readString(page))
        .results()
        .map(link -> link.group(1))
        .filter(link -> !link.contains(":"))
        .map(link -> page.resolveSibling(link).normalize())
        .toList();
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    for (Path page : pages()) {
      for (Path target : links(page)) {
        assertThat(target).as(page.toString()).exists();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "derivations/README.md", "decisions/README.md"})
  void anIndexListsEveryPageOfItsFolder(String index) throws IOException {
    Path file = DOCS.resolve(index).normalize();
    List<Path> listed = links(file);
    try (Stream<Path> pages = Files.list(file.getParent())) {
      assertThat(
              pages.filter(page -> page.toString().endsWith(".md") && !page.equals(file)).toList())
          .isNotEmpty()
          .allSatisfy(page -> assertThat(listed).contains(page));
    }
  }

  @Test
  void theReadmeLeadsToEveryPage() throws IOException {
    List<Path> listed = new ArrayList<>(links(TOP.resolve("README.md")));
    assertThat(listed).contains(DOCS.resolve("README.md"));
    assertThat(Files.readString(TOP.resolve("README.md")).lines().count()).isLessThan(220);
  }
}
