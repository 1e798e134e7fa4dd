package io.millrace.compiler.layout;

/**
 * A comment of a file.
 *
 * @param text from its {@code #} to the last character that is not white space
 * @param start the offset of its {@code #}
 * @param column how many characters stand before it on its line
 * @param alone whether those are all white space
 * @param spaces white space right before it
 * @param blankBefore whether a blank line stands right before its line
 */
record Comment(
    String text, int start, int column, boolean alone, int spaces, boolean blankBefore) {}
