package io.millrace.runtime.file;

import io.millrace.runtime.job.JobStartException;
import java.io.IOException;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** Looks, before a job is submitted, whether the files that it reads are there. */
public final class FilePreflight {
  private FilePreflight() {}

  /**
   * Checks a file or directory.
   *
   * @param node id of the source
   * @throws JobStartException if it is missing, cannot be read, or has no files
   */
  public static void check(String node, String path) {
    try {
      Path location = new Path(path);
      FileSystem files = location.getFileSystem();
      if (!files.exists(location)) {
        throw new JobStartException(
            "%s: there is no file or directory %s"
                .formatted(node, location.makeQualified(files).getPath()));
      }
      FileStatus status = files.getFileStatus(location);
      if (!status.isDir()) {
        files.open(location).close();
      } else if (files.listStatus(location).length == 0) {
        throw new JobStartException("%s: the directory %s is empty".formatted(node, path));
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new JobStartException(
          "%s: %s cannot be read: %s".formatted(node, path, e.getMessage()));
    }
  }
}
