package io.millrace.maven.jar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntryKindTest {
  @ParameterizedTest
  @CsvSource({
    "META-INF/MANIFEST.MF, DROPPED",
    "META-INF/INDEX.LIST, DROPPED",
    "META-INF/DEPENDENCIES, DROPPED",
    "META-INF/SIGNER.SF, DROPPED",
    "META-INF/signer.rsa, DROPPED",
    "META-INF/SIGNER.DSA, DROPPED",
    "META-INF/SIGNER.EC, DROPPED",
    "META-INF/SIG-1, DROPPED",
    "META-INF/sub/SIGNER.RSA, RESOURCE",
    "data/keys.rsa, RESOURCE",
    "module-info.class, DROPPED",
    "META-INF/versions/9/module-info.class, DROPPED",
    "com/example/module-info.class, CLASS",
    "META-INF/versions/17/com/example/A.class, CLASS",
    "com/example/, DROPPED",
    "com/example/A.class, CLASS",
    "META-INF/services/org.example.Spi, SERVICE",
    "META-INF/LICENSE, LICENSE",
    "META-INF/LICENSE.txt, LICENSE",
    "LICENSE.md, LICENSE",
    "META-INF/NOTICE.txt, NOTICE",
    "NOTICE, NOTICE",
    "META-INF/LICENSE-extra/x, RESOURCE",
    "com/example/LICENSE, RESOURCE",
    "META-INF/maven/g/a/pom.xml, RESOURCE",
    "META-INF/millrace/orders.yaml, RESOURCE",
  })
  void isSaidByTheName(String name, EntryKind kind) {
    assertThat(EntryKind.of(name)).isEqualTo(kind);
  }
}
