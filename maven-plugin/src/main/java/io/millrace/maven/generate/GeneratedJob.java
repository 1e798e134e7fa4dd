package io.millrace.maven.generate;

/**
 * A generated job class.
 *
 * @param name the pipeline's name
 * @param mainClass its fully qualified class
 * @param source the YAML file it came from, relative to the source directory
 */
public record GeneratedJob(String name, String mainClass, String source) {}
