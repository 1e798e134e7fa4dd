package io.millrace.maven.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/**
 * A jar without classes whose manifest holds the class path and the packages that Flink needs
 * opened. A command line could not hold the class path on every platform.
 */
final class LauncherJar {
  /** What Flink's serializers and closures reach into. */
  private static final String OPENED =
      "java.base/java.lang java.base/java.time java.base/java.util";

  private LauncherJar() {}

  static void write(Path jar, String mainClass, List<Path> classPath) throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.put(Attributes.Name.MAIN_CLASS, mainClass);
    main.put(
        Attributes.Name.CLASS_PATH,
        // A URI of a directory that exists ends with a slash, as the class loader wants it.
        classPath.stream()
            .map(path -> path.toUri().toASCIIString())
            .collect(Collectors.joining(" ")));
    main.putValue("Add-Opens", OPENED);
    Files.createDirectories(jar.toAbsolutePath().getParent());
    try (OutputStream out = Files.newOutputStream(jar)) {
      new JarOutputStream(out, manifest).close();
    }
  }
}
