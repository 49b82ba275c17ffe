package org.autodiff.examples;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import org.autodiff.Slice;
import org.autodiff.Tensor;

/** A picture of some digits with what they were taken for: mistakes in another colour. */
final class DigitSheet {
  private static final int SIDE = 28;
  private static final int COLUMNS = 10;
  private static final int ROWS = 4;
  private static final int ZOOM = 3;
  private static final int CELL = SIDE * ZOOM + 8;
  private static final int CAPTION = 22;
  private static final Color RIGHT = new Color(0x222222);
  private static final Color WRONG = new Color(0xD55E00);

  private DigitSheet() {}

  /** The first digits, but half of them those that were mistaken, if there are as many. */
  static BufferedImage of(Tensor images, float[] labels, double[] predicted) {
    int[] chosen = choose(labels, predicted);
    BufferedImage sheet =
        new BufferedImage(
            COLUMNS * CELL + 8, ROWS * (CELL + CAPTION) + 8, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = sheet.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 15));
    for (int i = 0; i < chosen.length; i++) {
      int left = 8 + i % COLUMNS * CELL;
      int top = 8 + i / COLUMNS * (CELL + CAPTION);
      float[] pixels = images.slice(Slice.at(chosen[i])).toFloats();
      for (int p = 0; p < pixels.length; p++) {
        int ink = 255 - Math.clamp((int) (255 * pixels[p]), 0, 255);
        g.setColor(new Color(ink, ink, ink));
        g.fillRect(left + p % SIDE * ZOOM, top + p / SIDE * ZOOM, ZOOM, ZOOM);
      }
      boolean right = labels[chosen[i]] == predicted[chosen[i]];
      g.setColor(right ? RIGHT : WRONG);
      g.drawString(
          right
              ? "" + (int) labels[chosen[i]]
              : (int) predicted[chosen[i]] + ", is " + (int) labels[chosen[i]],
          left,
          top + SIDE * ZOOM + 16);
    }
    g.dispose();
    return sheet;
  }

  private static int[] choose(float[] labels, double[] predicted) {
    int[] chosen = new int[Math.min(ROWS * COLUMNS, labels.length)];
    int count = 0;
    for (int i = 0; i < labels.length && count < chosen.length / 2; i++) {
      if (labels[i] != predicted[i]) {
        chosen[count++] = i;
      }
    }
    for (int i = 0; i < labels.length && count < chosen.length; i++) {
      if (labels[i] == predicted[i]) {
        chosen[count++] = i;
      }
    }
    return java.util.Arrays.copyOf(chosen, count);
  }
}
