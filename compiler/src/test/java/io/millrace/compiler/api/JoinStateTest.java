package io.millrace.compiler.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.plan.Join;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A join keeps the fields that its keys, condition and results read, and no others. */
class JoinStateTest {
  private static final String PIPELINE =
      """
      apiVersion: millrace/v1
      kind: Pipeline
      name: narrow
      sources:
        auctions:
          type: elements
          schema: { id: int, seller: int, title: string, reserve: int, text: string, at: timestamp }
          time: { field: at }
          rows: [{ id: 1, seller: 2, title: a, reserve: 3, text: b, at: 2026-01-01T00:00:00Z }]
        people:
          type: elements
          schema: { id: int, name: string, city: string, note: string?, since: timestamp }
          time: { field: since }
          rows: [{ id: 2, name: a, city: b, since: 2026-01-01T00:00:00Z }]
      operators:
        new-sellers:
          type: join
          left: people
          right: auctions
          on: { id: seller }
          %s
          where: right.reserve > 1
          fields: { person: left.id, name: left.name, city: left.city, reserve: right.reserve }
        names: { type: select, input: new-sellers, keep: [person, name] }
      sinks:
        out: { type: print, input: names }
      """;

  @TempDir Path directory;

  @Test
  void windowsKeepWhatIsUsed() throws IOException {
    keepsWhatIsUsed("window: { type: tumbling, size: 10s }");
    keepsWhatIsUsed("window: { type: sliding, size: 10s, slide: 5s }");
    keepsWhatIsUsed("window: { type: session, gap: 10s }");
  }

  @Test
  void intervalsKeepWhatIsUsed() throws IOException {
    keepsWhatIsUsed("within: { before: 10s, after: 10s }");
  }

  /** Fields that were asked for stay, read or not; times are kept beside the rows. */
  private void keepsWhatIsUsed(String time) throws IOException {
    CompiledPipeline pipeline = compile(PIPELINE.formatted(time));
    Join join =
        (Join)
            Objects.requireNonNull(pipeline.plans()).optimized().nodes().stream()
                .filter(Join.class::isInstance)
                .findFirst()
                .orElseThrow();
    assertThat(names(join.leftStored())).as(time).containsExactly("id", "name", "city");
    assertThat(names(join.rightStored())).as(time).containsExactly("seller", "reserve");
    String job =
        pipeline.files().stream()
            .filter(file -> file.path().endsWith("NarrowJob.java"))
            .findFirst()
            .orElseThrow()
            .text();
    assertThat(job).contains("NewSellersLeft.TYPE,", "NewSellersRight.TYPE,");
  }

  private CompiledPipeline compile(String text) throws IOException {
    Path file = directory.resolve("narrow.yaml");
    Files.writeString(file, text);
    CompileResult result =
        new PipelineCompiler().compile(new CompileRequest(List.of(file), directory, "test"));
    assertThat(result.diagnostics()).isEmpty();
    return result.pipelines().get(0);
  }

  private static List<String> names(RecordType type) {
    return type.fields().stream().map(Field::name).toList();
  }
}
