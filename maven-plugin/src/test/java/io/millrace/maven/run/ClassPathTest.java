package io.millrace.maven.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassPathTest {
  @Test
  void theModulesVersionWins() {
    ClassPath classPath =
        new ClassPath()
            .add(
                List.of(
                    new ClassPath.Element("classes", Path.of("target/classes")),
                    new ClassPath.Element("org.apache.flink:flink-core:", Path.of("core-2.3.jar"))))
            .add(
                List.of(
                    new ClassPath.Element("org.apache.flink:flink-core:", Path.of("core-2.2.jar")),
                    new ClassPath.Element(
                        "org.apache.flink:flink-core:tests", Path.of("core-tests-2.2.jar"))));

    assertThat(classPath.paths())
        .containsExactly(
            Path.of("target/classes"), Path.of("core-2.3.jar"), Path.of("core-tests-2.2.jar"));
  }
}
