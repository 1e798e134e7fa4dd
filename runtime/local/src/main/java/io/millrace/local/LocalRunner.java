package io.millrace.local;

import io.millrace.compiler.api.CompileRequest;
import io.millrace.compiler.api.CompileResult;
import io.millrace.compiler.api.CompiledPipeline;
import io.millrace.compiler.api.PipelineCompiler;
import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.signature.FunctionPath;
import io.millrace.local.compile.CompileException;
import io.millrace.local.flink.JobFailedException;
import io.millrace.local.jvm.JvmClassPath;
import io.millrace.local.kafka.BrokerStartException;
import io.millrace.local.kafka.BrokerUnreachableException;
import io.millrace.runtime.job.JobStartException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/**
 * Compiles pipelines and runs them on this machine until they end or Ctrl-C. Exit codes: 0 when all
 * jobs ended well, 1 when something failed (standard error says what), 130 after Ctrl-C.
 *
 * <p>Needs the JVM flags that Flink needs; the Maven plugin's {@code run} goal gives them.
 */
public final class LocalRunner {
  static final String LOG_CONFIGURATION = "log4j2.configurationFile";

  static final String DEFAULT_LOG_CONFIGURATION =
      "classpath:io/millrace/local/local-log4j2.properties";

  private final Console console = Console.system();

  private LocalRunner() {}

  /** See {@code --help}. */
  public static void main(String[] args) {
    if (System.getProperty(LOG_CONFIGURATION) == null) {
      System.setProperty(LOG_CONFIGURATION, DEFAULT_LOG_CONFIGURATION);
    }
    System.exit(new LocalRunner().run(List.of(args)));
  }

  /** Runs compiled pipelines as {@link #main} does after it compiled them. */
  static int run(List<CompiledPipeline> pipelines, RunnerOptions options) {
    return new LocalRunner().execute(pipelines, options);
  }

  private int run(List<String> args) {
    if (args.indexOf("--help") >= 0 && !args.subList(0, args.indexOf("--help")).contains("--")) {
      console.out().print(RunnerOptions.USAGE);
      return 0;
    }
    RunnerOptions options;
    try {
      options = RunnerOptions.parse(args);
    } catch (IllegalArgumentException e) {
      console.error(String.valueOf(e.getMessage()));
      console.err().print(RunnerOptions.USAGE);
      return 1;
    }
    CompileResult result =
        new PipelineCompiler()
            .compile(
                new CompileRequest(options.files(), options.root(), options.basePackage())
                    .withEnvironment(options.environment())
                    .withFunctions(new FunctionPath(List.of(), JvmClassPath.entries())));
    console.show(result.diagnostics());
    String unknown = result.unknownEnvironment(options.environment());
    if (unknown != null) {
      console.error(unknown);
      return 1;
    }
    if (result.hasErrors()) {
      return 1;
    }
    if (result.pipelines().isEmpty()) {
      console.error("no pipeline in " + options.files());
      return 1;
    }
    List<Diagnostic> queries = SqlChecks.check(result.pipelines());
    console.show(queries);
    return queries.isEmpty() ? execute(result.pipelines(), options) : 1;
  }

  private int execute(List<CompiledPipeline> pipelines, RunnerOptions options) {
    PipelineRun run = new PipelineRun(options, console);
    Thread hook = new Thread(run::stop, "millrace-stop");
    Runtime.getRuntime().addShutdownHook(hook);
    try (run) {
      return run.run(pipelines) ? 0 : 1;
    } catch (CompileException
        | BrokerStartException
        | JobStartException
        | JobFailedException
        | BrokerUnreachableException
        | IOException e) {
      return failed(run, String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      return failed(run, trace.toString().strip());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(run, "interrupted");
    }
  }

  private int failed(PipelineRun run, String message) {
    if (!run.isStopping()) {
      console.error(message);
    }
    return 1;
  }
}
