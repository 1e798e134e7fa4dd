package io.millrace.maven.init;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.api.CompileRequest;
import io.millrace.compiler.api.CompileResult;
import io.millrace.compiler.api.PipelineCompiler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewProjectTest {
  private static final NewProject PROJECT =
      new NewProject("com.acme", "shop", "large-orders", "1.2.3");

  @TempDir private Path directory;

  @Test
  void itsPipelineIsSound() throws Exception {
    NewProject.write(PROJECT.files(true), directory);

    Path pipeline = directory.resolve("src/main/pipelines/large-orders.yaml");
    CompileResult result =
        new PipelineCompiler().validate(new CompileRequest(List.of(pipeline), directory, "shop"));
    assertThat(result.diagnostics()).isEmpty();
    assertThat(result.pipelines()).extracting("name").containsExactly("large-orders");
    assertThat(directory.resolve("pom.xml"))
        .content()
        .contains("<groupId>com.acme</groupId>", "<millrace.version>1.2.3</millrace.version>")
        .doesNotContain("@");
  }

  @Test
  void filesThatAreThereStay() throws Exception {
    Path pom = Files.writeString(directory.resolve("pom.xml"), "mine");

    List<Path> written = NewProject.write(PROJECT.files(true), directory);

    assertThat(written).doesNotContain(pom).hasSize(4);
    assertThat(pom).hasContent("mine");
    assertThat(PROJECT.files(false)).doesNotContainKey("pom.xml").hasSize(2);
  }

  @Test
  void namesAreChecked() {
    assertThat(PROJECT.problems()).isEmpty();
    assertThat(new NewProject("com acme", "shop", "Large", "1").problems())
        .containsExactly(
            "a pipeline's name has lower-case letters, digits and `-`, and starts with a letter: `Large`",
            "not a Maven coordinate: `com acme`");
  }
}
