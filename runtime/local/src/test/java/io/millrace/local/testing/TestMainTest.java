package io.millrace.local.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class TestMainTest {
  private static final Path RESOURCES =
      Path.of("src", "test", "resources", "pipeline-tests").toAbsolutePath();

  private record Ran(int code, String text) {}

  private static Ran run(Path root, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<String> all = new ArrayList<>(List.of("--root", root.toString()));
    all.addAll(List.of(arguments));
    int code = TestMain.run(all, new PrintStream(out, true, UTF_8));
    return new Ran(code, out.toString(UTF_8));
  }

  private static String file(String name) {
    return RESOURCES.resolve(name).toString();
  }

  @Test
  void passes() {
    Ran ran =
        run(
            RESOURCES,
            file("orders.test.yaml"),
            file("windows.test.yaml"),
            file("customers.test.yaml"));
    assertThat(ran.text()).containsPattern("\\d+ tests in 3 files, none failed");
    assertThat(ran.code()).isZero();
  }

  @Test
  void showsWhatDidNotHold() throws IOException {
    Ran ran = run(RESOURCES, file("failing.test.yaml"));
    String shown = ran.text().replaceAll("\\(\\d+\\.\\d s\\)", "(… s)");
    Path expected = RESOURCES.resolve("failing.expected");
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(expected, shown);
    }
    assertThat(shown).isEqualTo(Files.readString(expected));
    assertThat(ran.code()).isEqualTo(1);
  }

  @Test
  void rewritesRowsThatDoNotHold(@TempDir Path directory) throws IOException {
    copy(directory);
    Path file = directory.resolve("failing.test.yaml");
    String before = Files.readString(file);
    Ran updated = run(directory, "--update", "--test", "#wrong rows", file.toString());
    assertThat(updated.text()).contains("failing.test.yaml: 1 list rewritten");
    assertThat(Files.readString(file))
        .isEqualTo(
            before.replace(
                """
                        - insert: { sensor: c, n: 1, highest: 1 } # is b
                        - update: { sensor: c, n: 2, highest: 1 }
                """,
                """
                        - { insert: { sensor: b, n: 1, highest: 1.0 } }
                """));
    Ran again = run(directory, "--test", "#wrong rows", file.toString());
    assertThat(again.text()).doesNotContain("`totals`").contains("`late`");
  }

  private static void copy(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(RESOURCES)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = directory.resolve(RESOURCES.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }

  @Test
  void reportsAsSurefireDoes(@TempDir Path reports) throws Exception {
    run(RESOURCES, "--reports", reports.toString(), file("failing.test.yaml"));
    Element suite =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(reports.resolve("TEST-failing.xml").toFile())
            .getDocumentElement();
    assertThat(suite.getAttribute("tests")).isEqualTo("5");
    assertThat(suite.getAttribute("failures")).isEqualTo("4");
    Element first = (Element) suite.getElementsByTagName("testcase").item(0);
    assertThat(first.getAttribute("name")).isEqualTo("wrong rows");
    assertThat(first.getElementsByTagName("failure").item(0).getTextContent())
        .contains("failing.test.yaml:13:9", "+ insert: { sensor: b");
  }

  @Test
  void runsNothingThatIsWrong(@TempDir Path directory) throws IOException {
    copy(directory);
    Path file = directory.resolve("windows.test.yaml");
    Files.writeString(file, Files.readString(file).replace("silent: {", "silnt: {"));
    Files.writeString(
        file, Files.readString(file).replace("      averages:\n", "      average:\n"));
    Ran ran = run(directory, file.toString());
    assertThat(ran.text())
        .contains("error[TST001]: unknown output `average`", "did you mean `averages`?")
        .contains("none was run");
    assertThat(ran.code()).isEqualTo(2);
  }

  @Test
  void tellsWhatIsReached(@TempDir Path directory) throws IOException {
    Ran ran =
        run(
            RESOURCES,
            "--coverage",
            directory.toString(),
            "--minimum",
            "100",
            file("orders.test.yaml"));
    assertThat(ran.text())
        .containsPattern("  \\d\\d%  orders.yaml \\(")
        .contains("  orders.yaml:31  branch     by-region.rest\n")
        .doesNotContain("large: ")
        .contains("error: the tests reach ", "and have to reach 100%", "none failed");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(Files.readString(directory.resolve("coverage.json")))
        .contains(
            "{\"node\": \"large\", \"kind\": \"condition\", \"what\": \"where is false\","
                + " \"file\": \"orders.yaml\", \"line\": 30, \"reached\": true}")
        .contains("\"what\": \"bad records\"");
    assertThat(Files.readString(directory.resolve("coverage.html")))
        .contains("<span class=\"kind\">branch</span> by-region.rest", "class=\"part\"");
    assertThat(directory.resolve("assets/site.css")).exists();
  }

  @Test
  void tellsBothSidesOfConditionsApart(@TempDir Path directory) {
    Ran some =
        run(RESOURCES, "--coverage", directory.toString(), file("conditions-some.test.yaml"));
    assertThat(some.text().lines().filter(line -> line.contains("  conditions.yaml:")))
        .map(String::strip)
        .containsExactly(
            "conditions.yaml:7   error      readings: skipped records",
            "conditions.yaml:16  error      low: skipped records",
            "conditions.yaml:19  condition  low: where is false",
            "conditions.yaml:26  condition  by-kind: case b is false",
            "conditions.yaml:32  condition  running: having is false",
            "conditions.yaml:36  condition  fewer: where is false",
            "conditions.yaml:48  condition  per-minute: having is false",
            "conditions.yaml:55  condition  corrected: having is false");
    Ran all =
        run(
            RESOURCES,
            "--coverage",
            directory.toString(),
            "--minimum",
            "100",
            file("conditions-some.test.yaml"),
            file("conditions-rest.test.yaml"));
    assertThat(all.text()).contains("  100%  conditions.yaml (");
    assertThat(all.code()).isZero();
  }

  @Test
  void saysWhatItTakes() {
    assertThat(run(RESOURCES, "--updat", "x").text())
        .contains("unknown option --updat; did you mean --update?", "usage: TestMain");
    assertThat(run(RESOURCES).text()).contains("no file of tests is named");
    assertThat(run(RESOURCES, "--test").text()).contains("option --test needs a value");
    assertThat(run(RESOURCES, "--test", "other", file("orders.test.yaml")).text())
        .contains("no test is picked");
  }
}
