package io.millrace.local.jvm;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the classes of this JVM are loaded from: the class path it was started with, the {@code
 * Class-Path} of jars on it (a JVM forked by a build tool often starts from an empty jar that lists
 * the rest), and the class loaders above the caller's.
 */
public final class JvmClassPath {
  private JvmClassPath() {}

  /** Existing directories and jars in the order of lookup, absolute, each once. */
  public static List<Path> entries() {
    List<Path> roots = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator)) {
      if (!entry.isEmpty()) {
        roots.add(Path.of(entry));
      }
    }
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    for (; loader != null; loader = loader.getParent()) {
      if (loader instanceof URLClassLoader urls) {
        for (URL url : urls.getURLs()) {
          Path path = path(url);
          if (path != null) {
            roots.add(path);
          }
        }
      }
    }
    return expand(roots);
  }

  /** The entries, and what their manifests add. */
  static List<Path> expand(List<Path> roots) {
    Set<Path> found = new LinkedHashSet<>();
    roots.forEach(root -> add(root.toAbsolutePath().normalize(), found));
    return List.copyOf(found);
  }

  /** As one argument for {@code -cp}. */
  public static String joined(List<Path> entries) {
    return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  private static void add(Path entry, Set<Path> found) {
    if (!Files.exists(entry) || !found.add(entry) || Files.isDirectory(entry)) {
      return;
    }
    for (String reference : manifestClassPath(entry)) {
      Path path = resolve(entry, reference);
      if (path != null) {
        add(path, found);
      }
    }
  }

  private static List<String> manifestClassPath(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      Manifest manifest = file.getManifest();
      String value =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      return value == null || value.isBlank() ? List.of() : List.of(value.strip().split("\\s+"));
    } catch (IOException e) {
      return List.of(); // no jar: the JVM skips such entries, too
    }
  }

  private static @Nullable Path resolve(Path jar, String reference) {
    try {
      return path(jar.toUri().resolve(new URI(reference)).toURL());
    } catch (URISyntaxException | IOException | IllegalArgumentException e) {
      return null; // a manifest may say anything
    }
  }

  private static @Nullable Path path(URL url) {
    if (!url.getProtocol().equals("file")) {
      return null;
    }
    try {
      return Path.of(url.toURI()).toAbsolutePath().normalize();
    } catch (URISyntaxException | IllegalArgumentException e) {
      return null;
    }
  }
}
