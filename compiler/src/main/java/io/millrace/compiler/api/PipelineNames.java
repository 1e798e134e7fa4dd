package io.millrace.compiler.api;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.ReferenceCode;
import io.millrace.compiler.generate.JobGenerator;
import io.millrace.compiler.model.PipelineDecl;
import java.util.HashMap;
import java.util.Map;

/** The names of the pipelines of one request; each has a Java package of its own. */
final class PipelineNames {
  private final String basePackage;
  private final Map<String, Located<String>> byPackage = new HashMap<>();

  PipelineNames(String basePackage) {
    this.basePackage = basePackage;
  }

  /** Reports a pipeline whose name another file of the request has. */
  void claim(PipelineDecl pipeline, Diagnostics out) {
    Located<String> name = pipeline.name();
    Located<String> first =
        byPackage.putIfAbsent(JobGenerator.packageName(basePackage, name.value()), name);
    if (first != null) {
      out.add(
          Diagnostic.of(
                  ReferenceCode.REF016,
                  name.span(),
                  "name",
                  "pipeline name `"
                      + name.value()
                      + "` is taken by "
                      + first.span().source().name())
              .withRelated(first.span(), "the other pipeline"));
    }
  }
}
