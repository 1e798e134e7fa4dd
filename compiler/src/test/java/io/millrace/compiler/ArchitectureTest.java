package io.millrace.compiler;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.millrace.compiler.diag.Span;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Holds the order of the packages: imports point only downwards. */
class ArchitectureTest {
  private static final String ROOT = "io.millrace.compiler.";

  /** Lowest first. */
  private static final List<String> LAYERS =
      List.of(
          "diag",
          "yaml",
          "layout",
          "files",
          "proto",
          "schema",
          "types",
          "model",
          "bind",
          "javatext",
          "expr",
          "plan",
          "resolve",
          "check",
          "optimize",
          "explain",
          "generate",
          "signature",
          "api",
          "testing",
          "site");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .importUrl(Span.class.getProtectionDomain().getCodeSource().getLocation());

  @Test
  void importsPointOnlyDownwards() {
    for (int i = 0; i < LAYERS.size(); i++) {
      String[] above =
          LAYERS.subList(i + 1, LAYERS.size()).stream()
              .map(layer -> ROOT + layer + "..")
              .toArray(String[]::new);
      if (above.length > 0) {
        noClasses()
            .that()
            .resideInAPackage(ROOT + LAYERS.get(i) + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(above)
            .allowEmptyShould(true)
            .check(CLASSES);
      }
    }
  }

  @Test
  void everyPackageHasItsLayer() {
    TreeSet<String> packages = new TreeSet<>();
    CLASSES.forEach(
        type -> {
          String rest = type.getPackageName().substring(ROOT.length());
          packages.add(rest.contains(".") ? rest.substring(0, rest.indexOf('.')) : rest);
        });
    assertThat(LAYERS).containsAll(packages);
    assertThat(packages).contains("diag", "yaml", "types", "model");
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void eachLibraryIsImportedByOnePackage() {
    onlyIn("yaml", "org.snakeyaml..");
    onlyIn("schema", "com.networknt..", "tools.jackson..");
    onlyIn("expr", "dev.cel..");
    onlyIn("generate", "freemarker..");
  }

  private static void onlyIn(String layer, String... libraries) {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + layer + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries)
        .check(CLASSES);
  }

  @Test
  void theCompilerKnowsNeitherFlinkNorMaven() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.flink..",
            "org.apache.maven..",
            "org.apache.kafka..",
            "io.millrace.runtime..")
        .check(CLASSES);
  }
}
