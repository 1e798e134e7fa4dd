package io.millrace.compiler.diag;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MaskedLineTest {
  private static List<String> shown(String text) {
    SourceFile file = new SourceFile("pipeline.yaml", text);
    return IntStream.rangeClosed(1, (int) text.lines().count())
        .mapToObj(line -> MaskedLine.of(file, line))
        .toList();
  }

  @Test
  void hidesWhatClientsTakeAsSecrets() {
    assertThat(
            shown(
                """
                connections:
                  main:
                    security:
                      protocol: SASL_SSL
                      sasl: { mechanism: PLAIN, username: app, password: hunter2 }
                      trust-store: { path: /a, password: "hun ter" } # kept
                    properties:
                      ssl.keystore.password: 'hunter2'
                      sasl.jaas.config: org.Login required username="app" password="hunter2";
                      "ssl.key.password": hunter2
                      sasl.login: |
                        Login required password="hunter2";
                  shop: { type: jdbc, url: "jdbc:postgresql://app:hunter2@db/shop", password: hunter2 }
                  web: { type: http, headers: { Authorization: Bearer hunter2 } }
                """))
        .containsExactly(
            "connections:",
            "  main:",
            "    security:",
            "      protocol: SASL_SSL",
            "      sasl: { mechanism: PLAIN, username: app, password: ••••••• }",
            "      trust-store: { path: /a, password: \"••• •••\" } # kept",
            "    properties:",
            "      ssl.keystore.password: '•••••••'",
            "      sasl.jaas.config: ••••••••• •••••••• •••••••••••••• ••••••••••••••••••;",
            "      \"ssl.key.password\": •••••••",
            "      sasl.login: |",
            "        Login required password=\"•••••••\";",
            "  shop: { type: jdbc, url: \"jdbc:postgresql://•••••••••••@db/shop\", password: ••••••• }",
            "  web: { type: http, headers: { Authorization: •••••• ••••••• } }");
  }

  @Test
  void showsReferencesAndFields() {
    String text =
        """
        parameters:
          password: { type: secret, env: PASSWORD }
        connections:
          main: { security: { sasl: { password: "${password}" } } }
          web: { headers: { Authorization: "Bearer ${token}" } }
        types:
          User: { fields: { name: string, password: string } }
        operators:
          login: { type: select, input: users, fields: { token: lowerAscii(password) } }
        """;
    assertThat(String.join("\n", shown(text)) + "\n").isEqualTo(text);
  }
}
