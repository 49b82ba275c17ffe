package org.autodiff.io;

/** Text from a file, made fit for a message: short, and printable ASCII only. */
final class Quoted {
  private static final int MAX_LENGTH = 80;

  private Quoted() {}

  /**
   * {@return the text, shortened, with {@code ?} for characters that are not printable ASCII}
   *
   * @param text the text
   */
  static String text(String text) {
    String start = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "..." : text;
    return start.replaceAll("[^ -~]", "?");
  }
}
