package io.millrace.local.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.compiler.api.GeneratedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

class InProcessCompilerTest {
  private static final GeneratedFile POINT =
      new GeneratedFile(
          "shapes/Point.java", "package shapes;\npublic record Point(long x, long y) {}\n");
  private static final GeneratedFile AREA =
      new GeneratedFile(
          "shapes/Area.java",
          """
          package shapes;

          public final class Area {
            private Area() {}

            public static long of(Point corner) {
              return corner.x() * corner.y();
            }

            static class Inner {}
          }
          """);

  @Test
  void loadsWhatItCompiles() throws Exception {
    try (CompiledJar jar = new InProcessCompiler().compile(List.of(AREA, POINT))) {
      Class<?> point = jar.loader().loadClass("shapes.Point");
      Class<?> area = jar.loader().loadClass("shapes.Area");
      var of = area.getMethod("of", point);
      Object corner = point.getConstructor(long.class, long.class).newInstance(6L, 7L);
      assertThat(of.invoke(null, corner)).isEqualTo(42L);
      assertThat(of.getParameters()[0].getName()).isEqualTo("corner");
      assertThat(jar.warnings()).isEmpty();
    }
  }

  @Test
  void writesTheSameJarForTheSameSources() throws IOException {
    InProcessCompiler compiler = new InProcessCompiler();
    try (CompiledJar one = compiler.compile(List.of(AREA, POINT));
        CompiledJar two = compiler.compile(List.of(POINT, AREA))) {
      assertThat(one.path()).isNotEqualTo(two.path());
      assertThat(Files.readAllBytes(one.path())).isEqualTo(Files.readAllBytes(two.path()));
      try (JarFile file = new JarFile(one.path().toFile())) {
        assertThat(file.stream().map(ZipEntry::getName))
            .containsExactly(
                "META-INF/MANIFEST.MF",
                "shapes/Area$Inner.class",
                "shapes/Area.class",
                "shapes/Point.class");
      }
    }
  }

  @Test
  void removesTheJarOnClose() {
    CompiledJar jar = new InProcessCompiler().compile(List.of(POINT));
    Path directory = jar.path().getParent();
    assertThat(jar.path()).isRegularFile();
    jar.close();
    assertThat(directory).doesNotExist();
  }

  @Test
  void tellsErrorsWithTheGeneratedLineAsABugOfMillrace() {
    Map<String, String> sources =
        Map.of("p/Broken.java", "package p;\n\nclass Broken {\n  int size = \"ten\";\n}\n");
    assertThatThrownBy(() -> new InProcessCompiler().compile(sources))
        .isInstanceOf(CompileException.class)
        .hasMessage(
            """
            This is a bug in Millrace: the Java that it generated does not compile.

            p/Broken.java:4: incompatible types: java.lang.String cannot be converted to int
                int size = "ten";
                           ^""");
  }

  @Test
  void showsTheFirstOfManyErrors() {
    StringBuilder text = new StringBuilder("class Broken {\n");
    for (int i = 0; i < 30; i++) {
      text.append("  Missing").append(i).append(" f").append(i).append(";\n");
    }
    Map<String, String> sources = Map.of("Broken.java", text.append("}\n").toString());
    assertThatThrownBy(() -> new InProcessCompiler().compile(sources))
        .isInstanceOfSatisfying(CompileException.class, e -> assertThat(e.errors()).hasSize(30))
        .hasMessageContaining("class Missing19")
        .hasMessageNotContaining("class Missing20")
        .hasMessageEndingWith("(10 more)");
  }

  @Test
  void keepsWarnings() {
    Map<String, String> sources = Map.of("Raw.java", "class Raw {\n  java.util.List list;\n}\n");
    try (CompiledJar jar = new InProcessCompiler().compile(sources)) {
      assertThat(jar.warnings()).hasSize(1);
      assertThat(jar.warnings().get(0)).startsWith("Raw.java:2: ").contains("raw type");
    }
  }

  @Test
  void saysWhatToDoWithoutAJdk() {
    InProcessCompiler compiler = new InProcessCompiler(() -> null, List.of());
    assertThatThrownBy(() -> compiler.compile(List.of(POINT)))
        .isInstanceOf(CompileException.class)
        .hasMessageContaining("this Java runtime has no compiler")
        .hasMessageContaining(System.getProperty("java.home"))
        .hasMessageContaining("install one (17 or later), and point JAVA_HOME to it");
  }
}
