package io.millrace.compiler.api;

/**
 * A generated Java source file.
 *
 * @param path relative to the source root, with forward slashes: {@code
 *     io/example/traffic/TrafficJob.java}
 */
public record GeneratedFile(String path, String text) {}
