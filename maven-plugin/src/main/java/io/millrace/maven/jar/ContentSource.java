package io.millrace.maven.jar;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A jar or a directory of classes, opened for merging. Its entries are read only when asked for.
 */
abstract class ContentSource implements Closeable {
  private final String label;

  private ContentSource(String label) {
    this.label = label;
  }

  /** Where an entry came from, as the user knows it: {@code org.example:lib:1.0}. */
  final String label() {
    return label;
  }

  /** An entry; {@code checksum} tells apart contents without reading them twice. */
  record Entry(String name, long checksum, ContentSource source) {
    byte[] bytes() throws IOException {
      return source.read(name);
    }
  }

  abstract List<Entry> entries() throws IOException;

  /** Whether {@code META-INF/versions} means anything here. */
  abstract boolean isMultiRelease() throws IOException;

  abstract byte[] read(String name) throws IOException;

  static ContentSource open(String label, Path path) throws IOException {
    return Files.isDirectory(path) ? new Directory(label, path) : new Jar(label, path);
  }

  private static final class Jar extends ContentSource {
    private final ZipFile zip;

    Jar(String label, Path path) throws IOException {
      super(label);
      this.zip = new ZipFile(path.toFile());
    }

    @Override
    List<Entry> entries() {
      List<Entry> entries = new ArrayList<>();
      Enumeration<? extends ZipEntry> all = zip.entries();
      while (all.hasMoreElements()) {
        ZipEntry entry = all.nextElement();
        if (!entry.isDirectory()) {
          entries.add(new Entry(entry.getName(), entry.getCrc(), this));
        }
      }
      return entries;
    }

    @Override
    boolean isMultiRelease() throws IOException {
      ZipEntry manifest = zip.getEntry(JarFile.MANIFEST_NAME);
      if (manifest == null) {
        return false;
      }
      try (InputStream in = zip.getInputStream(manifest)) {
        return "true"
            .equalsIgnoreCase(
                new Manifest(in).getMainAttributes().getValue(Attributes.Name.MULTI_RELEASE));
      }
    }

    @Override
    byte[] read(String name) throws IOException {
      try (InputStream in = zip.getInputStream(zip.getEntry(name))) {
        return in.readAllBytes();
      }
    }

    @Override
    public void close() throws IOException {
      zip.close();
    }
  }

  private static final class Directory extends ContentSource {
    private final Path root;

    Directory(String label, Path root) {
      super(label);
      this.root = root;
    }

    @Override
    List<Entry> entries() throws IOException {
      try (Stream<Path> files = Files.walk(root)) {
        return files.filter(Files::isRegularFile).map(this::entry).toList();
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }

    private Entry entry(Path file) {
      String name = root.relativize(file).toString().replace('\\', '/');
      try {
        CRC32 crc = new CRC32();
        crc.update(Files.readAllBytes(file));
        return new Entry(name, crc.getValue(), this);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    boolean isMultiRelease() {
      return false;
    }

    @Override
    byte[] read(String name) throws IOException {
      return Files.readAllBytes(root.resolve(name));
    }

    @Override
    public void close() {}
  }
}
