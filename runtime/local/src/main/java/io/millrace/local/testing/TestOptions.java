package io.millrace.local.testing;

import io.millrace.compiler.api.CompileRequest;
import io.millrace.compiler.diag.DidYouMean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@link TestMain} is asked to do.
 *
 * @param files of tests
 * @param root paths are shown relative to it
 * @param basePackage of the generated Java
 * @param filter which tests to run
 * @param mayPickNone whether it is no mistake if the filter picks none
 * @param reports where to write reports; null: nowhere
 * @param coverage where to write what the tests reached; null: nowhere
 * @param minimum the least percentage that has to be reached
 * @param update whether to rewrite expectations that do not hold
 */
record TestOptions(
    List<Path> files,
    Path root,
    String basePackage,
    TestFilter filter,
    boolean mayPickNone,
    @Nullable Path reports,
    @Nullable Path coverage,
    int minimum,
    boolean update) {
  static final String USAGE =
      """
      usage: TestMain [options] PIPELINE.test.yaml...
        --root DIRECTORY     show paths relative to it (default: the working directory)
        --package NAME       Java package of the generated classes (default: %s)
        --test FILTER        run only these: FILE, FILE#NAME or #NAME, with * and ?, by commas
        --may-pick-none      it is no mistake if the filter picks none
        --reports DIRECTORY  write reports there, one XML file for each file of tests
        --coverage DIRECTORY measure what the tests reach, and write it there
        --minimum PERCENT    fail if they reach less (default: 0)
        --update             rewrite expectations of rows that do not hold
      """
          .formatted(CompileRequest.DEFAULT_PACKAGE);

  private static final List<String> OPTIONS =
      List.of(
          "--root",
          "--package",
          "--test",
          "--may-pick-none",
          "--reports",
          "--coverage",
          "--minimum",
          "--update");

  TestOptions {
    files = List.copyOf(files);
  }

  /** Throws {@link IllegalArgumentException} with a message for the user. */
  static TestOptions parse(List<String> args) {
    List<Path> files = new ArrayList<>();
    Path root = Path.of("").toAbsolutePath();
    String basePackage = CompileRequest.DEFAULT_PACKAGE;
    TestFilter filter = TestFilter.ALL;
    Path reports = null;
    Path coverage = null;
    int minimum = 0;
    boolean mayPickNone = false;
    boolean update = false;
    for (int i = 0; i < args.size(); i++) {
      String arg = args.get(i);
      if (!arg.startsWith("-")) {
        files.add(Path.of(arg));
        continue;
      }
      if (!OPTIONS.contains(arg)) {
        String close = DidYouMean.closest(arg, OPTIONS);
        throw new IllegalArgumentException(
            "unknown option " + arg + (close == null ? "" : "; did you mean " + close + "?"));
      }
      if (arg.equals("--update")) {
        update = true;
        continue;
      }
      if (arg.equals("--may-pick-none")) {
        mayPickNone = true;
        continue;
      }
      if (++i == args.size()) {
        throw new IllegalArgumentException("option " + arg + " needs a value");
      }
      String value = args.get(i);
      switch (arg) {
        case "--root" -> root = Path.of(value).toAbsolutePath().normalize();
        case "--package" -> basePackage = value;
        case "--test" -> filter = TestFilter.parse(value);
        case "--coverage" -> coverage = Path.of(value).toAbsolutePath();
        case "--minimum" -> minimum = percentage(value);
        default -> reports = Path.of(value).toAbsolutePath();
      }
    }
    if (files.isEmpty()) {
      throw new IllegalArgumentException("no file of tests is named");
    }
    return new TestOptions(
        files, root, basePackage, filter, mayPickNone, reports, coverage, minimum, update);
  }

  private static int percentage(String text) {
    try {
      int value = Integer.parseInt(text);
      if (value >= 0 && value <= 100) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("`" + text + "` is no percentage", e);
    }
    throw new IllegalArgumentException("`" + text + "` is no percentage");
  }
}
