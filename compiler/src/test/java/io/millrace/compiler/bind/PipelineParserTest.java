package io.millrace.compiler.bind;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.diag.Outcome;
import io.millrace.compiler.diag.SourceFile;
import io.millrace.compiler.model.PipelineDecl;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PipelineParserTest {
  @Test
  void parsesEverything() throws IOException {
    String text;
    try (InputStream in = getClass().getResourceAsStream("/schema/valid/everything.yaml")) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    Outcome<PipelineDecl> outcome = PipelineParser.parse(new SourceFile("everything.yaml", text));
    assertThat(outcome.diagnostics()).isEmpty();
    assertThat(outcome.get().operators()).hasSize(10);
  }
}
