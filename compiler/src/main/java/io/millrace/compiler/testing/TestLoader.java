package io.millrace.compiler.testing;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.Outcome;
import io.millrace.compiler.files.SourceTree;
import io.millrace.compiler.model.JobDecl;
import io.millrace.compiler.schema.DocumentKind;
import io.millrace.compiler.schema.SchemaValidator;
import io.millrace.compiler.yaml.YamlDocument;
import io.millrace.compiler.yaml.YamlMapping;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Reads files of tests, and checks them against their pipelines, each of which is compiled once. It
 * runs nothing.
 */
public final class TestLoader {
  private final SourceTree tree;
  private final TestPipelines pipelines;

  /**
   * @param displayRoot paths in diagnostics are shown relative to it
   * @param basePackage Java package above the generated ones
   */
  public TestLoader(Path displayRoot, String basePackage) {
    // A test can look at every node.
    this(displayRoot, basePackage, Set.of(JobDecl.Rewrite.FUSION));
  }

  /**
   * For tests of rewrites.
   *
   * @param rewritesOff those that are not done
   */
  public TestLoader(Path displayRoot, String basePackage, Set<JobDecl.Rewrite> rewritesOff) {
    this.tree = new SourceTree(displayRoot);
    this.pipelines = new TestPipelines(displayRoot, basePackage, tree, rewritesOff);
  }

  /** All tests of a file. */
  public Outcome<TestSuite> load(Path file) {
    return load(file, name -> true);
  }

  /** The tests of a file whose names are wanted, or all mistakes in them. */
  public Outcome<TestSuite> load(Path file, Predicate<String> wanted) {
    Path path = file.toAbsolutePath().normalize();
    Diagnostics out = new Diagnostics();
    Outcome<YamlDocument> read = tree.read(path);
    out.addAll(read.diagnostics());
    if (!read.isOk() || out.hasErrors()) {
      return Outcome.failed(out.sorted());
    }
    List<Diagnostic> shape = SchemaValidator.validate(DocumentKind.TEST, read.get().root());
    out.addAll(shape);
    if (out.hasErrors()) {
      return Outcome.failed(out.sorted());
    }
    YamlMapping root = (YamlMapping) read.get().root();
    TestSuite suite = new SuiteBinder(path, root, pipelines, out).bind(wanted);
    return out.hasErrors() ? Outcome.failed(out.sorted()) : new Outcome<>(suite, out.sorted());
  }
}
