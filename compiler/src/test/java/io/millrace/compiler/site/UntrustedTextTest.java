package io.millrace.compiler.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever users write is text on a page, and a secret is no text at all. */
class UntrustedTextTest {
  private static final String HOSTILE =
      "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&amp;";

  @TempDir Path directory;

  private Map<String, String> site(String title) {
    return ShippedSite.site(ShippedSite.request(directory, title));
  }

  @Test
  void hostileTextIsEscapedEverywhere() throws Exception {
    Path odd = Files.createDirectory(directory.resolve("a<b>&\"c'"));
    String quoted = "'" + HOSTILE.replace("'", "''") + "'";
    Files.writeString(
        odd.resolve("hostile.yaml"),
        """
        # HOSTILE
        apiVersion: millrace/v1
        kind: Pipeline
        name: hostile
        description: QUOTED
        parameters:
          brokers: { type: string, default: QUOTED, description: QUOTED }
        connections:
          main: { type: kafka, bootstrap-servers: "${brokers}" }
        sources:
          rows:
            type: kafka
            connection: main
            description: QUOTED
            topic: QUOTED
            format: json
            schema: { id: string, odd: { type: string, name: QUOTED } }
        operators:
          some:
            type: filter
            input: rows
            where: >-
              id != '''</script><script>alert(3)</script>'''
          made:
            type: select
            input: some
            fields: { id: "odd + '<b onclick=alert(4)>&'" }
        sinks:
          out: { type: kafka, connection: main, input: made, topic: QUOTED, format: json }
        """
            .replace("QUOTED", quoted)
            .replace("HOSTILE", HOSTILE));
    Files.writeString(
        odd.resolve("hostile.test.yaml"),
        """
        apiVersion: millrace/v1
        kind: Test
        tests:
          QUOTED:
            given: { rows: [{ id: a, odd: b }] }
            expect: { out: { count: 1 } }
        """
            .replace("QUOTED", quoted));
    Map<String, String> files = site(HOSTILE);
    for (String path : new String[] {"index.html", "pipelines/hostile.html"}) {
      HtmlPage page = new HtmlPage(files.get(path));
      assertThat(page.mistakes).as(path).isEmpty();
      assertThat(page.elements).doesNotContain("img", "b onclick");
      assertThat(files.get(path))
          .contains("&lt;script&gt;alert(1)")
          .doesNotContain("<script>", "<img", "<b onclick");
    }
    assertThat(files.get("assets/search-index.js"))
        .contains("\\u003cscript\\u003ealert(1)")
        .doesNotContain("<", "&");
  }

  @Test
  void secretsAreNowhere() throws Exception {
    Files.writeString(
        directory.resolve("guarded.yaml"),
        """
        apiVersion: millrace/v1
        kind: Pipeline
        name: guarded
        description: Do not tell anybody that it is hunter2-plain.
        parameters:
          password: { type: secret, env: GUARDED_PASSWORD }
        connections:
          main:
            type: kafka
            bootstrap-servers: localhost:9092
            security:
              protocol: SASL_SSL
              sasl: { mechanism: PLAIN, username: me, password: hunter2-plain }  # hunter2-plain
            properties:
              ssl.keystore.password: "hunter2-store"
              sasl.jaas.config: >-
                module required username="me"
                password="hunter2-jaas";
          db: { type: jdbc, url: "jdbc:postgresql://me:hunter2-user@db/x?password=hunter2-query&ssl=true", properties: { user: me, password: "${password}" } }
          web: { type: http, base-url: "https://me:hunter2-http@example.org", headers: { Authorization: Bearer hunter2-bearer } }
        sources:
          rows: { type: kafka, connection: main, topic: rows, format: json, schema: { id: string } }
        operators:
          asked:
            type: lookup
            input: rows
            connection: web
            path: /things/{id}
            with: { id: id }
            returns: { name: string }
        sinks:
          out:
            type: kafka
            connection: main
            input: asked
            topic: out
            format: json
            properties: { my.api-key: hunter2-key }
          table: { type: jdbc, connection: db, input: rows, table: things }
        """);
    Files.writeString(
        directory.resolve("guarded.test.yaml"),
        """
        apiVersion: millrace/v1
        kind: Test
        tests:
          nobody sees it:
            parameters: { password: hunter2-test }
            given: { rows: [{ id: a }] }
            mocks: { asked: [{ answer: { name: n } }] }
            expect: { out: { count: 1 } }
        """);
    Map<String, String> files = site("Guarded");
    files.forEach((path, text) -> assertThat(text).as(path).doesNotContain("hunter2"));
    assertThat(files.get("pipelines/guarded.html"))
        .contains("GUARDED_PASSWORD", "${password}", Redaction.MASK, "nobody sees it");
  }
}
