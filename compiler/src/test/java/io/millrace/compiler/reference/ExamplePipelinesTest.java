package io.millrace.compiler.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.api.CompileRequest;
import io.millrace.compiler.api.CompileResult;
import io.millrace.compiler.api.PipelineCompiler;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every node type has an example, and every example compiles. What they give is tested where they
 * run.
 */
class ExamplePipelinesTest {
  @Test
  void everyNodeTypeHasAnExample() {
    assertThat(PipelinePage.nodeTypes(PipelinePage.read("pipeline")))
        .isNotEmpty()
        .allSatisfy(type -> assertThat(ExamplePipelines.of(type)).exists());
  }

  @Test
  void everyExampleHasAnExpectation() {
    assertThat(ExamplePipelines.all())
        .allSatisfy(
            example -> {
              assertThat(ExamplePipelines.expectation(example)).exists().isNotEmptyFile();
            });
  }

  @Test
  void everyExampleCompilesWithoutAWarning() {
    for (Path example : ExamplePipelines.all()) {
      CompileResult result =
          new PipelineCompiler()
              .compile(new CompileRequest(List.of(example), ExamplePipelines.DIRECTORY, "example"));
      assertThat(result.diagnostics()).as("%s", example).isEmpty();
    }
  }
}
