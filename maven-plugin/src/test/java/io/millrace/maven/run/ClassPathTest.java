package io.millrace.maven.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassPathTest {
  @Test
  void theNewerVersionOfALibraryWinsInThePlaceOfTheFirst() {
    List<Path> paths =
        new ClassPath()
            .add(elements("com.example:app:@1", "g:annotations:@2.18", "g:lib:@1.10"))
            .add(elements("g:lib:@1.9", "g:annotations:@2.21", "g:more:@1"))
            .paths();

    assertThat(paths)
        .containsExactly(
            Path.of("com.example:app:@1"),
            Path.of("g:annotations:@2.21"),
            Path.of("g:lib:@1.10"),
            Path.of("g:more:@1"));
  }

  @Test
  void flinkIsTheModules() {
    List<Path> paths =
        new ClassPath()
            .add(elements("org.apache.flink:flink-core:@2.1.0"))
            .add(elements("org.apache.flink:flink-core:@2.2.0"))
            .paths();

    assertThat(paths).containsExactly(Path.of("org.apache.flink:flink-core:@2.1.0"));
  }

  @Test
  void aForkTakesThePlaceOfItsOriginal() {
    assertThat(
            new ClassPath()
                .add(elements("org.lz4:lz4-java:@1.8.0"))
                .add(elements("at.yawk.lz4:lz4-java:@1.10.1"))
                .paths())
        .containsExactly(Path.of("at.yawk.lz4:lz4-java:@1.10.1"));
    assertThat(new ClassPath().add(elements("org.lz4:lz4-java:@1.8.0")).paths()).hasSize(1);
  }

  @Test
  void anotherClassifierIsAnotherArtifact() {
    List<Path> paths = new ClassPath().add(elements("g:lib:@1", "g:lib:tests@1")).paths();

    assertThat(paths).hasSize(2);
  }

  private static List<ClassPath.Element> elements(String... elements) {
    return Arrays.stream(elements)
        .map(
            element -> {
              int at = element.indexOf('@');
              return new ClassPath.Element(
                  element.substring(0, at), element.substring(at + 1), Path.of(element));
            })
        .toList();
  }
}
