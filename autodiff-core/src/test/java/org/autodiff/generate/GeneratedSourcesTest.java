package org.autodiff.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GeneratedSourcesTest {
  /** Only blanks may differ, and lines of comments: a formatter may have been over the files. */
  @Test
  void noneIsStale() throws IOException {
    for (Map.Entry<Path, String> file : Sources.all().entrySet()) {
      String again =
          "; write it again, in autodiff-core, with"
              + " java src/test/java/org/autodiff/generate/Sources.java";
      assertTrue(Files.exists(file.getKey()), () -> file.getKey() + " is missing" + again);
      assertEquals(
          folded(file.getValue()),
          folded(Files.readString(file.getKey())),
          () -> file.getKey() + " is stale" + again);
    }
  }

  private static String folded(String text) {
    return text.replaceAll("(?m)^ +\\*|\\s", "");
  }

  @Test
  void nothingElseIsInTheirFolders() throws IOException {
    assertEquals(Sources.all().keySet().stream().sorted().toList(), Sources.committed());
  }

  @Test
  void floatsAreDoublesWithOtherWords() {
    assertEquals(
        """
        import jdk.incubator.vector.FloatVector;
        import jdk.incubator.vector.IntVector;
        /** A float, 1.5 long. */
        final class FloatA {
          static final int WIDTH = 512;

          static float f(float x, double alpha, int[] places, long n) {
            int bits = Float.floatToRawIntBits(x) & Integer.MIN_VALUE;
            return 0.5f * (float) Math.sqrt(x) + 0x1.8p52f + 2;
          }
        }
        """,
        FloatForms.of(
            """
            import jdk.incubator.vector.DoubleVector;
            import jdk.incubator.vector.IntVector;
            import jdk.incubator.vector.LongVector;
            /** A double, 1.5 long. */
            final class DoubleA {
              // float: static final int WIDTH = 512;
              static final int WIDTH = 256;

              static double f(double x, /* always */ double alpha, long[] places, long n) {
                long bits = Double.doubleToRawLongBits(x) & Long.MIN_VALUE;
                return 0.5 * Math.sqrt(x) + 0x1.8p52 + 2;
              }
            }
            """));
  }

  @Test
  void whatHasNoVectorFormIsRefused() {
    String why =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    Sources.loops(
                        name -> "class A { static double f(double x) { return x % 2; } }",
                        "DoubleA"))
            .getMessage();
    assertEquals("no vector form of x % 2", why);
  }
}
