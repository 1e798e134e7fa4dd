package io.millrace.compiler.reference;

import io.millrace.compiler.diag.DiagnosticCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** All codes that the compiler has, found by looking for the enums that declare them. */
final class DiagnosticCodes {
  /** The areas in the order of the phases, and what their codes are about. */
  static final Map<String, String> AREAS = areas();

  private static final String CLASSES = "/" + DiagnosticCode.class.getName().replace('.', '/');

  private DiagnosticCodes() {}

  private static Map<String, String> areas() {
    Map<String, String> areas = new LinkedHashMap<>();
    areas.put("YAML", "The YAML text");
    areas.put("SCH", "The shape of a file");
    areas.put("REF", "Names and references");
    areas.put("TYP", "Types and expressions");
    areas.put("PLN", "The pipeline as a whole");
    areas.put("LNT", "What runs, but hardly as it was meant to");
    areas.put("GEN", "The generated Java");
    areas.put("STA", "State and upgrades");
    areas.put("TST", "Tests of pipelines");
    return areas;
  }

  /** All codes, in the order of areas and numbers. */
  static List<DiagnosticCode> all() {
    List<String> order = List.copyOf(AREAS.keySet());
    try (Stream<Path> classes = Files.list(compiled())) {
      return classes
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith("Code.class"))
          .flatMap(DiagnosticCodes::constants)
          .sorted(
              Comparator.comparingInt((DiagnosticCode code) -> order.indexOf(area(code)))
                  .thenComparing(DiagnosticCode::id))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the compiled classes of the package lie. */
  private static Path compiled() {
    URL code =
        Objects.requireNonNull(DiagnosticCodes.class.getResource(CLASSES + ".class"), CLASSES);
    try {
      return Objects.requireNonNull(Path.of(code.toURI()).getParent(), CLASSES);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Stream<DiagnosticCode> constants(String classFile) {
    String name = classFile.substring(0, classFile.length() - ".class".length());
    try {
      Object[] constants =
          Class.forName(DiagnosticCode.class.getPackageName() + "." + name).getEnumConstants();
      return constants == null
          ? Stream.of()
          : Arrays.stream(constants).map(DiagnosticCode.class::cast);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The letters of a code. */
  static String area(DiagnosticCode code) {
    return code.id().replaceAll("[0-9]", "");
  }
}
