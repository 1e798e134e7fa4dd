package io.millrace.compiler.testing;

import io.millrace.compiler.api.CompiledPipeline;
import io.millrace.compiler.api.KafkaUse;
import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.diag.TestCode;
import io.millrace.compiler.model.ParameterDecl;
import io.millrace.compiler.plan.Lookup;
import io.millrace.compiler.plan.Parameter;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.yaml.YamlMapping;
import io.millrace.compiler.yaml.YamlNode;
import io.millrace.compiler.yaml.YamlScalar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Binds what a test says of the pipelines that it runs: parameters and answers of lookups. */
final class TargetBinder {
  private final Path file;
  private final YamlMapping root;
  private final YamlMapping test;
  private final Span name;
  private final String path;
  private final TestPipelines pipelines;
  private final Diagnostics out;

  TargetBinder(
      Path file,
      YamlMapping root,
      YamlMapping test,
      Span name,
      String path,
      TestPipelines pipelines,
      Diagnostics out) {
    this.file = file;
    this.root = root;
    this.test = test;
    this.name = name;
    this.path = path;
    this.pipelines = pipelines;
    this.out = out;
  }

  /** The pipeline that the test starts with. */
  TestTarget first(CompiledPipeline pipeline) {
    return target(pipeline, true);
  }

  /** The pipeline that goes on, or null after a report. */
  @Nullable TestTarget next(Located<String> written, String writtenPath) {
    CompiledPipeline pipeline = pipelines.named(file, written, writtenPath, out);
    return pipeline == null ? null : target(pipeline, false);
  }

  /**
   * @param complete whether names that it does not have are mistakes: another version may have them
   */
  private TestTarget target(CompiledPipeline pipeline, boolean complete) {
    TestTarget bare = new TestTarget(pipeline, List.of(), Map.of());
    Plan plan = bare.plans().resolved();
    return new TestTarget(pipeline, arguments(pipeline, plan, complete), mocks(bare, complete));
  }

  private List<String> arguments(CompiledPipeline pipeline, Plan plan, boolean complete) {
    Map<String, YamlScalar> given = new LinkedHashMap<>();
    given(root, "parameters", plan, complete && test.get("pipeline") == null, given);
    given(test, path + ".parameters", plan, complete, given);
    List<String> arguments = new ArrayList<>();
    for (Parameter parameter : plan.parameters()) {
      YamlScalar value = given.get(parameter.name());
      String text =
          value == null
              ? parameter.defaultText()
              : value(parameter, value, path + ".parameters." + parameter.name());
      if (text == null) {
        text = standIn(pipeline, parameter);
      }
      if (text == null) {
        out.add(
            Diagnostic.of(
                    TestCode.TST005,
                    name,
                    path,
                    "the parameter `" + parameter.name() + "` has no value")
                .withHelp("parameters: { " + parameter.name() + ": … }"));
        continue;
      }
      arguments.add("--" + parameter.name() + "=" + text);
    }
    return arguments;
  }

  private void given(
      YamlMapping holder,
      String holderPath,
      Plan plan,
      boolean complete,
      Map<String, YamlScalar> given) {
    List<String> known = plan.parameters().stream().map(Parameter::name).toList();
    for (YamlMapping.Entry entry : Yaml.entries(holder, "parameters")) {
      String parameter = entry.key().value();
      if (known.contains(parameter)) {
        given.put(parameter, (YamlScalar) entry.value());
      } else if (complete) {
        out.add(
            Names.unknown(
                TestCode.TST004, Yaml.located(entry.key()), holderPath, "parameter", known));
      }
    }
  }

  /** The text of a value, which is checked to be of the parameter's type. */
  private String value(Parameter parameter, YamlScalar value, String valuePath) {
    ScalarType type =
        switch (parameter.kind()) {
          case STRING, SECRET -> ScalarType.STRING;
          case INT -> ScalarType.INT;
          case DOUBLE -> ScalarType.DOUBLE;
          case BOOL -> ScalarType.BOOL;
          case DURATION -> ScalarType.DURATION;
          case TIMESTAMP -> ScalarType.TIMESTAMP;
        };
    RowBinder rows = new RowBinder(out, RowBinder.GIVE);
    rows.value(value, Field.of(parameter.name(), type, false), valuePath);
    return value.value();
  }

  /** What no test depends on: nothing is connected to. */
  private static @Nullable String standIn(CompiledPipeline pipeline, Parameter parameter) {
    if (parameter.kind() == ParameterDecl.Kind.SECRET) {
      return "secret";
    }
    boolean brokers =
        pipeline.kafka().stream()
            .map(KafkaUse::brokersParameter)
            .anyMatch(brokersName -> Objects.equals(brokersName, parameter.name()));
    return brokers ? "localhost:9092" : null;
  }

  private Map<String, List<LookupAnswer>> mocks(TestTarget target, boolean complete) {
    Map<String, List<LookupAnswer>> mocks = new LinkedHashMap<>();
    Plan plan = target.plans().resolved();
    for (YamlMapping.Entry entry : Yaml.entries(test, "mocks")) {
      String id = entry.key().value();
      PlanNode node = Names.node(plan, id);
      String mockPath = path + ".mocks." + id;
      if (node == null) {
        if (complete) {
          out.add(
              Names.unknown(
                  TestCode.TST001,
                  Yaml.located(entry.key()),
                  mockPath,
                  "node",
                  Names.lookups(plan)));
        }
      } else if (node instanceof Lookup lookup) {
        PlanNode used = Names.node(target.plans().optimized(), id);
        RecordType answer = used instanceof Lookup narrowed ? narrowed.answer() : lookup.answer();
        mocks.put(id, answers(entry.value(), lookup, answer, mockPath));
      } else if (complete) {
        out.add(
            Diagnostic.of(
                    TestCode.TST009, entry.key().span(), mockPath, "`" + id + "` is no lookup")
                .withHelp("to replace its rows, name it under `given`"));
      }
    }
    return mocks;
  }

  private List<LookupAnswer> answers(
      YamlNode written, Lookup lookup, RecordType used, String mockPath) {
    List<LookupAnswer> answers = new ArrayList<>();
    RowBinder rows = new RowBinder(out, RowBinder.GIVE);
    RecordType answer = RowBinder.optional(lookup.answer(), used);
    for (YamlNode item : Yaml.items(written)) {
      String at = mockPath + "[" + answers.size() + "]";
      YamlMapping mapping = (YamlMapping) item;
      Map<String, Object> asked =
          mapping.get("ask") instanceof YamlMapping ask
              ? rows.row(ask, RowBinder.optional(lookup.question(), null), at + ".ask")
              : Map.of();
      List<Map<String, Object>> found = new ArrayList<>();
      YamlNode given = mapping.get("answer");
      if (given != null) {
        for (YamlNode row : Yaml.items(given)) {
          found.add(rows.row((YamlMapping) row, answer, at + ".answer"));
        }
      }
      YamlMapping.Entry error = mapping.entry("error");
      if (error != null && given != null) {
        out.add(
            Diagnostic.of(
                TestCode.TST013, error.key().span(), at, "there is an answer, or an error"));
      }
      answers.add(
          new LookupAnswer(
              asked, found, error == null ? null : ((YamlScalar) error.value()).value()));
    }
    return answers;
  }
}
