package org.autodiff.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.autodiff.Shape;
import org.autodiff.ValueException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shapes at the edges of what an IDX file may have. */
class IdxShapesTest {
  @TempDir Path folder;

  private Path file(int elements, int... dims) throws Exception {
    ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * dims.length + elements);
    bytes.putInt(0x800 | dims.length);
    for (int dim : dims) {
      bytes.putInt(dim);
    }
    return Files.write(folder.resolve("x"), bytes.array());
  }

  @Test
  void fromOneAxisToEightAreRead() throws Exception {
    assertThat(Idx.read(file(3, 3)).shape()).isEqualTo(Shape.of(3));
    assertThat(Idx.read(file(2, 1, 1, 1, 2, 1, 1, 1, 1)).shape())
        .isEqualTo(Shape.of(1, 1, 1, 2, 1, 1, 1, 1));
    Path nine = file(1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
    assertThatThrownBy(() -> Idx.read(nine))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("from 1 to 8 axes, got 9 axes");
  }

  @Test
  void anEmptyAxisIsRead() throws Exception {
    assertThat(Idx.read(file(0, 2, 0, 3)).shape()).isEqualTo(Shape.of(2, 0, 3));
  }

  @Test
  void extentsHaveFourBytes() throws Exception {
    assertThat(Idx.read(file(0x12345, 0x12345)).shape()).isEqualTo(Shape.of(0x12345));
    Path large = file(5, 0x1020304);
    assertThatThrownBy(() -> Idx.read(large))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("it must have " + 0x1020304 + " elements, as its header says, got 5");
    Path negative = file(5, -1);
    assertThatThrownBy(() -> Idx.read(negative))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("an extent -1");
  }
}
