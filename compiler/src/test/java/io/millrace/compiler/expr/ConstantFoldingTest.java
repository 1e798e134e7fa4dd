package io.millrace.compiler.expr;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.runtime.expr.BytesOps;
import io.millrace.runtime.expr.DurationOps;
import io.millrace.runtime.expr.ExpressionException;
import io.millrace.runtime.expr.IntOps;
import io.millrace.runtime.expr.StringOps;
import io.millrace.runtime.expr.TimeFormat;
import io.millrace.runtime.expr.TimeOps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/** What is computed while compiling is what the runtime computes; what fails there stays. */
final class ConstantFoldingTest {
  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          ",",
          "a,b,,c,",
          "äb😀b",
          "😀",
          "😀😀,😀",
          "\ud83d",
          "\ude00\ud83d",
          "a\ude00,\ud83d",
          " \u00a0\u2003x y\u0085\t",
          "\u0000\u001f",
          "say \"\\ \u0007\b\f\n\r\t\u000b",
          "42",
          "-9223372036854775809",
          "(",
          "(a)(b)",
          "(?:b|😀)+",
          "[^,]*",
          "(b)|,",
          "$");

  private static final List<Long> PLACES =
      List.of(-1L, 0L, 1L, 2L, 3L, 4L, 8L, 1L << 32, Long.MAX_VALUE, Long.MIN_VALUE);

  private static final List<Long> TIMES =
      List.of(0L, -1L, 1_769_862_615_123_456L, -62_135_596_800_000_000L, 253_402_300_799_999_999L);

  private static final List<Long> DURATIONS =
      List.of(0L, -1L, 5_400_500_000L, -90_061_001_001L, 315_576_000_000_000_000L);

  private static final List<String> ZONES =
      List.of("UTC", "Z", "+02:00", "-11:30", "05:45", "+5", "", "+25:00", "Nowhere");

  private static final List<String> PATTERNS =
      List.of(
          "yyyy-MM-dd HH:mm:ss.SSS",
          "uuuu'T'D",
          "''K:k h A n N",
          "XXX x Z",
          "'MMMM'd",
          "ddd",
          "yyyy'",
          "{",
          "");

  private final Map<String, Evaluation> runtime = new LinkedHashMap<>();

  private interface Evaluation {
    Object of(List<Object> arguments);
  }

  private static String text(List<Object> arguments, int at) {
    return (String) arguments.get(at);
  }

  private static long number(List<Object> arguments, int at) {
    return (Long) arguments.get(at);
  }

  ConstantFoldingTest() {
    runtime.put("size[string]", a -> StringOps.size(text(a, 0)));
    runtime.put("int[string]", a -> IntOps.parse(text(a, 0)));
    runtime.put("bytes[string]", a -> BytesOps.encodeUtf8(text(a, 0)));
    runtime.put(".lowerAscii[string]", a -> StringOps.lowerAscii(text(a, 0)));
    runtime.put(".upperAscii[string]", a -> StringOps.upperAscii(text(a, 0)));
    runtime.put(".reverse[string]", a -> StringOps.reverse(text(a, 0)));
    runtime.put(".trim[string]", a -> StringOps.trim(text(a, 0)));
    runtime.put("strings.quote[string]", a -> StringOps.quote(text(a, 0)));
    runtime.put("_<_[string, string]", a -> StringOps.compare(text(a, 0), text(a, 1)) < 0);
    runtime.put(".indexOf[string, string]", a -> StringOps.indexOf(text(a, 0), text(a, 1)));
    runtime.put(".lastIndexOf[string, string]", a -> StringOps.lastIndexOf(text(a, 0), text(a, 1)));
    runtime.put(".split[string, string]", a -> StringOps.split(text(a, 0), text(a, 1)));
    runtime.put(".matches[string, string]", a -> StringOps.matches(text(a, 0), text(a, 1)));
    runtime.put("matches[string, string]", a -> StringOps.matches(text(a, 0), text(a, 1)));
    runtime.put(
        "regex.extract[string, string]",
        a -> Optional.ofNullable(StringOps.extract(text(a, 0), text(a, 1))));
    runtime.put(
        "regex.extractAll[string, string]", a -> StringOps.extractAll(text(a, 0), text(a, 1)));
    runtime.put(".charAt[string, int]", a -> StringOps.charAt(text(a, 0), number(a, 1)));
    runtime.put(".substring[string, int]", a -> StringOps.substring(text(a, 0), number(a, 1)));
    runtime.put(
        ".substring[string, int, int]",
        a -> StringOps.substring(text(a, 0), number(a, 1), number(a, 2)));
    runtime.put(
        ".indexOf[string, string, int]",
        a -> StringOps.indexOf(text(a, 0), text(a, 1), number(a, 2)));
    runtime.put(
        ".lastIndexOf[string, string, int]",
        a -> StringOps.lastIndexOf(text(a, 0), text(a, 1), number(a, 2)));
    runtime.put(
        ".split[string, string, int]", a -> StringOps.split(text(a, 0), text(a, 1), number(a, 2)));
    runtime.put(
        ".replace[string, string, string]", a -> text(a, 0).replace(text(a, 1), text(a, 2)));
    runtime.put(
        ".replace[string, string, string, int]",
        a -> StringOps.replace(text(a, 0), text(a, 1), text(a, 2), number(a, 3)));
    runtime.put("string[timestamp]", a -> TimeOps.format(number(a, 0)));
    runtime.put("int[timestamp]", a -> TimeOps.toSeconds(number(a, 0)));
    runtime.put("string[duration]", a -> DurationOps.format(number(a, 0)));
    runtime.put(".getHours[duration]", a -> DurationOps.hours(number(a, 0)));
    runtime.put(".getMinutes[duration]", a -> DurationOps.minutes(number(a, 0)));
    runtime.put(".getSeconds[duration]", a -> DurationOps.seconds(number(a, 0)));
    runtime.put(".getMilliseconds[duration]", a -> DurationOps.milliseconds(number(a, 0)));
    calendar("getFullYear", TimeOps::year, TimeOps::year);
    calendar("getMonth", TimeOps::month, TimeOps::month);
    calendar("getDayOfMonth", TimeOps::dayOfMonth, TimeOps::dayOfMonth);
    calendar("getDate", t -> TimeOps.dayOfMonth(t) + 1, (t, z) -> TimeOps.dayOfMonth(t, z) + 1);
    calendar("getDayOfWeek", TimeOps::dayOfWeek, TimeOps::dayOfWeek);
    calendar("getDayOfYear", TimeOps::dayOfYear, TimeOps::dayOfYear);
    calendar("getHours", TimeOps::hour, TimeOps::hour);
    calendar("getMinutes", TimeOps::minute, TimeOps::minute);
    calendar("getSeconds", TimeOps::second, TimeOps::second);
    calendar("getMilliseconds", TimeOps::millisecond, TimeOps::millisecond);
    runtime.put(".format[timestamp, string]", a -> TimeFormat.of(text(a, 1)).write(number(a, 0)));
    runtime.put(
        ".format[timestamp, string, string]",
        a -> TimeFormat.of(text(a, 1)).write(number(a, 0), TimeOps.zone(text(a, 2))));
  }

  private interface InZone {
    long read(long micros, String zone);
  }

  private void calendar(String name, LongUnaryOperator utc, InZone zoned) {
    runtime.put("." + name + "[timestamp]", a -> utc.applyAsLong(number(a, 0)));
    runtime.put("." + name + "[timestamp, string]", a -> zoned.read(number(a, 0), text(a, 1)));
  }

  /** All combinations of values of the parameters. */
  private static List<List<Object>> arguments(Function function) {
    List<List<Object>> all = List.of(List.of());
    boolean time = function.parameters().get(0).equals("timestamp");
    boolean format = function.name().equals("format");
    for (int i = 0; i < function.parameters().size(); i++) {
      List<?> values =
          switch (function.parameters().get(i)) {
            case "string" -> !time ? TEXTS : format && i == 1 ? PATTERNS : ZONES;
            case "timestamp" -> TIMES;
            case "duration" -> DURATIONS;
            default -> PLACES;
          };
      List<List<Object>> longer = new ArrayList<>();
      for (List<Object> start : all) {
        for (Object value : values) {
          List<Object> next = new ArrayList<>(start);
          next.add(value);
          longer.add(next);
        }
      }
      all = longer;
    }
    return all;
  }

  @Test
  void functionsOfConstantsAreThoseOfTheRuntime() {
    List<String> wrong = new ArrayList<>();
    runtime.forEach(
        (id, expected) -> {
          Function function = Functions.byId(id);
          for (List<Object> arguments : arguments(function)) {
            Object there;
            try {
              there = expected.of(arguments);
            } catch (ExpressionException e) {
              there = null;
            }
            Object here = ConstantCalls.evaluate(function, arguments);
            boolean same =
                here instanceof byte[] bytes
                    ? Arrays.equals(bytes, (byte[]) there)
                    : Objects.equals(here, there);
            if (!same) {
              wrong.add(id + arguments + " is " + there + ", not " + here);
            }
          }
        });
    assertThat(wrong).isEmpty();
  }

  private static final Map<String, String> FOLDED =
      Map.ofEntries(
          Map.entry("'a,b'.split(',')[1]", "\"b\""),
          Map.entry("'a,b'.split(',')[2]", "[\"a\", \"b\"][2]"),
          Map.entry("'a,b'.split(',')[?2].orValue('none')", "\"none\""),
          Map.entry("'a,b'.split(',').join('-') + string(size('a,b'.split(',')))", "\"a-b2\""),
          Map.entry("account in 'a,b'.split(',')", "(row.account in [\"a\", \"b\"])"),
          Map.entry("'😀b'.substring(1) + '😀b'.charAt(0)", "\"b😀\""),
          Map.entry("'😀b'.substring(3)", "substring(\"😀b\", 3)"),
          Map.entry("regex.extract('a=1', 'a=(.)').orValue('-')", "\"1\""),
          Map.entry("regex.extract('a=1', 'b=(.)').orValue('-')", "\"-\""),
          Map.entry("regex.extract('a=1', 'b=(.)').hasValue()", "false"),
          Map.entry("'x1'.matches('[a-z]' + '[0-9]')", "true"),
          Map.entry("account.matches('[a-z]' + '[0-9]')", "matches(row.account, \"[a-z][0-9]\")"),
          Map.entry("account.matches('[a-z' + '[0-9')", "matches(row.account, \"[a-z[0-9\")"),
          Map.entry(
              "timestamp('2026-01-31' + 'T12:30:00Z').format('yyyy-MM-dd HH:mm', '+02:00')",
              "\"2026-01-31 14:30\""),
          // The names of days, and the rules of zones, are those of the machine that runs the job.
          Map.entry(
              "timestamp('2026-01-31T12:30:00Z').format('EEE')",
              "format(timestamp(\"2026-01-31T12:30:00Z\"), \"EEE\")"),
          Map.entry(
              "timestamp('2026-01-31T12:30:00Z').getHours('Asia/Tokyo')",
              "getHours(timestamp(\"2026-01-31T12:30:00Z\"), \"Asia/Tokyo\")"),
          Map.entry(
              "string(timestamp('2026-01-31T12:30:00.5Z') + duration('1s'))",
              "\"2026-01-31T12:30:01.5Z\""),
          Map.entry(
              "cel.bind(l, 'a,b'.split(','), [account].exists(x, x in l))",
              "exists([row.account], x#2, (x#2 in [\"a\", \"b\"]))"));

  /** Folded expressions are written as Java that compiles and gives what the others give. */
  @Test
  void foldedExpressionsGiveWhatIsWritten() {
    JavaBatch batch = new JavaBatch();
    batch.addMember("record Row(String account) {}");
    batch.addMember("static final Row row = new Row(\"b\");");
    List<String> texts = List.copyOf(FOLDED.keySet());
    List<String> wrong = new ArrayList<>();
    for (String text : texts) {
      TypedExpression written = Expressions.compile(text, Expressions.ROW);
      TypedExpression folded = ConstantFolding.fold(written);
      String canonical = CanonicalText.of(folded.root(), List.of());
      if (!canonical.equals(FOLDED.get(text))) {
        wrong.add(text + " became " + canonical);
      }
      batch.add(written, new Expressions.RowScope());
      batch.add(folded, new Expressions.RowScope());
    }
    batch.compile();
    for (int i = 0; i < texts.size(); i++) {
      Object expected = batch.run(2 * i);
      Object actual = batch.run(2 * i + 1);
      boolean same =
          expected instanceof ExpressionException
              ? actual instanceof ExpressionException
              : actual.equals(expected);
      if (!same) {
        wrong.add(texts.get(i) + " gave " + actual + ", not " + expected);
      }
    }
    assertThat(wrong).isEmpty();
  }
}
