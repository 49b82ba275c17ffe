package org.autodiff.examples;

import java.io.IOException;
import java.nio.file.Path;

/** A plot that can be written to files. */
interface Figure {
  /** Writes it as a picture of pixels. */
  void writePng(Path file) throws IOException;

  /** Writes it as lines and text. */
  void writeSvg(Path file) throws IOException;
}
