package org.autodiff.examples;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import picocli.CommandLine.Option;

/** Where a program writes its figures: the option {@code --out} of those that have any. */
final class Figures {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "out",
      description = "The directory to write figures to (default: ${DEFAULT-VALUE}).")
  private Path out = Path.of("");

  /** Refuses a directory that cannot be written to: before anything is computed. */
  void requireDirectory() {
    try {
      Files.createDirectories(out);
    } catch (FileAlreadyExistsException e) {
      throw new Refusal("--out: '" + out + "' is not a directory; choose another");
    } catch (IOException e) {
      throw new Refusal(
          "--out: cannot make the directory '" + out + "' (" + e + "); choose another");
    }
    if (!Files.isWritable(out)) {
      throw new Refusal("--out: cannot write in '" + out + "'; choose another directory");
    }
  }

  /** The directory, as it was given. */
  String directory() {
    return out.toString();
  }

  /** Writes a figure as PNG and SVG and gives the names of the files. */
  List<String> write(String name, LinePlot plot) throws IOException {
    return plot.write(out, name);
  }

  /** Writes a picture as PNG and gives the name of the file. */
  String write(String name, BufferedImage picture) throws IOException {
    Path file = out.resolve(name + ".png");
    ImageIO.write(picture, "png", file.toFile());
    return file.toString();
  }

  /** The files that were written, as a table. */
  static Table table(List<String> files) {
    Table table = new Table("Figures", "written");
    files.forEach(table::row);
    return table;
  }
}
