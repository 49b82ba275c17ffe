import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Formats the Java sources of every module, or checks that they are formatted. */
final class Format {

  private Format() {}

  /** Takes {@code check} or {@code apply}, and the top of the repository. */
  public static void main(String[] args) throws IOException {
    boolean apply = args[0].equals("apply");
    Path top = Path.of(args[1]);
    List<String> complaints = new ArrayList<>();
    for (Path source : sources(top)) {
      String before = Files.readString(source);
      try {
        String after = formatted(before);
        if (after.equals(before)) {
          continue;
        }
        if (apply) {
          Files.writeString(source, after);
          System.out.println("formatted " + top.relativize(source));
        } else {
          complaints.add(top.relativize(source) + ": not formatted");
        }
      } catch (FormatterException e) {
        complaints.add(top.relativize(source) + ":" + e.getMessage());
      }
    }
    if (!complaints.isEmpty()) {
      complaints.forEach(System.err::println);
      System.err.println("To format the sources: mvn -N -Pformat verify");
      System.exit(1);
    }
  }

  private static List<Path> sources(Path top) throws IOException {
    List<Path> found = new ArrayList<>(List.of(top.resolve(".mvn/Format.java")));
    try (Stream<Path> modules = Files.list(top)) {
      for (Path src :
          modules.map(module -> module.resolve("src")).filter(Files::isDirectory).toList()) {
        try (Stream<Path> files = Files.walk(src)) {
          files.filter(file -> file.toString().endsWith(".java")).sorted().forEach(found::add);
        }
      }
    }
    return found;
  }

  private static String formatted(String source) throws FormatterException {
    String ordered = ImportOrderer.reorderImports(source, Style.GOOGLE);
    return new Formatter().formatSource(RemoveUnusedImports.removeUnusedImports(ordered));
  }
}
