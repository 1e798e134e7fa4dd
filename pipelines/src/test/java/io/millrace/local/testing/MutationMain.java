package io.millrace.local.testing;

import io.millrace.compiler.api.CompiledPipeline;
import io.millrace.compiler.api.GeneratedFile;
import io.millrace.compiler.diag.Outcome;
import io.millrace.compiler.testing.Expectation;
import io.millrace.compiler.testing.PipelineTest;
import io.millrace.compiler.testing.TestLoader;
import io.millrace.compiler.testing.TestSuite;
import io.millrace.compiler.testing.TestTarget;
import io.millrace.local.compile.CompileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Changes the generated Java of tested pipelines in one place at a time, and lists the changes that
 * no test notices. Arguments: a directory to which paths are shown relative, and one of pipelines
 * with their tests.
 */
public final class MutationMain {
  /** What is changed, and into what. */
  private static final Map<Pattern, String> MUTATIONS = new LinkedHashMap<>();

  static {
    mutation(" > ", " >= ");
    mutation(" >= ", " > ");
    mutation(" < (?!=)", " <= ");
    mutation(" && ", " || ");
    mutation(" \\|\\| ", " && ");
    mutation("\\.equals\\(", ".equalsIgnoreCase(");
    mutation("\\.upperAscii\\(", ".lowerAscii(");
    mutation("return !", "return ");
    mutation("Math\\.addExact", "Math.subtractExact");
    mutation("count\\+\\+", "count--");
    mutation("Duration\\.of(\\w+)\\((\\d+)\\)", "Duration.of$1($2 * 3)");
    mutation("readEpochMillis", "readEpochSeconds");
    mutation("readDouble\\(\\)", "readDouble() + 1");
    mutation("JsonWriter\\.member\\(\"", "JsonWriter.member(\"x");
    mutation("JsonNames\\.of\\(\\s*\"", "JsonNames.of(\"x");
    mutation("return row\\.(\\w+)\\(\\);", "return (row.$1() + \"\").isEmpty() ? row.$1() : null;");
  }

  private MutationMain() {}

  private static void mutation(String from, String to) {
    MUTATIONS.put(Pattern.compile(from), to);
  }

  public static void main(String[] args) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(Path.of(args[1]))) {
      files = all.filter(file -> file.toString().endsWith(".test.yaml")).sorted().toList();
    }
    TestLoader loader = new TestLoader(Path.of(args[0]), "mutated");
    int killed = 0;
    List<String> survivors = new ArrayList<>();
    for (Path file : files) {
      Outcome<TestSuite> suite = loader.load(file);
      if (!suite.isOk() || suite.get().tests().isEmpty()) {
        continue;
      }
      CompiledPipeline pipeline = suite.get().tests().get(0).target().pipeline();
      for (GeneratedFile source : pipeline.files()) {
        for (Map.Entry<Pattern, String> mutation : MUTATIONS.entrySet()) {
          Matcher match = mutation.getKey().matcher(source.text());
          while (match.find()) {
            String changed = changed(source.text(), match, mutation);
            if (!matters(source, match.start()) || changed.equals(source.text())) {
              continue;
            }
            Effect effect = effect(suite.get(), pipeline, source, changed);
            if (effect == Effect.NOTICED) {
              killed++;
            } else if (effect == Effect.UNNOTICED) {
              survivors.add(
                  "%s %s: %s"
                      .formatted(pipeline.name(), source.path(), line(changed, match.start())));
            }
          }
        }
      }
    }
    System.out.printf("%d changes noticed, %d not%n", killed, survivors.size());
    survivors.forEach(System.out::println);
    System.exit(0);
  }

  private static String changed(String text, Matcher match, Map.Entry<Pattern, String> mutation) {
    String part = mutation.getKey().matcher(match.group()).replaceFirst(mutation.getValue());
    return text.substring(0, match.start()) + part + text.substring(match.end());
  }

  /**
   * Whether a change there can be seen in what a job writes: not in comments, not in how often it
   * takes checkpoints, and not in how rows are kept and aggregates are computed, which the
   * compiler's own tests are about.
   */
  private static boolean matters(GeneratedFile source, int at) {
    String line = line(source.text(), at);
    boolean comment = line.startsWith("//") || line.startsWith("*") || line.startsWith("/*");
    boolean job = source.path().toString().matches(".*(Job|Decoder|Encoder)\\.java");
    return job
        && !comment
        && !line.contains("checkpointInterval")
        && !line.matches(".*\\b(accumulator|into)\\..*");
  }

  private static String line(String text, int at) {
    int start = text.lastIndexOf('\n', at) + 1;
    int end = text.indexOf('\n', at);
    return text.substring(start, end < 0 ? text.length() : end).strip();
  }

  /** What a change does. */
  private enum Effect {
    NOTICED,
    UNNOTICED,
    NO_JAVA
  }

  private static Effect effect(
      TestSuite suite, CompiledPipeline pipeline, GeneratedFile source, String changed) {
    List<GeneratedFile> files =
        pipeline.files().stream()
            .map(file -> file.equals(source) ? new GeneratedFile(file.path(), changed) : file)
            .toList();
    CompiledPipeline mutant =
        new CompiledPipeline(
            pipeline.name(),
            pipeline.source(),
            pipeline.mainClass(),
            files,
            pipeline.plan(),
            null,
            pipeline.parameters(),
            pipeline.kafka(),
            pipeline.modules(),
            pipeline.functions(),
            pipeline.plans());
    try (LoadedJobs jobs = new LoadedJobs()) {
      for (PipelineTest test : suite.tests()) {
        TestTarget target =
            new TestTarget(mutant, test.target().arguments(), test.target().mocks());
        PipelineTest changedTest =
            new PipelineTest(test.name(), target, test.clock(), test.steps(), test.fails());
        boolean failed =
            jobs.within(
                mutant, () -> !new TestRun(changedTest, jobs, new Silent()).run().isEmpty());
        if (failed) {
          return Effect.NOTICED;
        }
      }
      return Effect.UNNOTICED;
    } catch (CompileException e) {
      return Effect.NO_JAVA;
    }
  }

  private static final class Silent implements TestRun.Listener {
    @Override
    public void judged(Expectation expectation, Judge judge) {}

    @Override
    public void ran(TestTarget target, Observed observed) {}
  }
}
