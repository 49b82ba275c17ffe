package org.autodiff.io;

/**
 * What messages say of a file.
 *
 * @param format its format, as messages begin
 * @param name its name, fit for a message
 */
record FileSource(String format, String name) {}
