package io.millrace.maven.init;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What {@code init} writes: a pipeline with its test, and around it a Maven project unless there is
 * one.
 *
 * @param name of the pipeline
 * @param version of Millrace
 */
public record NewProject(String groupId, String artifactId, String name, String version) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");
  private static final Pattern COORDINATE = Pattern.compile("[A-Za-z0-9_.-]+");

  /** What is wrong with the names; empty if nothing is. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (!NAME.matcher(name).matches()) {
      problems.add(
          "a pipeline's name has lower-case letters, digits and `-`, and starts with a letter: `%s`"
              .formatted(name));
    }
    for (String coordinate : List.of(groupId, artifactId)) {
      if (!COORDINATE.matcher(coordinate).matches()) {
        problems.add("not a Maven coordinate: `%s`".formatted(coordinate));
      }
    }
    return problems;
  }

  /**
   * The files, by their path below the directory.
   *
   * @param withProject whether a POM is among them
   */
  public Map<String, String> files(boolean withProject) throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    if (withProject) {
      files.put("pom.xml", template("pom.xml"));
      files.put(".mvn/jvm.config", template("jvm.config"));
      files.put(".gitignore", template("gitignore"));
    }
    files.put("src/main/pipelines/" + name + ".yaml", template("pipeline.yaml"));
    files.put("src/main/pipelines/" + name + ".test.yaml", template("pipeline.test.yaml"));
    return files;
  }

  /**
   * Writes the files. Those that are there already stay as they are.
   *
   * @return what was written
   */
  public static List<Path> write(Map<String, String> files, Path directory) throws IOException {
    List<Path> written = new ArrayList<>();
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path target = directory.resolve(file.getKey());
      if (Files.exists(target)) {
        continue;
      }
      Files.createDirectories(target.getParent());
      Files.writeString(
          target, file.getValue(), StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
      written.add(target);
    }
    return written;
  }

  private String template(String file) throws IOException {
    try (InputStream in = NewProject.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IOException("the plugin lacks its template " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace("@groupId@", groupId)
          .replace("@artifactId@", artifactId)
          .replace("@name@", name)
          .replace("@millrace@", version);
    }
  }
}
