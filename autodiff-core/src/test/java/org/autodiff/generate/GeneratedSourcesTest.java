package org.autodiff.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GeneratedSourcesTest {
  /** Only blanks may differ: a formatter may have been over the files. */
  @Test
  void noneIsStale() throws IOException {
    for (Map.Entry<String, String> file : Sources.all().entrySet()) {
      String committed = Files.readString(Sources.GENERATED.resolve(file.getKey()));
      assertEquals(
          file.getValue().replaceAll("\\s", ""),
          committed.replaceAll("\\s", ""),
          () ->
              file.getKey()
                  + " is stale; write it again, in autodiff-core, with"
                  + " java src/test/java/org/autodiff/generate/Sources.java");
    }
  }

  @Test
  void nothingElseIsInTheirFolder() throws IOException {
    try (Stream<Path> files = Files.list(Sources.GENERATED)) {
      List<String> names = files.map(file -> file.getFileName().toString()).sorted().toList();
      assertEquals(Sources.all().keySet().stream().sorted().toList(), names);
    }
  }

  @Test
  void whatHasNoVectorFormIsRefused() {
    String why =
        assertThrows(
                IllegalArgumentException.class,
                () -> Sources.of("class A { static double f(double x) { return x % 2; } }", true))
            .getMessage();
    assertEquals("no vector form of x % 2", why);
  }
}
