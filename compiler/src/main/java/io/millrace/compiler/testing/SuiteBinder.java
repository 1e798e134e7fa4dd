package io.millrace.compiler.testing;

import io.millrace.compiler.api.CompiledPipeline;
import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.TestCode;
import io.millrace.compiler.yaml.YamlMapping;
import io.millrace.compiler.yaml.YamlNode;
import io.millrace.compiler.yaml.YamlScalar;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Binds a file that passed the schema of tests. */
final class SuiteBinder {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Path file;
  private final YamlMapping root;
  private final TestPipelines pipelines;
  private final Diagnostics out;

  SuiteBinder(Path file, YamlMapping root, TestPipelines pipelines, Diagnostics out) {
    this.file = file;
    this.root = root;
    this.pipelines = pipelines;
    this.out = out;
  }

  TestSuite bind(Predicate<String> wanted) {
    List<PipelineTest> tests = new ArrayList<>();
    CompiledPipeline usual = null;
    boolean looked = false;
    for (YamlMapping.Entry entry : Yaml.entries(root, "tests")) {
      if (!wanted.test(entry.key().value())) {
        continue;
      }
      YamlMapping test = (YamlMapping) entry.value();
      String path = "tests." + entry.key().value();
      CompiledPipeline pipeline;
      if (test.get("pipeline") instanceof YamlScalar own) {
        pipeline = pipelines.named(file, Yaml.located(own), path + ".pipeline", out);
      } else {
        if (!looked) {
          usual = usual();
          looked = true;
        }
        pipeline = usual;
      }
      if (pipeline != null) {
        tests.add(test(entry.key(), test, path, pipeline));
      }
    }
    return new TestSuite(file, root.span().source(), tests);
  }

  private @Nullable CompiledPipeline usual() {
    if (root.get("pipeline") instanceof YamlScalar named) {
      return pipelines.named(file, Yaml.located(named), "pipeline", out);
    }
    YamlMapping.Entry kind = root.entry("kind");
    return pipelines.besides(file, kind == null ? root.span() : kind.value().span(), out);
  }

  private PipelineTest test(
      YamlScalar name, YamlMapping test, String path, CompiledPipeline pipeline) {
    TargetBinder targets = new TargetBinder(file, root, test, name.span(), path, pipelines, out);
    TestTarget target = targets.first(pipeline);
    StepBinder binder = new StepBinder(target, targets, out);
    YamlNode steps = test.get("steps");
    YamlMapping.Entry given = test.entry("given");
    YamlMapping.Entry expect = test.entry("expect");
    if (steps != null && (given != null || expect != null)) {
      YamlMapping.Entry other = given != null ? given : expect;
      out.add(
          Diagnostic.of(
                  TestCode.TST012,
                  other.key().span(),
                  path,
                  "the test has `steps`, and `" + other.key().value() + "` beside them")
              .withHelp("make it one of the steps: `- " + other.key().value() + ": …`"));
    }
    if (steps != null) {
      binder.steps(steps, path + ".steps");
    } else {
      if (given != null) {
        binder.bind(given, path);
      }
      binder.end(name.span());
      if (expect != null) {
        binder.bind(expect, path);
      }
    }
    Located<String> fails =
        test.get("fails") instanceof YamlScalar text ? Yaml.located(text) : null;
    if (fails == null && !binder.looks()) {
      out.add(
          Diagnostic.of(TestCode.TST012, name.span(), path, "the test expects nothing")
              .withHelp("say what has to come out under `expect`, or that it `fails`"));
    }
    return new PipelineTest(Yaml.located(name), target, clock(test), binder.bound(), fails);
  }

  private Instant clock(YamlMapping test) {
    YamlNode own = test.get("clock");
    YamlNode clock = own == null ? root.get("clock") : own;
    return clock instanceof YamlScalar scalar ? Yaml.instant(scalar, out) : START;
  }
}
