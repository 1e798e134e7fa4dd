package io.millrace.maven.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.api.CompileRequest;
import io.millrace.compiler.api.PipelineCompiler;
import io.millrace.maven.files.PipelineFiles;
import io.millrace.maven.files.PipelineFiles.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceGenerationTest {
  @TempDir private Path directory;
  private Path pipelines;
  private Path output;
  private Path embedded;
  private Path record;

  @BeforeEach
  void paths() throws IOException {
    pipelines = Files.createDirectory(directory.resolve("pipelines"));
    output = directory.resolve("generated");
    embedded = Files.createDirectory(directory.resolve("embedded"));
    record = directory.resolve("pipelines.generated");
  }

  @Test
  void writesTheJavaOfEachPipelineAndRemembersItsJob() throws Exception {
    Files.createDirectory(pipelines.resolve("eu"));
    write("eu/orders.yaml", "orders", "amount > 100");
    write("refunds.yaml", "refunds", "amount < 0");

    GenerateResult result = generate();

    assertThat(result.compiled().diagnostics()).isEmpty();
    assertThat(result.written()).isEqualTo(sources().size());
    assertThat(sources()).anyMatch(file -> file.startsWith("com/example/orders/"));
    List<GeneratedJob> jobs = WrittenFiles.read(record).jobs();
    assertThat(jobs).extracting(GeneratedJob::name).containsExactly("orders", "refunds");
    assertThat(jobs)
        .extracting(GeneratedJob::source)
        .containsExactly("eu/orders.yaml", "refunds.yaml");
    assertThat(jobs)
        .extracting(job -> job.mainClass().replace('.', '/') + ".java")
        .isSubsetOf(sources());
  }

  @Test
  void aSecondRunWritesNothingAndAnEditOnlyItsOwn() throws Exception {
    write("orders.yaml", "orders", "amount > 100");
    write("refunds.yaml", "refunds", "amount < 0");
    int all = generate().written();

    assertThat(generate().unchanged()).isEqualTo(all);
    write("refunds.yaml", "refunds", "amount < 1");
    GenerateResult edited = generate();

    assertThat(edited.written()).isBetween(1, all - 1);
    assertThat(edited.deleted()).isZero();
  }

  @Test
  void aDeletedPipelineTakesItsJavaAlong() throws Exception {
    write("orders.yaml", "orders", "amount > 100");
    write("refunds.yaml", "refunds", "amount < 0");
    generate();
    Files.writeString(embedded.resolve("orders.yaml"), "copy");
    Files.writeString(embedded.resolve("refunds.yaml"), "copy");

    Files.delete(pipelines.resolve("refunds.yaml"));
    assertThat(generate().deleted()).isPositive();
    assertThat(sources()).isNotEmpty().allMatch(file -> file.startsWith("com/example/orders/"));
    assertThat(embedded.resolve("refunds.yaml")).doesNotExist();
    assertThat(embedded.resolve("orders.yaml")).exists();

    Files.delete(pipelines.resolve("orders.yaml"));
    generate();
    assertThat(sources()).isEmpty();
    assertThat(WrittenFiles.read(record).jobs()).isEmpty();
  }

  @Test
  void anErrorLeavesAllFilesAsTheyWere() throws Exception {
    write("orders.yaml", "orders", "amount > 100");
    generate();
    List<String> before = sources();

    write("orders.yaml", "orders", "amunt > 100");
    write("refunds.yaml", "refunds", "amount < 0");
    GenerateResult result = generate();

    assertThat(result.compiled().hasErrors()).isTrue();
    assertThat(sources()).isEqualTo(before);
    assertThat(WrittenFiles.read(record).jobs())
        .extracting(GeneratedJob::name)
        .containsExactly("orders");
  }

  @Test
  void twoPipelinesOfOneNameAreRefused() throws Exception {
    write("a.yaml", "orders", "amount > 100");
    write("b.yaml", "orders", "amount > 200");

    assertThat(generate().compiled().hasErrors()).isTrue();
    assertThat(output).doesNotExist();
  }

  @Test
  void aLibraryGivesItsClassesOnceAndTakesThemAlong() throws Exception {
    write("orders.yaml", "orders", "amount > 100");
    Files.createDirectory(pipelines.resolve("shared"));
    library("id: string, amount: int");
    reader("copy-a");
    reader("copy-b");
    generate();
    String shared = "com/example/shared/items/Item.java";
    assertThat(sources()).contains(shared, "com/example/copya/CopyAJob.java");
    assertThat(sources()).noneMatch(file -> file.endsWith("copya/Item.java"));
    assertThat(generate().written()).isZero();

    library("id: string, amount: int, note: string?");
    assertThat(generate().written()).isPositive();
    assertThat(Files.readString(output.resolve(shared))).contains("note");

    Files.writeString(
        Files.createDirectories(embedded.resolve("shared")).resolve("items.yaml"), "");
    for (String file : List.of("shared/items.yaml", "copy-a.yaml", "copy-b.yaml")) {
      Files.delete(pipelines.resolve(file));
    }
    generate();
    assertThat(sources()).allMatch(file -> file.startsWith("com/example/orders/"));
    assertThat(embedded.resolve("shared/items.yaml")).doesNotExist();
  }

  @Test
  void aChangedLibraryBreaksItsReadersAtTheirPlace() throws Exception {
    Files.createDirectory(pipelines.resolve("shared"));
    library("id: string, amount: int");
    reader("copy-a");
    generate();
    Files.delete(pipelines.resolve("shared/items.yaml"));
    GenerateResult broken = generate();
    assertThat(broken.compiled().pipelineFiles()).isEqualTo(1);
    assertThat(broken.compiled().diagnostics())
        .extracting(Object::toString)
        .containsExactly(
            "pipelines/copy-a.yaml:4:11: error REF037: there is no file `shared/items.yaml`");
  }

  private void library(String fields) throws IOException {
    Files.writeString(
        pipelines.resolve("shared/items.yaml"),
        """
        apiVersion: millrace/v1
        kind: Library
        name: items
        types: { Item: { fields: { %s } } }
        """
            .formatted(fields));
  }

  private void reader(String name) throws IOException {
    Files.writeString(
        pipelines.resolve(name + ".yaml"),
        """
        apiVersion: millrace/v1
        kind: Pipeline
        name: %s
        imports: [shared/items.yaml]
        sources:
          rows: { type: elements, schema: Item, rows: [{ id: a, amount: 5 }] }
        sinks:
          out: { type: print, input: rows }
        """
            .formatted(name));
  }

  private GenerateResult generate() throws IOException {
    List<Path> files = PipelineFiles.in(pipelines, Selection.EVERY_YAML);
    return new SourceGeneration(new PipelineCompiler())
        .generate(
            new GenerateRequest(
                new CompileRequest(files, directory, "com.example"),
                pipelines,
                output,
                embedded,
                record));
  }

  private List<String> sources() throws IOException {
    if (!Files.exists(output)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(output)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> output.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  private void write(String path, String name, String where) throws IOException {
    Files.writeString(
        pipelines.resolve(path),
        """
        apiVersion: millrace/v1
        kind: Pipeline
        name: %s
        sources:
          rows: { type: elements, schema: { id: string, amount: int }, rows: [{ id: a, amount: 5 }] }
        operators:
          some: { type: filter, input: rows, where: "%s" }
        sinks:
          out: { type: print, input: some }
        """
            .formatted(name, where));
  }
}
