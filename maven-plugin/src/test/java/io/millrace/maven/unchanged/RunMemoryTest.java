package io.millrace.maven.unchanged;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.api.CompileRequest;
import io.millrace.compiler.api.CompileResult;
import io.millrace.compiler.api.PipelineCompiler;
import io.millrace.compiler.api.ProjectModules;
import io.millrace.maven.report.Findings;
import io.millrace.maven.report.Findings.Form;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunMemoryTest {
  private static final String PIPELINE =
      """
      apiVersion: millrace/v1
      kind: Pipeline
      name: orders
      imports: [../shared/types.yaml]
      connections:
        main: { type: kafka, bootstrap-servers: "localhost:9092" }
      sources:
        orders:
          type: kafka
          connection: main
          topic: orders
          format: json
          schema: Order
      operators:
        large: { type: filter, input: orders, where: amount > 100 }
        unused: { type: filter, input: orders, where: amount > 200 }
      sinks:
        out: { type: print, input: large }
      """;

  private static final String TYPES =
      """
      apiVersion: millrace/v1
      kind: Library
      name: shared
      types:
        Order: { fields: { id: string, amount: int } }
      """;

  @TempDir private Path directory;
  private Path pipeline;
  private Path types;
  private List<String> circumstances = List.of("version 1");
  private boolean hasModules = true;

  @BeforeEach
  void files() throws IOException {
    pipeline = directory.resolve("pipelines/orders.yaml");
    types = directory.resolve("shared/types.yaml");
    Files.createDirectories(pipeline.getParent());
    Files.createDirectories(types.getParent());
    Files.writeString(pipeline, PIPELINE);
    Files.writeString(types, TYPES);
  }

  @Test
  void nothingIsRecalledThatWasNotKept() throws IOException {
    assertThat(memory().recall()).isNull();
  }

  @Test
  void whatWasFoundIsRecalledAsItWas() throws IOException {
    Findings found = run();
    assertThat(found.summary().errors()).isZero();
    assertThat(found.identities()).isNotEmpty();

    KeptRun kept = Objects.requireNonNull(memory().recall());
    assertThat(kept.findings()).isEqualTo(found);
    assertThat(kept.findings().text(Form.COLORED_FRAMES)).contains("\u001b[", "unused", "\n");
  }

  @Test
  void whatThePipelineImportsCounts() throws IOException {
    run();
    Files.writeString(types, TYPES.replace("amount: int", "amount: double"));
    assertThat(memory().recall()).isNull();

    Files.writeString(types, TYPES);
    assertThat(memory().recall()).isNotNull();
    Files.delete(types);
    assertThat(memory().recall()).isNull();
  }

  @Test
  void everyByteOfAPipelineCounts() throws IOException {
    run();
    Files.writeString(pipeline, PIPELINE + "\n");
    assertThat(memory().recall()).isNull();
  }

  @Test
  void aLinkThatLeadsElsewhereCounts() throws IOException {
    Path other = directory.resolve("other.yaml");
    Files.move(types, other);
    Files.createSymbolicLink(types, other);
    run();
    assertThat(memory().recall()).isNotNull();

    Path copy = Files.copy(other, directory.resolve("copy.yaml"));
    Files.delete(types);
    Files.createSymbolicLink(types, copy);
    assertThat(memory().recall()).isNull();
  }

  @Test
  void otherCircumstancesCount() throws IOException {
    run();
    circumstances = List.of("version 2");
    assertThat(memory().recall()).isNull();
  }

  @Test
  void modulesThatAreGoneCount() throws IOException {
    Files.writeString(
        pipeline,
        PIPELINE.replace(
            "out: { type: print, input: large }",
            "out: { type: file, input: large, directory: /out, format: { type: parquet } }"));
    assertThat(run().summary().errors()).isZero();
    assertThat(memory().recall()).isNotNull();

    hasModules = false;
    assertThat(memory().recall()).isNull();
  }

  @Test
  void writtenFilesHaveToBeAsTheyWereWritten() throws IOException {
    Path written = Files.writeString(directory.resolve("Orders.java"), "class Orders {}");
    run(written);
    assertThat(memory().recall()).isNotNull();

    Files.writeString(written, "class Orders { }");
    assertThat(memory().recall()).isNull();
  }

  @Test
  void errorsAreNotKept() throws IOException {
    run();
    Files.writeString(pipeline, PIPELINE.replace("amount > 100", "amont > 100"));
    assertThat(run().summary().errors()).isPositive();
    assertThat(memory().recall()).isNull();
  }

  @Test
  void aRecordThatWasCutOffOrEditedIsNone() throws IOException {
    run();
    String text = Files.readString(record());
    Files.writeString(record(), text.substring(0, text.length() - 10));
    assertThat(memory().recall()).isNull();
    Files.writeString(record(), text.replaceAll("(?m)^summary.*$", "summary\tmany"));
    assertThat(memory().recall()).isNull();
  }

  @Test
  void withoutKnowledgeOfTheCodeNothingIsKept() throws IOException {
    RunMemory memory = new RunMemory(record(), request(), null);
    CompileResult result = new PipelineCompiler().validate(memory.request());
    memory.keep(result, Findings.of(memory.request(), result, "1"), List.of());
    assertThat(record()).doesNotExist();
    assertThat(memory.recall()).isNull();
  }

  @Test
  void circumstancesNameCodeFilesAndOptions() throws Exception {
    List<String> found =
        Objects.requireNonNull(
            Circumstances.of(
                request(),
                new java.net.URLClassLoader(
                    new java.net.URL[] {directory.resolve("shared").toUri().toURL()}),
                List.of("output x")));
    assertThat(found)
        .anyMatch(line -> line.startsWith("code ") && line.endsWith("types.yaml"))
        .contains("pipelines " + pipeline, "package com.example", "output x");
    assertThat(Circumstances.of(request(), ClassLoader.getPlatformClassLoader(), List.of()))
        .isNull();
  }

  private Findings run(Path... written) throws IOException {
    RunMemory memory = memory();
    CompileResult result = new PipelineCompiler().validate(memory.request());
    Findings findings = Findings.of(memory.request(), result, "1");
    memory.keep(result, findings, List.of(written));
    return findings;
  }

  private RunMemory memory() {
    return new RunMemory(record(), request(), circumstances);
  }

  private CompileRequest request() {
    return new CompileRequest(List.of(pipeline), directory, "com.example")
        .withModules(new ProjectModules("1", artifact -> hasModules));
  }

  private Path record() {
    return directory.resolve("memory/validate.run");
  }
}
