package io.millrace.local;

import io.millrace.compiler.api.CompileRequest;
import io.millrace.compiler.diag.DidYouMean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@link LocalRunner} is asked to do.
 *
 * @param files pipelines to run, together
 * @param brokers Kafka brokers to use; null starts an embedded one where a pipeline needs it
 * @param root paths are shown relative to it
 * @param basePackage of the generated Java
 * @param environment whose overlays are applied; null for none
 * @param javaDirectory gets the generated Java
 * @param savepoint to start from; null starts empty
 * @param jobArguments the jobs' parameters
 */
record RunnerOptions(
    List<Path> files,
    @Nullable String brokers,
    Path root,
    String basePackage,
    @Nullable String environment,
    Path javaDirectory,
    @Nullable String savepoint,
    List<String> jobArguments) {
  static final String USAGE =
      """
      usage: LocalRunner [options] PIPELINE.yaml... [-- --PARAMETER VALUE...]
        --brokers HOST:PORT,...  use this Kafka instead of an embedded broker
        --root DIRECTORY         show paths relative to it (default: the working directory)
        --package NAME           Java package of the generated classes (default: %s)
        --environment NAME       apply its overlays; their files are named like pipelines
        --java DIRECTORY         write the generated Java there (default: target/millrace/run)
        --savepoint LOCATION     start from this savepoint; for one pipeline
      """
          .formatted(CompileRequest.DEFAULT_PACKAGE);

  private static final List<String> OPTIONS =
      List.of("--brokers", "--root", "--package", "--environment", "--java", "--savepoint");

  RunnerOptions {
    files = List.copyOf(files);
    jobArguments = List.copyOf(jobArguments);
  }

  /** Throws {@link IllegalArgumentException} with a message for the user. */
  static RunnerOptions parse(List<String> args) {
    List<Path> files = new ArrayList<>();
    List<String> jobArguments = List.of();
    String brokers = null;
    Path root = Path.of("").toAbsolutePath();
    String basePackage = CompileRequest.DEFAULT_PACKAGE;
    String environment = null;
    Path javaDirectory = null;
    String savepoint = null;
    for (int i = 0; i < args.size(); i++) {
      String arg = args.get(i);
      if (arg.equals("--")) {
        jobArguments = args.subList(i + 1, args.size());
        break;
      }
      if (!arg.startsWith("-")) {
        files.add(Path.of(arg));
        continue;
      }
      requireKnown(arg);
      if (++i == args.size()) {
        throw new IllegalArgumentException("option " + arg + " needs a value");
      }
      String value = args.get(i);
      switch (arg) {
        case "--brokers" -> brokers = value;
        case "--root" -> root = Path.of(value).toAbsolutePath();
        case "--package" -> basePackage = value;
        case "--environment" -> environment = value;
        case "--java" -> javaDirectory = Path.of(value).toAbsolutePath();
        default -> savepoint = value;
      }
    }
    if (files.isEmpty()) {
      throw new IllegalArgumentException("no pipeline is named");
    }
    if (savepoint != null && files.size() > 1) {
      throw new IllegalArgumentException("a savepoint belongs to one pipeline, not to " + files);
    }
    if (javaDirectory == null) {
      javaDirectory = root.resolve("target").resolve("millrace").resolve("run");
    }
    return new RunnerOptions(
        files, brokers, root, basePackage, environment, javaDirectory, savepoint, jobArguments);
  }

  private static void requireKnown(String option) {
    if (OPTIONS.contains(option)) {
      return;
    }
    String close = DidYouMean.closest(option, OPTIONS);
    throw new IllegalArgumentException(
        "unknown option "
            + option
            + (close == null ? "" : "; did you mean " + close + "?")
            + " (a pipeline's own parameters stand behind --)");
  }
}
