package io.millrace.maven.unchanged;

import io.millrace.compiler.api.CompileRequest;
import io.millrace.compiler.api.CompileResult;
import io.millrace.compiler.api.ProjectModules;
import io.millrace.maven.report.Findings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps the last run of a goal over a directory, for as long as a new one would find the same. */
public final class RunMemory {
  private final Path file;
  private final CompileRequest request;
  private final @Nullable List<String> circumstances;
  private final AskedModules modules;

  /**
   * The memory in a file.
   *
   * @param circumstances of the run that is due; null: they are not known, so nothing is kept
   */
  public RunMemory(Path file, CompileRequest request, @Nullable List<String> circumstances) {
    this.file = file;
    this.circumstances = circumstances;
    this.modules = new AskedModules(request.modules().has());
    this.request =
        request.withModules(new ProjectModules(request.modules().version(), this.modules));
  }

  /** The earlier run, if this one would read the same and come to the same; null if not. */
  public @Nullable KeptRun recall() throws IOException {
    if (circumstances == null || !Files.isRegularFile(file)) {
      return null;
    }
    KeptRun kept = KeptRun.parse(Files.readString(file));
    return kept != null
            && kept.circumstances().equals(circumstances)
            && hasTheSameModules(kept)
            && kept.files().stillHolds()
        ? kept
        : null;
  }

  private boolean hasTheSameModules(KeptRun kept) {
    for (Map.Entry<String, Boolean> asked : kept.modules().entrySet()) {
      if (modules.test(asked.getKey()) != asked.getValue()) {
        return false;
      }
    }
    return true;
  }

  /** The request to compile if there is nothing to recall: it watches what is asked for. */
  public CompileRequest request() {
    return request;
  }

  /**
   * Keeps a run, unless it has found errors.
   *
   * @param written files that have to be as they are now for the run to be spared
   */
  public KeptRun keep(CompileResult result, Findings findings, Collection<Path> written)
      throws IOException {
    boolean usesJava = result.pipelines().stream().anyMatch(p -> !p.functions().isEmpty());
    KeptRun run =
        new KeptRun(
            circumstances == null ? List.of() : circumstances,
            modules.asked(),
            result.filesRead().with(written),
            findings,
            usesJava);
    boolean sound =
        findings.summary().errors() == 0
            && result.unknownEnvironment(request.environment()) == null;
    if (circumstances != null && sound) {
      write(run.text());
    } else {
      Files.deleteIfExists(file);
    }
    return run;
  }

  private void write(String text) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    Files.createDirectories(directory);
    Path part = directory.resolve("." + file.getFileName() + ".part");
    try {
      Files.writeString(part, text);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
