package io.millrace.local;

import io.millrace.compiler.api.CompileRequest;
import io.millrace.compiler.api.CompileResult;
import io.millrace.compiler.api.PipelineCompiler;
import io.millrace.compiler.diag.Diagnostic;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks the Flink SQL in pipelines: {@code SqlCheckMain [--root DIRECTORY] PIPELINE.yaml...}. Exit
 * codes: 0 when all queries are right, 1 when something is wrong (standard error says what).
 */
public final class SqlCheckMain {
  private SqlCheckMain() {}

  /** Takes the options of {@link LocalRunner} that say which files there are. */
  public static void main(String[] args) {
    if (System.getProperty(LocalRunner.LOG_CONFIGURATION) == null) {
      System.setProperty(LocalRunner.LOG_CONFIGURATION, LocalRunner.DEFAULT_LOG_CONFIGURATION);
    }
    System.exit(check(List.of(args), Console.system()) ? 0 : 1);
  }

  private static boolean check(List<String> args, Console console) {
    RunnerOptions options;
    try {
      options = RunnerOptions.parse(args);
    } catch (IllegalArgumentException e) {
      console.error(String.valueOf(e.getMessage()));
      return false;
    }
    CompileResult result =
        new PipelineCompiler()
            .validate(
                new CompileRequest(options.files(), options.root(), options.basePackage())
                    .withEnvironment(options.environment()));
    // Warnings of the compiler are told where it runs for its own sake.
    List<Diagnostic> found =
        new ArrayList<>(result.diagnostics().stream().filter(Diagnostic::isError).toList());
    found.addAll(SqlChecks.check(result.pipelines()));
    console.show(found);
    return found.stream().noneMatch(Diagnostic::isError);
  }
}
