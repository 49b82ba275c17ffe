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
      description = "The directory to write figures to (default: ${DEFAULT-VALUE}).")
  private Path out;

  Figures() {
    this("out");
  }

  /** With another directory to write to than {@code out}, if none is given. */
  Figures(String directory) {
    out = Path.of(directory);
  }

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

  /** A file in the directory. */
  Path file(String name) {
    return out.resolve(name);
  }

  /** Writes a figure as PNG and SVG and gives the names of the files. */
  List<String> write(String name, Figure figure) throws IOException {
    Path png = file(name + ".png");
    Path svg = file(name + ".svg");
    figure.writePng(png);
    figure.writeSvg(svg);
    return List.of(png.toString(), svg.toString());
  }

  /** Writes a picture as PNG and gives the name of the file. */
  String write(String name, BufferedImage picture) throws IOException {
    Path file = file(name + ".png");
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
