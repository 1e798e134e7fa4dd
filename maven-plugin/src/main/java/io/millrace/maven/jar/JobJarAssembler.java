package io.millrace.maven.jar;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Merges the parts of a job into one jar. The same parts give the same bytes. */
public final class JobJarAssembler {
  /** What a zip entry can say: it counts years from 1980 in seven bits. */
  private static final LocalDateTime EARLIEST = LocalDateTime.of(1980, 1, 1, 0, 0);

  /**
   * Writes the jar; an old one is replaced only when the new one is complete.
   *
   * @throws MissingMainClassException if the main class is in none of the parts
   */
  public JobJarResult assemble(JobJarRequest request)
      throws IOException, MissingMainClassException {
    List<ContentSource> open = new ArrayList<>();
    try {
      MergedContents merged = new MergedContents();
      for (JobJarRequest.Part part : request.parts()) {
        ContentSource source = ContentSource.open(part.label(), part.path());
        open.add(source);
        merged.add(source);
      }
      String main = request.mainClass();
      if (main != null && !merged.contains(main.replace('.', '/') + ".class")) {
        throw new MissingMainClassException(main);
      }
      return write(request, merged);
    } finally {
      for (ContentSource source : open) {
        source.close();
      }
    }
  }

  private static JobJarResult write(JobJarRequest request, MergedContents merged)
      throws IOException {
    Path target = request.target().toAbsolutePath();
    Files.createDirectories(target.getParent());
    Path part = target.resolveSibling("." + target.getFileName() + ".part");
    LocalDateTime time = entryTime(request.timestamp());
    int entries = 1;
    try {
      try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16);
          ZipOutputStream zip = new ZipOutputStream(file)) {
        // The manifest comes first: that is where JarInputStream looks for it.
        put(zip, JarFile.MANIFEST_NAME, time, manifest(request, merged.isMultiRelease()));
        for (Map.Entry<String, MergedContents.Content> entry : merged.contents().entrySet()) {
          put(zip, entry.getKey(), time, entry.getValue().read());
          entries++;
        }
      }
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
    return new JobJarResult(entries, Files.size(target), merged.clashes());
  }

  private static void put(ZipOutputStream zip, String name, LocalDateTime time, byte[] bytes)
      throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(time); // setTime would write the clock of the zone that we build in
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  private static LocalDateTime entryTime(Instant timestamp) {
    LocalDateTime time = LocalDateTime.ofInstant(timestamp, ZoneOffset.UTC);
    return time.isBefore(EARLIEST) ? EARLIEST : time;
  }

  private static byte[] manifest(JobJarRequest request, boolean multiRelease) throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Created-By", request.createdBy());
    if (request.mainClass() != null) {
      main.put(Attributes.Name.MAIN_CLASS, request.mainClass());
    }
    if (multiRelease) {
      main.put(Attributes.Name.MULTI_RELEASE, "true");
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    manifest.write(out);
    return out.toByteArray();
  }
}
