package io.millrace.compiler.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a request read of the file system, so that another run can tell that it would read the same.
 *
 * @param stamps of each file, by its absolute path: see {@link #stamp}
 * @param absent paths where a file was looked for in vain
 */
public record FilesRead(SortedMap<Path, String> stamps, SortedSet<Path> absent) {
  public FilesRead {
    stamps = Collections.unmodifiableSortedMap(new TreeMap<>(stamps));
    absent = Collections.unmodifiableSortedSet(new TreeSet<>(absent));
  }

  /** Whether every file is as it was, and none is where there was none. */
  public boolean stillHolds() {
    for (Path path : absent) {
      if (Files.exists(path)) {
        return false;
      }
    }
    for (Map.Entry<Path, String> file : stamps.entrySet()) {
      try {
        if (!stamp(file.getKey(), Files.readAllBytes(file.getKey())).equals(file.getValue())) {
          return false;
        }
      } catch (IOException e) {
        return false; // gone, or no longer readable
      }
    }
    return true;
  }

  /** The same, and more files as they are now. */
  public FilesRead with(Collection<Path> more) throws IOException {
    SortedMap<Path, String> all = new TreeMap<>(stamps);
    for (Path file : more) {
      all.put(file, stamp(file, Files.readAllBytes(file)));
    }
    return new FilesRead(all, absent);
  }

  /** SHA-256 of the content, and the file that the path leads to: links can be turned. */
  static String stamp(Path path, byte[] content) throws IOException {
    return sha256(content) + " " + path.toRealPath();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
