package org.autodiff.io;

/**
 * What messages say about a file.
 *
 * @param format its format, as messages begin
 * @param name its name, fit for a message
 */
record FileSource(String format, String name) {}
