package org.autodiff.examples;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import java.awt.Font;
import java.awt.Shape;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Vector graphics whose text stays text. XChart fills the outlines of its letters, which no reader
 * of an SVG can search, copy or hear; here an outline that is that of a known text in a known font
 * is written as that text, at the same place.
 */
final class TextGraphics extends VectorGraphics2D {
  private static final AffineTransform UPWARDS = AffineTransform.getRotateInstance(-Math.PI / 2);

  private record Text(String text, Font font, boolean upwards) {}

  private final Set<String> texts;
  private final List<Font> fonts;
  private final Map<List<Float>, Text> known = new HashMap<>();
  private int read;

  /**
   * With the texts and fonts that may be drawn.
   *
   * @param texts may grow while a chart is drawn
   */
  TextGraphics(Set<String> texts, List<Font> fonts) {
    this.texts = texts;
    this.fonts = fonts;
  }

  @Override
  public void fill(Shape shape) {
    learn();
    Text text = known.get(path(shape));
    if (text == null) {
      super.fill(shape);
      return;
    }
    AffineTransform before = getTransform();
    if (text.upwards()) {
      transform(UPWARDS);
    }
    setFont(text.font());
    drawString(text.text(), 0f, 0f);
    setTransform(before);
  }

  /** Outlines of the texts that have come since. */
  private void learn() {
    if (read == texts.size()) {
      return;
    }
    for (String text : texts) {
      for (Font font : fonts) {
        if (!text.isBlank()) {
          TextLayout layout = new TextLayout(text, font, getFontRenderContext());
          known.put(path(layout.getOutline(null)), new Text(text, font, false));
          known.put(path(layout.getOutline(UPWARDS)), new Text(text, font, true));
        }
      }
    }
    read = texts.size();
  }

  private static List<Float> path(Shape shape) {
    List<Float> path = new ArrayList<>();
    float[] points = new float[6];
    for (PathIterator i = shape.getPathIterator(null); !i.isDone(); i.next()) {
      Arrays.fill(points, 0);
      path.add((float) i.currentSegment(points));
      for (float point : points) {
        path.add(point);
      }
    }
    return path;
  }
}
