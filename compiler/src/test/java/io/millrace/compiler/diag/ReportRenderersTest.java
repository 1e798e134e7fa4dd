package io.millrace.compiler.diag;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportRenderersTest {
  private static final SourceFile FILE =
      new SourceFile("my pipelines/ä,b:c.yaml", "name: \uD83D\uDE00\nwhere: \uD83D\uDE00 x\n");
  private static final int X = FILE.text().indexOf('x');
  private static final Diagnostic ERROR =
      Diagnostic.of(TypeCode.TYP002, new Span(FILE, X, X + 1), "where", "100 % `x`\nis unknown")
          .withHelp("say y")
          .withRelated(new Span(FILE, 0, 4), "declared here");
  private static final Diagnostic WARNING =
      Diagnostic.of(PlanCode.PLN003, new Span(FILE, 0, X), "name", "long")
          .withSeverity(Severity.WARNING);

  @Test
  void sarifCountsCodePointsAndNamesFilesAsUris() throws Exception {
    JsonNode log =
        new ObjectMapper().readTree(new SarifRenderer("1.2").render(List.of(ERROR, WARNING)));

    assertThat(log.path("version").asText()).isEqualTo("2.1.0");
    JsonNode run = log.path("runs").get(0);
    assertThat(run.path("columnKind").asText()).isEqualTo("unicodeCodePoints");
    assertThat(run.path("tool").path("driver").path("version").asText()).isEqualTo("1.2");
    assertThat(run.path("tool").path("driver").path("rules").findValuesAsText("id"))
        .containsExactly("PLN003", "TYP002");

    JsonNode result = run.path("results").get(0);
    assertThat(result.path("ruleId").asText()).isEqualTo("TYP002");
    assertThat(result.path("ruleIndex").asInt()).isEqualTo(1);
    assertThat(result.path("level").asText()).isEqualTo("error");
    assertThat(result.path("message").path("text").asText())
        .isEqualTo("100 % `x`\nis unknown\nhelp: say y");
    JsonNode place = result.path("locations").get(0).path("physicalLocation");
    assertThat(place.path("artifactLocation").path("uri").asText())
        .isEqualTo("my%20pipelines/%C3%A4,b:c.yaml");
    JsonNode region = place.path("region");
    assertThat(region.path("startLine").asInt()).isEqualTo(2);
    assertThat(region.path("startColumn").asInt()).isEqualTo(10);
    assertThat(region.path("endColumn").asInt()).isEqualTo(11);
    assertThat(result.path("relatedLocations").get(0).path("message").path("text").asText())
        .isEqualTo("declared here");
    assertThat(run.path("results").get(1).path("level").asText()).isEqualTo("warning");
  }

  @Test
  void annotationsAreOneEscapedLineEach() {
    assertThat(GitHubAnnotations.render(List.of(ERROR, WARNING)).lines())
        .containsExactly(
            "::error file=my pipelines/ä%2Cb%3Ac.yaml,line=2,endLine=2,col=10,endColumn=11,"
                + "title=TYP002::100 %25 `x`%0Ais unknown%0Ahelp: say y",
            "::warning file=my pipelines/ä%2Cb%3Ac.yaml,line=1,endLine=2,title=PLN003::long");
  }
}
