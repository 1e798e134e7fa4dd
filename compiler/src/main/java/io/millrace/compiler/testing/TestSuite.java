package io.millrace.compiler.testing;

import io.millrace.compiler.diag.SourceFile;
import java.nio.file.Path;
import java.util.List;

/** A file of tests without errors. */
public record TestSuite(Path file, SourceFile source, List<PipelineTest> tests) {
  public TestSuite {
    tests = List.copyOf(tests);
  }
}
