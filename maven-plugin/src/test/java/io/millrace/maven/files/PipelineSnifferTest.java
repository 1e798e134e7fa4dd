package io.millrace.maven.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineSnifferTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "apiVersion: millrace/v1\nkind: Pipeline\n",
        "# comment\n\n# more\napiVersion: millrace/v1\n",
        "kind: Pipeline\napiVersion:   millrace/v2\n",
        "apiVersion: \"millrace/v1\"\n",
        "apiVersion: 'millrace/v1'\n",
        "\"apiVersion\": millrace/v1\n",
        "---\napiVersion: millrace/v1\n",
        "--- {apiVersion: millrace/v1}\n",
        "{ \"apiVersion\": \"millrace/v1\" }",
        "\uFEFFapiVersion: millrace/v1\n",
        "name: x\r\napiVersion: millrace/v1\r\n",
      })
  void knowsPipelines(String text) {
    assertThat(PipelineSniffer.isPipeline(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "apiVersion: apps/v1\nkind: Deployment\n",
        "# apiVersion: millrace/v1\n",
        "spec:\n  apiVersion: millrace/v1\n",
        "apiVersion: millraces/v1\n",
        "myapiVersion: millrace/v1\n",
        "apiVersion:\n  millrace/v1\n",
      })
  void leavesOtherYamlAlone(String text) {
    assertThat(PipelineSniffer.isPipeline(text)).isFalse();
  }
}
