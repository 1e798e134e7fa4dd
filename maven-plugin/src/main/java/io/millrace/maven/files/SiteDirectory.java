package io.millrace.maven.files;

import io.millrace.compiler.site.SiteFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The directory of a site: pages of pipelines that are gone go, too. */
public final class SiteDirectory {
  private SiteDirectory() {}

  /** Writes all files, and deletes pages of earlier runs that are not among them. */
  public static void write(Path directory, List<SiteFile> files) throws IOException {
    Set<Path> written = new HashSet<>();
    for (SiteFile file : files) {
      Path path = directory.resolve(file.path());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.text(), StandardCharsets.UTF_8);
      written.add(path);
    }
    Path pages = directory.resolve("pipelines");
    if (!Files.isDirectory(pages)) {
      return;
    }
    try (Stream<Path> found = Files.list(pages)) {
      for (Path page : found.toList()) {
        if (page.toString().endsWith(".html") && !written.contains(page)) {
          Files.delete(page);
        }
      }
    }
  }
}
