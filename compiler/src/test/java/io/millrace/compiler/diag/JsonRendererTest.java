package io.millrace.compiler.diag;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonRendererTest {
  private static final SourceFile FILE = new SourceFile("a/b.yaml", "x: 😀y\nz: 1\n");

  @Test
  void everyMemberIsWritten() {
    Diagnostic diagnostic =
        Diagnostic.of(TypeCode.TYP001, new Span(FILE, 5, 6), "x", "say \"hi\"\\")
            .withLabel("l")
            .withHelp("h")
            .withFolded(2)
            .withRelated(new Span(FILE, 7, 8), "there");
    assertThat(new JsonRenderer().render(List.of(diagnostic)))
        .isEqualTo(
            """
            {
              "version": 1,
              "errors": 1,
              "warnings": 0,
              "notes": 0,
              "diagnostics": [
                {
                  "code": "TYP001",
                  "severity": "error",
                  "message": "say \\"hi\\"\\\\",
                  "file": "a/b.yaml",
                  "start": {
                    "line": 1,
                    "column": 5,
                    "offset": 5
                  },
                  "end": {
                    "line": 1,
                    "column": 6,
                    "offset": 6
                  },
                  "path": "x",
                  "label": "l",
                  "help": "h",
                  "related": [
                    {
                      "message": "there",
                      "file": "a/b.yaml",
                      "start": {
                        "line": 2,
                        "column": 1,
                        "offset": 7
                      },
                      "end": {
                        "line": 2,
                        "column": 2,
                        "offset": 8
                      }
                    }
                  ],
                  "folded": 2
                }
              ]
            }
            """);
  }

  @Test
  void nothingFoundIsAnEmptyList() {
    assertThat(new JsonRenderer().render(List.of()))
        .isEqualTo(
            """
            {
              "version": 1,
              "errors": 0,
              "warnings": 0,
              "notes": 0,
              "diagnostics": []
            }
            """);
  }

  @Test
  void textIsEscapedSoThatEveryReaderTakesIt() {
    Diagnostic diagnostic =
        Diagnostic.of(
            TypeCode.TYP001, new Span(FILE, 0, 1), "", "\b\t\n\r\u001b\u2028\ud83d 😀 é\udc00");
    String json = new JsonRenderer().render(List.of(diagnostic, diagnostic));
    assertThat(json)
        .contains("\"\\u0008\\t\\n\\r\\u001b\\u2028\\ud83d 😀 é\\udc00\"")
        .contains("\"help\": null")
        .contains("\"related\": []")
        .contains("    },\n    {");
  }
}
