package io.millrace.local.testing;

import org.apache.flink.runtime.io.disk.iomanager.IOManager;
import org.apache.flink.runtime.io.disk.iomanager.IOManagerAsync;

/** One manager of temporary files for all operators of all tests: each has threads of its own. */
final class SharedFiles {
  static final IOManager MANAGER = new IOManagerAsync();

  private SharedFiles() {}
}
