package io.millrace.maven.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobJarAssemblerTest {
  private static final Instant TIME = Instant.parse("2026-01-01T12:34:56Z");
  private static final String MANIFEST = "META-INF/MANIFEST.MF";

  @TempDir private Path directory;
  private final List<JobJarRequest.Part> parts = new ArrayList<>();

  @Test
  void mergesTheProjectAndItsDependencies() throws Exception {
    directory("classes", Map.of("app/Job.class", "job", "META-INF/millrace/orders.yaml", "yaml"));
    jar("lib-1", Map.of("lib/A.class", "a", "META-INF/maven/g/lib/pom.properties", "p"));

    JobJarResult result = assemble("app.Job");

    assertThat(contents().keySet())
        .containsExactly(
            MANIFEST,
            "META-INF/maven/g/lib/pom.properties",
            "META-INF/millrace/orders.yaml",
            "app/Job.class",
            "lib/A.class");
    assertThat(result.entries()).isEqualTo(5);
    assertThat(result.bytes()).isEqualTo(Files.size(target()));
    assertThat(result.clashes()).isEmpty();
  }

  @Test
  void mergesProvidersOfAService() throws Exception {
    String service = "META-INF/services/org.example.Spi";
    directory("classes", Map.of(service, "app.One\n"));
    jar("a", Map.of(service, "# licence\na.Two # the best\n\na.Three"));
    jar("b", Map.of(service, "a.Two\r\nb.Four\r\n"));

    assemble(null);

    assertThat(contents().get(service)).isEqualTo("app.One\na.Two\na.Three\nb.Four\n");
  }

  @Test
  void joinsNoticesAndSaysASharedTextOnce() throws Exception {
    jar("a", Map.of("META-INF/NOTICE", "Made by A\n", "META-INF/LICENSE", "Apache\r\n2.0"));
    jar("b", Map.of("META-INF/NOTICE.txt", "Made by B\n", "LICENSE.txt", "Apache\n2.0\n"));

    assemble(null);

    Map<String, String> contents = contents();
    assertThat(contents).containsOnlyKeys(MANIFEST, "META-INF/LICENSE", "META-INF/NOTICE");
    assertThat(contents.get("META-INF/NOTICE"))
        .containsSubsequence("a\n", "Made by A", "b\n", "Made by B");
    assertThat(contents.get("META-INF/LICENSE")).containsSubsequence("a\nb\n", "Apache\n2.0\n");
    assertThat(contents.get("META-INF/LICENSE")).containsOnlyOnce("Apache");
  }

  @Test
  void dropsWhatDescribesOneJarOnly() throws Exception {
    jar(
        "signed",
        Map.of(
            "META-INF/MANIFEST.MF", "Manifest-Version: 1.0\r\nSealed: true\r\n\r\n",
            "META-INF/A.SF", "s",
            "META-INF/A.RSA", "s",
            "META-INF/INDEX.LIST", "i",
            "module-info.class", "m",
            "x/A.class", "a"));

    assemble(null);

    assertThat(contents().keySet()).containsExactly(MANIFEST, "x/A.class");
    try (JarFile jar = new JarFile(target().toFile())) {
      assertThat(jar.getManifest().getMainAttributes().getValue("Sealed")).isNull();
    }
  }

  @Test
  void namesClassesThatDifferAndKeepsTheFirst() throws Exception {
    directory("classes", Map.of("x/A.class", "mine"));
    jar("a", Map.of("x/A.class", "theirs", "x/B.class", "b1", "x/C.class", "same"));
    jar("b", Map.of("x/B.class", "b2", "x/C.class", "same", "x/D.class", "d"));
    jar("c", Map.of("x/B.class", "b3", "x/D.class", "d2"));

    JobJarResult result = assemble(null);

    assertThat(contents()).containsEntry("x/A.class", "mine").containsEntry("x/B.class", "b1");
    assertThat(result.clashes())
        .containsExactlyInAnyOrder(
            new JobJarResult.Clash("classes", "a", "x/A.class", 1),
            new JobJarResult.Clash("a", "b", "x/B.class", 1),
            new JobJarResult.Clash("a", "c", "x/B.class", 1),
            new JobJarResult.Clash("b", "c", "x/D.class", 1));
    assertThat(new JobJarResult.Clash("a", "b", "x/B.class", 3))
        .hasToString("x/B.class and 2 more: in a, and differently in b, which lost");
  }

  @Test
  void versionedClassesCountOnlyWhereTheirJarSaidSo() throws Exception {
    String versioned = "META-INF/versions/17/x/A.class";
    jar("plain", Map.of("META-INF/versions/17/y/B.class", "dead", "y/B.class", "b"));
    jar("multi", multiRelease(Map.of("x/A.class", "old", versioned, "new")));

    assemble(null);

    assertThat(contents().keySet()).containsExactly(MANIFEST, versioned, "x/A.class", "y/B.class");
    try (JarFile jar = new JarFile(target().toFile())) {
      assertThat(jar.isMultiRelease()).isTrue();
    }
  }

  @Test
  void isNotMultiReleaseForAModuleDescriptorAlone() throws Exception {
    jar(
        "multi",
        multiRelease(Map.of("META-INF/versions/9/module-info.class", "m", "x/A.class", "a")));

    assemble(null);

    try (JarFile jar = new JarFile(target().toFile())) {
      assertThat(jar.isMultiRelease()).isFalse();
    }
  }

  @Test
  void writesTheSameBytesWhateverTheOrderInsideThePartsTheZoneAndTheClock() throws Exception {
    Map<String, String> entries = new TreeMap<>();
    for (int i = 0; i < 200; i++) {
      entries.put("x/C" + i + ".class", "class " + i);
    }
    Map<String, String> reversed = new LinkedHashMap<>();
    List<String> names = new ArrayList<>(entries.keySet());
    Collections.reverse(names);
    names.forEach(name -> reversed.put(name, entries.get(name)));
    jar("lib", entries);
    assemble(null);
    byte[] first = Files.readAllBytes(target());

    TimeZone zone = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));
      parts.clear();
      jar("lib", reversed);
      assemble(null);
    } finally {
      TimeZone.setDefault(zone);
    }

    assertThat(Files.readAllBytes(target())).isEqualTo(first);
    try (JarFile jar = new JarFile(target().toFile())) {
      assertThat(jar.stream().map(ZipEntry::getTimeLocal))
          .containsOnly(LocalDateTime.of(2026, 1, 1, 12, 34, 56));
    }
  }

  @Test
  void theManifestComesFirstAndNamesTheMainClass() throws Exception {
    directory("classes", Map.of("app/Job.class", "job"));

    assemble("app.Job");

    try (InputStream in = Files.newInputStream(target());
        JarInputStream jar = new JarInputStream(in)) {
      Attributes main = jar.getManifest().getMainAttributes();
      assertThat(main.getValue(Attributes.Name.MAIN_CLASS)).isEqualTo("app.Job");
      assertThat(main.getValue("Created-By")).isEqualTo("the test");
    }
  }

  @Test
  void aMainClassThatIsNotThereIsAMistakeAndLeavesTheOldJar() throws Exception {
    directory("classes", Map.of("app/Job.class", "job"));
    assemble("app.Job");
    byte[] before = Files.readAllBytes(target());

    assertThatThrownBy(() -> assemble("app.Jobb"))
        .isInstanceOf(MissingMainClassException.class)
        .hasMessageContaining("app.Jobb");
    assertThat(Files.readAllBytes(target())).isEqualTo(before);
  }

  @Test
  void aJarThatIsNoneLeavesTheOldOne() throws Exception {
    directory("classes", Map.of("app/Job.class", "job"));
    assemble(null);
    byte[] before = Files.readAllBytes(target());
    Path broken = directory.resolve("broken.jar");
    Files.writeString(broken, "no zip");
    parts.add(new JobJarRequest.Part("broken", broken));

    assertThatThrownBy(() -> assemble(null)).isInstanceOf(IOException.class);
    assertThat(Files.readAllBytes(target())).isEqualTo(before);
  }

  private JobJarResult assemble(@Nullable String main)
      throws IOException, MissingMainClassException {
    return new JobJarAssembler()
        .assemble(new JobJarRequest(parts, target(), main, TIME, "the test"));
  }

  private Path target() {
    return directory.resolve("target/app-job.jar");
  }

  private Map<String, String> contents() throws IOException {
    Map<String, String> contents = new LinkedHashMap<>();
    try (JarFile jar = new JarFile(target().toFile())) {
      for (ZipEntry entry : Collections.list(jar.entries())) {
        try (InputStream in = jar.getInputStream(entry)) {
          contents.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    }
    return contents;
  }

  private void directory(String label, Map<String, String> files) throws IOException {
    Path root = directory.resolve(label);
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = root.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    parts.add(new JobJarRequest.Part(label, root));
  }

  private void jar(String label, Map<String, String> entries) throws IOException {
    Path jar = directory.resolve(label + ".jar");
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    parts.add(new JobJarRequest.Part(label, jar));
  }

  private static Map<String, String> multiRelease(Map<String, String> entries) {
    Map<String, String> all = new TreeMap<>(entries);
    all.put(MANIFEST, "Manifest-Version: 1.0\r\nMulti-Release: true\r\n\r\n");
    return all;
  }
}
