package io.millrace.compiler.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The pages of {@code docs/reference} say what the schema and the codes say. Run with {@code
 * -Dgolden.update=true} to write them anew.
 */
class ReferenceDocsTest {
  static final Path PAGES = Path.of("../docs/reference");
  private static final boolean UPDATE = Boolean.getBoolean("golden.update");

  @Test
  void diagnosticsPageIsUpToDate() throws IOException {
    compare("diagnostics.md", DiagnosticsPage.render());
  }

  @ParameterizedTest
  @ValueSource(strings = {"pipeline", "library", "fragment", "test", "overlay"})
  void fieldPagesAreUpToDate(String kind) throws IOException {
    compare(kind + ".md", PipelinePage.render(kind));
  }

  private static void compare(String name, String actual) throws IOException {
    Path page = PAGES.resolve(name);
    if (UPDATE) {
      assertThat(System.getenv("CI")).as("pages are not rewritten in CI").isNull();
      Files.createDirectories(PAGES);
      Files.writeString(page, actual);
    }
    assertThat(Files.readString(page)).as("%s", page).isEqualTo(actual);
  }
}
