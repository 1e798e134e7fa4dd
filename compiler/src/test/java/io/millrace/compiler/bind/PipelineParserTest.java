package io.millrace.compiler.bind;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Outcome;
import io.millrace.compiler.diag.SourceFile;
import io.millrace.compiler.model.OperatorDecl;
import io.millrace.compiler.model.PipelineDecl;
import io.millrace.compiler.model.SourceDecl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PipelineParserTest {
  private static final Path VALID = Path.of("src/test/resources/schema/valid");
  private static final String HEAD = "apiVersion: millrace/v1\nkind: Pipeline\nname: p\n";

  private static Outcome<PipelineDecl> parse(String text) {
    return PipelineParser.parse(new SourceFile("p.yaml", text));
  }

  private static List<String> codes(Outcome<PipelineDecl> outcome) {
    return outcome.diagnostics().stream().map(d -> d.code().id()).toList();
  }

  /** The expected text is reviewed by hand; {@code -Dgolden.update=true} rewrites it. */
  @Test
  void bindsEveryFieldWithItsPlace() throws IOException {
    Outcome<PipelineDecl> outcome = parse(Files.readString(VALID.resolve("everything.yaml")));
    assertThat(outcome.diagnostics()).isEmpty();
    Path expectation = VALID.resolveSibling("everything.model");
    String actual = ModelText.of(outcome.get());
    if (Boolean.getBoolean("golden.update") && System.getenv("CI") == null) {
      Files.writeString(expectation, actual);
    }
    assertThat(actual).isEqualTo(Files.readString(expectation));
  }

  @Test
  void bindsTheSmallestPipeline() {
    PipelineDecl pipeline = parse(HEAD).get();
    assertThat(pipeline.name().value()).isEqualTo("p");
    assertThat(pipeline.description()).isEmpty();
    assertThat(pipeline.sources()).isEmpty();
    assertThat(pipeline.job().parallelism()).isNull();
  }

  @Test
  void readsJsonToo() {
    String json =
        """
        {"apiVersion": "millrace/v1", "kind": "Pipeline", "name": "p",
         "sources": {"a": {"type": "datagen", "fields": {"id": "index"}, "count": 3}}}
        """;
    PipelineDecl pipeline = parse(json).get();
    SourceDecl.Datagen source = (SourceDecl.Datagen) pipeline.sources().get(0);
    assertThat(source.count().value()).isEqualTo(3L);
  }

  @Test
  void bindsAnAliasAtItsUse() {
    PipelineDecl pipeline =
        parse(
                HEAD
                    + """
                    windows: { w: &w { type: tumbling, size: 1m } }
                    operators:
                      a: { type: filter, input: x, where: &c a > 1 }
                      b: { type: filter, input: x, where: *c }
                      d: { type: aggregate, input: x, window: *w, measures: { n: count() } }
                    """)
            .get();
    OperatorDecl.Filter filter = (OperatorDecl.Filter) pipeline.operators().get(1);
    assertThat(filter.where().text().value()).isEqualTo("a > 1");
    assertThat(filter.where().text().whole().text()).isEqualTo("*c");
    OperatorDecl.Aggregate aggregate = (OperatorDecl.Aggregate) pipeline.operators().get(2);
    assertThat(aggregate.window()).isNotNull();
  }

  @Test
  void stopsBehindThePhaseWithErrors() {
    // Each text also holds what the next phase would report.
    assertThat(codes(parse(HEAD + "job: {}\njob: { x: 1 }\n"))).containsExactly("YAML006");
    assertThat(
            codes(
                parse(HEAD + "extra: 1\nwindows: { w: { type: sliding, size: 1s, slide: 2s } }\n")))
        .containsExactly("SCH002");
    assertThat(codes(parse(HEAD + "windows: { w: { type: sliding, size: 1s, slide: 2s } }\n")))
        .containsExactly("SCH012");
  }

  @Test
  void keepsWarnings() {
    Outcome<PipelineDecl> outcome =
        parse(
            HEAD
                + """
                sinks:
                  a: { type: kafka, connection: c, topic: t, format: json, delivery: none,
                       transaction-timeout: 1m }
                """);
    assertThat(outcome.isOk()).isTrue();
    assertThat(outcome.diagnostics()).noneMatch(Diagnostic::isError);
    assertThat(codes(outcome)).containsExactly("SCH013");
  }
}
