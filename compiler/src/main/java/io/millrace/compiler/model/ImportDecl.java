package io.millrace.compiler.model;

import io.millrace.compiler.diag.Located;

/**
 * A library that a file imports.
 *
 * @param file its path, relative to the file that imports it, as written
 * @param path {@code imports[0]}
 */
public record ImportDecl(Located<String> file, String path) {}
