package io.millrace.compiler.site;

/**
 * A file of the site.
 *
 * @param path relative to the site's root, with forward slashes
 */
public record SiteFile(String path, String text) {}
