package io.millrace.compiler.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.diag.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("thorough")
class FileLayoutTest {
  private static String form(String text) {
    FileLayout layout = FileLayout.of(new SourceFile("test.yaml", text));
    assertThat(layout.refusal()).isNull();
    assertThat(layout.problems()).isEmpty();
    return layout.text();
  }

  @Test
  void hasOneForm() {
    assertThat(
            form(
                """
                # head


                name:   a
                sources:   # all
                    b: {type: kafka,topic: "x" , list: [ 1,2 ]}

                    # of c
                    c:
                    - x

                    - y:  1
                      z: |
                           text
                             more

                      # end of the item
                    # end of c
                text: >-
                   folded
                   text
                plain: one
                     two
                anchored: &a  { b: 1,
                    c: 2 }
                used:   *a
                empty:
                """))
        .isEqualTo(
            """
            # head

            name: a
            sources:   # all
              b: { type: kafka, topic: "x", list: [1, 2] }

              # of c
              c:
                - x

                - y: 1
                  z: |
                    text
                      more

                  # end of the item
              # end of c
            text: >-
              folded
              text
            plain: one
              two
            anchored: &a { b: 1,
              c: 2 }
            used: *a
            empty:
            """);
  }

  @Test
  void endsLinesWithLineFeeds() {
    assertThat(form("a: 1  \r\nb: |\r\n  x\r\n  y\r\n")).isEqualTo("a: 1\nb: |\n  x\n  y\n");
    assertThat(form("a: 1")).isEqualTo("a: 1\n");
  }

  @Test
  void leavesAloneWhatItDoesNotKnow() {
    FileLayout layout = FileLayout.of(new SourceFile("test.yaml", "? a\n: 1\n"));
    assertThat(layout.refusal()).isNotNull();
    assertThat(layout.text()).isEqualTo("? a\n: 1\n");
  }

  @Test
  void leavesAFileInItsFormAsItIs() throws IOException {
    List<String> refused = new ArrayList<>();
    int count = 0;
    for (Path file : files("src/test/resources", "../docs", "../pipelines/src")) {
      String text = Files.readString(file);
      FileLayout once = FileLayout.of(new SourceFile(file.toString(), text));
      if (once.refusal() != null) {
        refused.add(file + ": " + once.refusal());
      } else if (once.isLaidOut()) {
        count++;
        FileLayout twice = FileLayout.of(new SourceFile(file.toString(), once.text()));
        if (twice.refusal() != null || !twice.text().equals(once.text())) {
          refused.add(file + ": another form the second time: " + twice.refusal());
        }
      }
    }
    assertThat(count).isGreaterThan(200);
    assertThat(refused).isEmpty();
  }

  @Test
  void ownFilesHaveTheirForm() throws IOException {
    List<Path> other = new ArrayList<>();
    for (Path file : files("../docs", "../pipelines/src")) {
      String text = Files.readString(file);
      if (!form(text).equals(text)) {
        other.add(file);
      }
    }
    assertThat(other).isEmpty();
  }

  private static List<Path> files(String... roots) throws IOException {
    List<Path> all = new ArrayList<>();
    for (String root : roots) {
      try (Stream<Path> found = Files.walk(Path.of(root))) {
        found
            .filter(file -> file.toString().endsWith(".yaml"))
            .filter(file -> !file.toString().contains("yaml002"))
            .forEach(all::add);
      }
    }
    return all;
  }
}
