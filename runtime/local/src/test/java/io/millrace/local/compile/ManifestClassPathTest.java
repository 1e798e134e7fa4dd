package io.millrace.local.compile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.local.jvm.JvmClassPath;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A build tool forks a JVM from an empty jar whose manifest lists the class path. */
class ManifestClassPathTest {
  @TempDir Path directory;

  @Test
  void compilesInAJvmStartedFromAnEmptyJar() throws Exception {
    Path jar = directory.resolve("with space.jar");
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, CompileProbe.class.getName());
    attributes.put(
        Attributes.Name.CLASS_PATH,
        JvmClassPath.entries().stream()
            .map(entry -> entry.toUri().toString())
            .collect(Collectors.joining(" ")));
    try (OutputStream out = Files.newOutputStream(jar)) {
      new JarOutputStream(out, manifest).close();
    }

    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                jar.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(output).isEqualToIgnoringNewLines("compiled with 0 warnings");
    assertThat(process.waitFor()).isZero();
  }
}
