package io.millrace.compiler.types;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.SourceFile;
import io.millrace.compiler.diag.SourceText;
import io.millrace.compiler.diag.Span;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TypeTextParserTest {
  private static final Map<String, RecordType> RECORDS =
      Map.of("Payment", new RecordType("Payment", List.of()));

  private final Diagnostics found = new Diagnostics();

  private TypeRef parse(String text) {
    return TypeTextParser.parse(
        new Verbatim(new SourceFile("a", text)),
        "types.A.fields.f",
        RECORDS::get,
        RECORDS.keySet(),
        found);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bool",
        "int",
        "double",
        "string",
        "bytes",
        "timestamp",
        "duration",
        "string?",
        "Payment",
        "Payment?",
        "list<string>",
        "list<Payment>?",
        "list<list<int>>",
        "map<string, int>",
        "map<string, list<Payment>>?"
      })
  void readsWhatItShows(String text) {
    assertThat(parse(text).display()).isEqualTo(text);
    assertThat(found.sorted()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {" map < string ,int > ? ", "map<string,int>?"})
  void blanksDoNotMatter(String text) {
    assertThat(parse(text).display()).isEqualTo("map<string, int>?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          strng            | TYP028 | strng   | unknown type `strng`                       | did you mean `string`?
          list<Paymnt>     | TYP028 | Paymnt  | unknown type `Paymnt`                      | did you mean `Payment`?
          long             | TYP028 | long    | unknown type `long`                        | did you mean `int`?
          array            | TYP028 | array   | unknown type `array`                       | did you mean `list<T>`?
          list             | TYP027 | list    | `list` needs a type of its elements        | write list<string>
          map<int, string> | TYP027 | int     | the keys of a map are strings              | write map<string, …>
          list<string?>    | TYP027 | ?       | elements of lists and maps are never absent | remove the `?`
          list<string      | TYP027 | ''      | `>` is missing                             |
          map<string>      | TYP027 | >       | `,` is missing before `>`                  |
          string??         | TYP027 | ?       | unexpected `?` behind the type             |
          list<>           | TYP027 | >       | a type starts with a letter, not `>`       |
          ''               | TYP027 | ''      | a type is missing here                     |
          """)
  void saysWhatIsWrongAndWhere(
      String text, String code, String underlined, String message, String help) {
    assertThat(parse(text)).isNull();
    assertThat(found.sorted())
        .singleElement()
        .satisfies(
            (Diagnostic d) -> {
              assertThat(d.code().id()).isEqualTo(code);
              assertThat(d.span().text()).isEqualTo(underlined);
              assertThat(d.message()).isEqualTo(message);
              assertThat(d.help()).isEqualTo(help);
            });
  }

  private record Verbatim(SourceFile file) implements SourceText {
    @Override
    public String value() {
      return file.text();
    }

    @Override
    public Span whole() {
      return span(0, file.text().length());
    }

    @Override
    public Span span(int from, int to) {
      return new Span(file, from, to);
    }
  }
}
