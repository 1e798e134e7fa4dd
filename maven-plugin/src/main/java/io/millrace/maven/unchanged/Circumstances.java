package io.millrace.maven.unchanged;

import io.millrace.compiler.api.CompileRequest;
import io.millrace.compiler.files.Repository;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that the result of a run depends on, but for the content of files and the modules that a
 * project has: two runs with equal lines differ only by those.
 */
public final class Circumstances {
  private Circumstances() {}

  /**
   * The circumstances of a run; null if it cannot be told what code runs.
   *
   * @param loader of the plugin's code
   * @param options what the goal depends on besides the request
   */
  public static @Nullable List<String> of(
      CompileRequest request, ClassLoader loader, List<String> options) throws IOException {
    List<String> lines = new ArrayList<>();
    if (!(loader instanceof URLClassLoader plugin)) {
      return null;
    }
    for (URL url : plugin.getURLs()) {
      if (!url.getProtocol().equals("file")) {
        return null;
      }
      try {
        addCode(Path.of(url.toURI()), lines);
      } catch (URISyntaxException e) {
        return null;
      }
    }
    for (String property : List.of("java.home", "java.runtime.version", "os.name")) {
      lines.add(property + " " + System.getProperty(property));
    }
    lines.add("locale " + Locale.getDefault().toLanguageTag());
    lines.add("charset " + Charset.defaultCharset());
    lines.add("zone " + TimeZone.getDefault().getID());
    lines.add("root " + request.displayRoot());
    lines.add("repository " + Repository.around(request.displayRoot()));
    lines.add("package " + request.basePackage());
    lines.add("modules " + request.modules().version());
    lines.add("environment " + request.environment());
    lines.add("rewrites off " + request.rewritesOff().stream().sorted().toList());
    request.files().forEach(file -> lines.add("pipelines " + file));
    lines.addAll(options);
    return lines;
  }

  /** A jar or a directory of classes, told by sizes and times: its bytes are many. */
  private static void addCode(Path path, List<String> lines) throws IOException {
    if (!Files.exists(path)) {
      lines.add("code " + path);
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        lines.add("code " + Files.size(file) + " " + Files.getLastModifiedTime(file) + " " + file);
      }
    }
  }
}
