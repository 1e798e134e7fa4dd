package io.millrace.compiler.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.api.GeneratedFile;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares what the compiler makes with what is checked in. Run with {@code -Dgolden.update=true}
 * to rewrite the expectations; review the difference like code.
 */
class GoldenTest {
  private static final boolean UPDATE = Boolean.getBoolean("golden.update");

  static Stream<GoldenCase> valid() {
    return GoldenCase.all("valid").stream();
  }

  static Stream<GoldenCase> invalid() {
    return GoldenCase.all("invalid").stream();
  }

  @ParameterizedTest(name = "valid/{0}")
  @MethodSource("valid")
  void compilesAsExpected(GoldenCase golden) throws IOException {
    compare(golden);
    assertThat(golden.expected().keySet()).anyMatch(name -> name.endsWith(".plan"));
    assertThat(golden.compile().hasErrors()).isFalse();
  }

  @ParameterizedTest(name = "invalid/{0}")
  @MethodSource("invalid")
  void reportsAsExpected(GoldenCase golden) throws IOException {
    compare(golden);
    assertThat(golden.expected()).containsOnlyKeys("expected.diagnostics");
    assertThat(golden.compile().hasErrors()).isTrue();
  }

  private static void compare(GoldenCase golden) throws IOException {
    if (UPDATE) {
      assertThat(System.getenv("CI")).as("goldens are not rewritten in CI").isNull();
      golden.update();
    }
    Map<String, String> expected = golden.expected();
    Map<String, String> actual = golden.actual();
    assertThat(expected).as("expectations of %s", golden).isNotEmpty();
    assertThat(expected.values()).as("empty expectations of %s", golden).doesNotContain("");
    assertThat(actual.keySet()).as("files of %s", golden).isEqualTo(expected.keySet());
    expected.forEach(
        (name, text) -> assertThat(actual.get(name)).as("%s/%s", golden, name).isEqualTo(text));
  }

  @Test
  @Tag("thorough")
  void generatedJavaCompilesWithoutWarnings(@TempDir Path classes) {
    List<JavaFileObject> units = new ArrayList<>();
    for (GoldenCase golden : GoldenCase.all("valid")) {
      // Pipelines that share a class have the same file of it.
      Set<GeneratedFile> files = new LinkedHashSet<>();
      golden.compile().pipelines().forEach(pipeline -> files.addAll(pipeline.files()));
      files.forEach(file -> units.add(unit(file)));
      golden
          .functionSources()
          .forEach((path, text) -> units.add(unit(new GeneratedFile(path, text))));
    }
    assertThat(units).isNotEmpty();
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    boolean compiled =
        javac
            .getTask(
                messages,
                null,
                null,
                List.of(
                    "-d",
                    classes.toString(),
                    "-Xlint:all,-processing,-classfile",
                    "-Werror",
                    "-proc:none",
                    "-classpath",
                    System.getProperty("java.class.path")),
                null,
                units)
            .call();
    assertThat(compiled).as("javac says: %s", messages).isTrue();
  }

  private static JavaFileObject unit(GeneratedFile file) {
    return new SimpleJavaFileObject(
        URI.create("string:///" + file.path()), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return file.text();
      }
    };
  }
}
