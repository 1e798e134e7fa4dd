package io.millrace.compiler.golden;

import io.millrace.compiler.api.CompileRequest;
import io.millrace.compiler.api.CompileResult;
import io.millrace.compiler.api.GeneratedFile;
import io.millrace.compiler.api.PipelineCompiler;
import io.millrace.compiler.api.ProjectModules;
import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.signature.FunctionPath;
import io.millrace.compiler.testing.TestLoader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A directory with one or more pipelines, {@code *.yaml}, and what the compiler should make of them
 * together.
 */
public record GoldenCase(Path directory) {
  private static final String FUNCTIONS = "functions";

  private static final Path ROOT = Path.of("src/test/resources/golden");

  /** A file with the name of the environment whose overlays are applied. */
  private static final String ENVIRONMENT = "environment";

  /** All cases of a kind: {@code valid} or {@code invalid}. */
  public static List<GoldenCase> all(String kind) {
    try (Stream<Path> directories = Files.list(ROOT.resolve(kind))) {
      return directories.filter(Files::isDirectory).sorted().map(GoldenCase::new).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String name() {
    return directory.getFileName().toString();
  }

  public CompileResult compile() {
    CompileResult result = new PipelineCompiler().compile(request());
    List<Path> tests = filesBelow().stream().filter(GoldenCase::isTest).toList();
    if (tests.isEmpty()) {
      return result;
    }
    TestLoader loader = new TestLoader(directory, "golden");
    List<Diagnostic> all = new ArrayList<>(result.diagnostics());
    tests.forEach(file -> all.addAll(loader.load(file).diagnostics()));
    return new CompileResult(
        result.pipelines(),
        result.shared(),
        result.pipelineFiles(),
        result.environments(),
        result.filesRead(),
        all);
  }

  /** A request for the case's files. */
  public CompileRequest request() {
    List<Path> pipelines = filesBelow().stream().filter(GoldenCase::isPipeline).toList();
    CompileRequest request = new CompileRequest(pipelines, directory, "golden");
    Path environment = directory.resolve(ENVIRONMENT);
    if (Files.exists(environment)) {
      request = request.withEnvironment(read(environment).strip());
    }
    if (name().startsWith("gen003-")) {
      request = request.withModules(new ProjectModules("1.0.0", artifact -> false));
    }
    return request.withFunctions(functions());
  }

  /** Java of the user's, in the directory {@code functions}; Flink's is on this class path. */
  private FunctionPath functions() {
    String classPath = System.getProperty("java.class.path");
    return new FunctionPath(
        List.of(directory.resolve(FUNCTIONS)),
        Stream.of(classPath.split(File.pathSeparator)).map(Path::of).toList());
  }

  /** The user's Java, by path below its source root. */
  Map<String, String> functionSources() {
    Path root = directory.resolve(FUNCTIONS);
    Map<String, String> sources = new TreeMap<>();
    for (Path file : filesBelow()) {
      if (file.startsWith(root)) {
        sources.put(root.relativize(file).toString().replace('\\', '/'), read(file));
      }
    }
    return sources;
  }

  /** Whether a file is read by the compiler: pipelines, libraries, what they name, functions. */
  private boolean isInput(Path file) {
    if (file.startsWith(directory.resolve(FUNCTIONS))) {
      return true;
    }
    String name = file.getFileName().toString();
    return name.equals(ENVIRONMENT)
        || name.endsWith(".yaml")
        || name.endsWith(".avsc")
        || name.endsWith(".proto")
        || name.endsWith(".json");
  }

  private static boolean isPipeline(Path file) {
    return file.getFileName().toString().endsWith(".yaml") && !isTest(file);
  }

  private static boolean isTest(Path file) {
    return file.getFileName().toString().endsWith(".test.yaml");
  }

  /** What the compiler made, by file name below the case. */
  Map<String, String> actual() {
    CompileResult result = compile();
    Map<String, String> files = new TreeMap<>();
    if (!result.diagnostics().isEmpty()) {
      files.put(
          "expected.diagnostics",
          result.diagnostics().stream().map(GoldenCase::line).collect(Collectors.joining()));
    }
    if (result.hasErrors()) {
      return files;
    }
    boolean one = result.pipelines().size() == 1;
    result
        .pipelines()
        .forEach(
            pipeline -> {
              String name = pipeline.name();
              files.put(one ? "expected.plan" : "expected." + name + ".plan", pipeline.plan());
              for (GeneratedFile file : pipeline.files()) {
                files.put("expected-java/" + shown(file, one), file.text());
              }
            });
    return files;
  }

  /** One directory: none for a single pipeline, else its package; shared classes have theirs. */
  private static String shown(GeneratedFile file, boolean one) {
    Path path = Path.of(file.path());
    return (one && path.getNameCount() <= 3
            ? path.getFileName()
            : path.subpath(1, path.getNameCount()))
        .toString()
        .replace('\\', '/');
  }

  /** Position, length, code and message, with the help that goes with it. */
  private static String line(Diagnostic diagnostic) {
    return diagnostic
        + " ["
        + (diagnostic.span().end() - diagnostic.span().start())
        + "]"
        + (diagnostic.label().isEmpty() ? "" : " | " + diagnostic.label())
        + (diagnostic.help() == null ? "" : " | help: " + diagnostic.help())
        + (diagnostic.folded() == 0 ? "" : " | folded " + diagnostic.folded())
        + "\n";
  }

  /** What is expected, by file name below the case: all files that are not read. */
  Map<String, String> expected() {
    Map<String, String> files = new TreeMap<>();
    for (Path file : filesBelow()) {
      String name = directory.relativize(file).toString().replace('\\', '/');
      if (!isInput(file)) {
        files.put(name, read(file));
      }
    }
    return files;
  }

  /** Makes the expectations what the compiler made. */
  void update() throws IOException {
    for (Path file : filesBelow()) {
      if (!isInput(file)) {
        Files.delete(file);
      }
    }
    for (Map.Entry<String, String> file : actual().entrySet()) {
      Path target = directory.resolve(file.getKey());
      Files.createDirectories(target.getParent());
      Files.writeString(target, file.getValue());
    }
  }

  private List<Path> filesBelow() {
    try (Stream<Path> files = Files.walk(directory)) {
      return new ArrayList<>(
          files.filter(Files::isRegularFile).sorted(Comparator.naturalOrder()).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return name();
  }
}
