package io.millrace.compiler.expr;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.MapType;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import io.millrace.runtime.expr.ExpressionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Runs written Java on a row with absent and present fields, where the suite of CEL has none. */
final class EvaluationTest {
  private static final RecordType PLACE =
      new RecordType(
          "Place",
          List.of(
              Field.of("city", ScalarType.STRING, false),
              Field.of("zip", ScalarType.STRING, true)));

  private static final RecordType ROW =
      new RecordType(
          "Row",
          List.of(
              Field.of("zero", ScalarType.INT, false),
              Field.of("one", ScalarType.INT, false),
              Field.of("big", ScalarType.INT, false),
              Field.of("half", ScalarType.DOUBLE, false),
              Field.of("text", ScalarType.STRING, false),
              Field.of("yes", ScalarType.BOOL, false),
              Field.of("here", ScalarType.INT, true),
              Field.of("gone", ScalarType.INT, true),
              Field.of("said", ScalarType.STRING, true),
              Field.of("unsaid", ScalarType.STRING, true),
              Field.of("home", PLACE, true),
              Field.of("away", PLACE, true),
              Field.of("tags", new ListType(ScalarType.STRING), false),
              Field.of("counts", new MapType(ScalarType.INT), false),
              Field.of("at", ScalarType.TIMESTAMP, false)));

  private static final Map<String, String> VALUES =
      Map.ofEntries(
          Map.entry("zero", "zero()"),
          Map.entry("one", "one()"),
          Map.entry("big", "Long.MAX_VALUE"),
          Map.entry("half", "half()"),
          Map.entry("text", "text()"),
          Map.entry("yes", "yes()"),
          Map.entry("here", "one()"),
          Map.entry("gone", "zero()"),
          Map.entry("said", "text()"),
          Map.entry("unsaid", "nothing()"),
          Map.entry("home", "home()"),
          Map.entry("away", "away()"),
          Map.entry("tags", "tags()"),
          Map.entry("counts", "counts()"),
          Map.entry("at", "at()"));

  private static final class Values implements JavaScope {
    @Override
    public String read(String slot, String field) {
      return VALUES.get(field);
    }

    @Override
    public String present(String slot, String field) {
      return switch (field) {
        case "here" -> "yes()";
        case "gone" -> "no()";
        default -> VALUES.get(field) + " != null";
      };
    }

    @Override
    public String aggregate(int index) {
      throw new AssertionError();
    }

    @Override
    public String aggregatePresent(int index) {
      throw new AssertionError();
    }
  }

  private static final Object ABSENT = JavaBatch.Absent.ABSENT;
  private static final Object ERROR = ExpressionException.class;

  private static final List<Map.Entry<String, Object>> CASES =
      List.of(
          Map.entry("here", 1L),
          Map.entry("gone", ABSENT),
          Map.entry("unsaid", ABSENT),
          Map.entry("said", "äb😀"),
          Map.entry("has(gone) || has(here)", true),
          Map.entry("gone.orValue(7) + here.orValue(7)", 8L),
          Map.entry("unsaid.or(row.?said)", "äb😀"),
          Map.entry("row.?unsaid.or(row.?away.zip)", ABSENT),
          Map.entry("row.?home.city", "Rome"),
          Map.entry("row.?home.zip", ABSENT),
          Map.entry("row.?away.city", ABSENT),
          Map.entry("row.?away.city.orValue('?')", "?"),
          Map.entry("has(home.zip)", false),
          Map.entry("has(away.city)", false),
          Map.entry("has(home.city)", true),
          Map.entry("row.?away.value().city", ERROR),
          Map.entry("row.?home.value().city", "Rome"),
          Map.entry("row.?home.optMap(h, h.city + '!').orValue('')", "Rome!"),
          Map.entry("row.?away.optMap(h, h.city + '!').orValue('')", ""),
          Map.entry("row.?home.optFlatMap(h, h.?zip)", ABSENT),
          Map.entry("yes ? gone : here", ABSENT),
          Map.entry("yes ? here : gone", 1L),
          Map.entry("yes ? optional.none() : here", ABSENT),
          Map.entry("row.?gone == row.?gone", true),
          Map.entry("row.?gone == row.?here", false),
          Map.entry("row.?here == optional.of(1)", true),
          Map.entry("row.?said != row.?unsaid", true),
          Map.entry("[?row.?unsaid, text, ?row.?said]", List.of("äb😀", "äb😀")),
          Map.entry("{'a': 1, ?'b': row.?gone, ?'c': row.?here}", Map.of("a", 1L, "c", 1L)),
          Map.entry("{text: 1, text + '': 2}", ERROR),
          Map.entry("counts[?'a'].orValue(0) + counts[?'b'].orValue(0)", 3L),
          Map.entry("counts['b']", ERROR),
          Map.entry("counts.b", ERROR),
          Map.entry("counts.a", 3L),
          Map.entry("has(counts.b)", false),
          Map.entry("tags[?5].hasValue()", false),
          Map.entry("tags[5]", ERROR),
          Map.entry("tags[-1]", ERROR),
          // Errors and values that decide.
          Map.entry("1 / zero > 0 && one == 2", false),
          Map.entry("one == 2 && 1 / zero > 0", false),
          Map.entry("1 / zero > 0 && big + 1 > 0 && one == 2", false),
          Map.entry("1 / zero > 0 && big + 1 > 0 && 1 / one > 1", false),
          Map.entry("1 / zero > 0 && big + 1 > 0", ERROR),
          Map.entry("1 / zero > 0 && one == 1", ERROR),
          Map.entry("1 / zero > 0 || one == 1", true),
          Map.entry("1 / zero > 0 || big + 1 > 0 || 1 / one == 1", true),
          Map.entry("1 / zero > 0 || big + 1 > 0 || 1 / one == 2", ERROR),
          Map.entry("has(here) && 1 / zero > 0 && here == 2", false),
          Map.entry("(has(gone) && 1 / zero > 0) || one == 1", true),
          Map.entry("!(!has(said) || 1 / zero > 0) && said == 'x'", false),
          Map.entry("!(!has(unsaid) || 1 / zero > 0) && unsaid == 'x'", false),
          Map.entry("[0, 1].all(x, 1 / x > 1)", false),
          Map.entry("[0, 1].all(x, 1 / x == 1)", ERROR),
          Map.entry("[0, 1].exists(x, 1 / x == 1)", true),
          Map.entry("[0, 2].exists(x, 1 / x == 1)", ERROR),
          Map.entry("[0, 1].exists_one(x, 1 / x == 1)", ERROR),
          Map.entry("yes ? one : 1 / zero", 1L),
          Map.entry("tags.exists(t, t == 'b') && 1 / one == 1 && !tags.exists(t, t == 'c')", true),
          Map.entry("yes && tags.exists(t, tags.exists(u, t + u == 'ab'))", true),
          // Numbers.
          Map.entry("big + 1", ERROR),
          Map.entry("big * 2", ERROR),
          Map.entry("-big - 1", Long.MIN_VALUE),
          Map.entry("-big - 2", ERROR),
          Map.entry("-(-big - 1)", ERROR),
          Map.entry("(-big - 1) / -one", ERROR),
          Map.entry("one / zero", ERROR),
          Map.entry("one % zero", ERROR),
          Map.entry("-7 / 2 * 10 + -7 % 2", -31L),
          Map.entry("half / 0.0", Double.POSITIVE_INFINITY),
          Map.entry("big > 9223372036854775807.0", false),
          Map.entry("big < 9223372036854775808.0", true),
          Map.entry("half < one && one > half && one <= 1.0 && one == 1.0 && 1 != half", true),
          Map.entry("half in [0.5] && one in [1, 2] && text in ['äb😀'] && one in [one]", true),
          Map.entry("size(tags) + size(text) + size(counts)", 6L),
          Map.entry("[size(tags), size(text)]", List.of(2L, 3L)),
          Map.entry("tags.map(t, size(tags))", List.of(2L, 2L)),
          Map.entry("[size(tags) > 1 ? size(tags) : size(counts)]", List.of(2L)),
          Map.entry("math.greatest([size(tags), 1])", 2L),
          Map.entry("[math.greatest(size(tags), size(counts))]", List.of(2L)),
          Map.entry("[math.bitAnd(size(tags), 3)]", List.of(2L)),
          Map.entry("counts['a'] == counts['a'] && counts['a'] > counts.a - 1", true),
          Map.entry("cel.bind(x, one + 1, x * x)", 4L),
          Map.entry("cel.bind(o, row.?gone, o.hasValue() ? o.value() : -1)", -1L),
          // Texts by code points.
          Map.entry("text.charAt(2) + text.substring(1, 2) + text.reverse()", "😀b😀bä"),
          Map.entry("text.indexOf('😀') + text.lastIndexOf('b')", 3L),
          Map.entry("'\\uffff' < '😀'", true),
          Map.entry(
              "string(0.1) + string(1.0) + string(1e100) + string(-0.0)", "0.11" + "1e+100" + "-0"),
          // Times.
          Map.entry("at == timestamp('2026-01-31T12:30:15.123456Z')", true),
          Map.entry("string(at)", "2026-01-31T12:30:15.123456Z"),
          Map.entry("at.getMonth() * 100 + at.getDate() * 10 + at.getDayOfWeek()", 316L),
          Map.entry("at.getHours('Asia/Tokyo')", 21L),
          Map.entry("(at - timestamp('2026-01-31T12:00:00Z')).getMinutes()", 30L),
          Map.entry("string(at + duration('1.5s') - at)", "1.5s"),
          Map.entry("timestamp(string(at)) == at", true),
          Map.entry("timestamp(text) == at", ERROR),
          Map.entry("int(text)", ERROR),
          Map.entry("text.matches('^.b.$') && !text.matches('^b')", true),
          Map.entry("text.matches(text + '(')", ERROR),
          Map.entry("regex.extract('a=1&b=22', '(?:&|^)b=([^&]*)')", "22"),
          Map.entry("regex.extract('a=1&b=22', '[0-9]+')", "1"),
          Map.entry("regex.extract(text, '[0-9]+')", ABSENT),
          Map.entry("yes ? 'x' : regex.extract(text, 'b')", "x"),
          Map.entry("!yes ? 'x' : !yes ? 'y' : regex.extract(text, 'b')", "b"),
          Map.entry("regex.extract(text, text).orValue('')", "äb😀"),
          Map.entry("regex.extract(text, text + '(')", ERROR),
          Map.entry("regex.extract(text, '(a)(b)' + text)", ERROR),
          Map.entry("regex.extractAll('a=1&b=22', '=([0-9]+)')", List.of("1", "22")),
          Map.entry("at.format('yyyy-MM-dd HH:mm EEE')", "2026-01-31 12:30 Sat"),
          Map.entry("at.format('HH:mm', 'Asia/Tokyo')", "21:30"),
          Map.entry("at.format(text + '{')", ERROR),
          Map.entry("at.format('HH', text)", ERROR));

  @Test
  void givesTheExpectedValues() {
    Scope scope = Scope.builder().row(ROW).build();
    JavaBatch batch = new JavaBatch();
    batch.addMember("public record Place(String city, String zip) {}");
    batch.addMember("static long zero() { return 0; }");
    batch.addMember("static long one() { return 1; }");
    batch.addMember("static double half() { return 0.5; }");
    batch.addMember("static String text() { return \"\\u00e4b\\ud83d\\ude00\"; }");
    batch.addMember("static String nothing() { return null; }");
    batch.addMember("static boolean yes() { return true; }");
    batch.addMember("static boolean no() { return false; }");
    batch.addMember("static Place home() { return new Place(\"Rome\", null); }");
    batch.addMember("static Place away() { return null; }");
    batch.addMember(
        "static java.util.List<String> tags() { return java.util.List.of(\"a\", \"b\"); }");
    batch.addMember(
        "static java.util.Map<String, Long> counts() { return java.util.Map.of(\"a\", 3L); }");
    batch.addMember("static long at() { return 1769862615123456L; }");
    CASES.forEach(test -> batch.add(Expressions.compile(test.getKey(), scope), new Values()));
    batch.compile();
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < CASES.size(); i++) {
      Object actual = batch.run(i);
      Object expected = CASES.get(i).getValue();
      boolean fits =
          expected == ERROR ? actual instanceof ExpressionException : actual.equals(expected);
      if (!fits) {
        wrong.add(CASES.get(i) + " gave " + actual + "\n" + batch.method(i));
      }
    }
    assertThat(wrong).isEmpty();
  }
}
