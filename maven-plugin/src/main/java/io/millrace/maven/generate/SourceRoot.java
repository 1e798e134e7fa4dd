package io.millrace.maven.generate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A directory of generated sources. */
final class SourceRoot {
  private final Path directory;

  SourceRoot(Path directory) {
    this.directory = directory.toAbsolutePath().normalize();
  }

  /** What an update did; see {@link GenerateResult}. */
  record Update(int written, int unchanged, int deleted, List<String> spared) {}

  /**
   * Makes the files of one record be exactly {@code texts}. Files outside the record are left
   * alone, except that a path in {@code texts} is ours to write.
   */
  Update update(
      SortedMap<String, String> texts, List<GeneratedJob> jobs, List<String> sources, Path record)
      throws IOException {
    WrittenFiles before = WrittenFiles.read(record);
    SortedMap<String, String> hashes = new TreeMap<>();
    int written = 0;
    for (Map.Entry<String, String> text : texts.entrySet()) {
      byte[] bytes = text.getValue().getBytes(StandardCharsets.UTF_8);
      hashes.put(text.getKey(), hash(bytes));
      if (writeIfChanged(inside(text.getKey()), bytes)) {
        written++;
      }
    }
    int deleted = 0;
    List<String> spared = new ArrayList<>();
    for (Map.Entry<String, String> old : before.hashes().entrySet()) {
      if (hashes.containsKey(old.getKey())) {
        continue;
      }
      Path file = inside(old.getKey());
      if (!Files.exists(file)) {
        continue;
      }
      if (hash(Files.readAllBytes(file)).equals(old.getValue())) {
        Files.delete(file);
        deleteEmptyParents(file);
        deleted++;
      } else {
        spared.add(old.getKey());
      }
    }
    writeIfChanged(
        record, new WrittenFiles(hashes, jobs, sources).text().getBytes(StandardCharsets.UTF_8));
    return new Update(written, texts.size() - written, deleted, spared);
  }

  /** The record is a file that anybody can edit: a path that leads out of the root is refused. */
  private Path inside(String path) throws IOException {
    Path file = directory.resolve(path).normalize();
    if (!file.startsWith(directory) || file.equals(directory)) {
      throw new IOException("generated path leaves its directory: " + path);
    }
    return file;
  }

  private static boolean writeIfChanged(Path file, byte[] bytes) throws IOException {
    if (Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), bytes)) {
      return false;
    }
    Path parent = file.toAbsolutePath().getParent();
    Files.createDirectories(parent);
    // Moved into place, so that an interrupted build leaves no half file behind.
    Path part = parent.resolve("." + file.getFileName() + ".part");
    try {
      Files.write(part, bytes);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
    return true;
  }

  private void deleteEmptyParents(Path file) throws IOException {
    Path parent = file.getParent();
    while (parent != null && !parent.equals(directory) && isEmpty(parent)) {
      Files.delete(parent);
      parent = parent.getParent();
    }
  }

  private static boolean isEmpty(Path dir) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(dir)) {
      return !entries.iterator().hasNext();
    }
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
