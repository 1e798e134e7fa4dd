package io.millrace.compiler.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.api.CompileRequest;
import io.millrace.compiler.api.CompileResult;
import io.millrace.compiler.api.PipelineCompiler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is timed has to be sound, also when the language grows. */
class GeneratedRepositoryTest {
  @TempDir private Path directory;

  @Test
  void itsPipelinesAreSound() throws Exception {
    GeneratedRepository.main(new String[] {directory.toString(), "7"});

    List<Path> files;
    try (Stream<Path> all = Files.list(directory)) {
      files = all.sorted().toList();
    }
    CompileResult result =
        new PipelineCompiler()
            .validate(new CompileRequest(files, directory, CompileRequest.DEFAULT_PACKAGE));
    assertThat(files).hasSize(7);
    assertThat(result.diagnostics()).isEmpty();
  }
}
