package io.millrace.compiler.api;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.TestCode;
import io.millrace.compiler.yaml.YamlDocument;
import io.millrace.compiler.yaml.YamlMapping;

/** Says of a file of tests that stands among the pipelines where it should stand. */
final class MisplacedTests {
  private MisplacedTests() {}

  static Diagnostic of(YamlDocument document) {
    YamlMapping root = (YamlMapping) document.root();
    YamlMapping.Entry kind = root.entry("kind");
    return Diagnostic.of(
            TestCode.TST015,
            kind == null ? root.span() : kind.value().span(),
            "kind",
            "the file holds tests, and is named like a pipeline")
        .withHelp("give it a name that ends in `.test.yaml`");
  }
}
