package io.millrace.compiler.expr;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.TypeCode;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** One case or more for every code; what is underlined, said, shown and advised. */
final class ErrorMessageTest {
  private record Case(Scope scope, String text, String expected) {}

  /** Expression, then code, underlined text, message, label and help, each if not empty. */
  private static final List<Case> CASES =
      List.of(
          row("amount >", "TYP001 [] the expression ends where something must follow"),
          row("amount > 1.0 )", "TYP001 [)] unexpected `)`"),
          row("(amount > 1.0", "TYP001 [(] `(` is not closed"),
          row("account == 'abc", "TYP001 ['abc] the text is not closed by a quote"),
          row("amount > 1.0 # x", "TYP001 [#] unexpected `#`"),
          row(
              "package == 1",
              "TYP001 [package] `package` is a reserved word / a field of that name is"
                  + " row.package"),
          row("  ", "TYP001 [  ] the expression is empty"),
          row("amont > 1.0", "TYP002 [amont] unknown name `amont` / did you mean `amount`?"),
          row(
              "threshold > 1.0",
              "TYP002 [threshold] unknown name `threshold` / did you mean `param.threshold`?"),
          row(
              "row.amont > 1.0",
              "TYP003 [amont] `row` has no field `amont` / did you mean `amount`?"),
          row(
              "param.treshold > 1.0",
              "TYP003 [treshold] `param` has no field `treshold` / did you mean `threshold`?"),
          row(
              "address.cty == ''",
              "TYP003 [cty] `Address` has no field `cty` / did you mean `city`?"),
          row(
              "items[0].cty == ''",
              "TYP003 [cty] `Address` has no field `cty` / did you mean `city`?"),
          row(
              "items.all(i, i.cty == '')",
              "TYP003 [cty] `Address` has no field `cty` / did you mean `city`?"),
          row("account.length > 1", "TYP003 [length] string has no fields"),
          row(
              "account > 100",
              "TYP004 [account] `>` needs two numbers, got string and int (string (Order.account))"
                  + " / int(account) > 100"),
          row(
              "amount > '100'",
              "TYP004 [amount] `>` needs two numbers, got double and string (double (Order.amount))"
                  + " / amount > 100.0"),
          row(
              "amount + 1",
              "TYP004 [amount] `+` needs two ints or two doubles, got double and int (double"
                  + " (Order.amount)) / amount + 1.0"),
          row(
              "amount * count",
              "TYP004 [amount] `*` needs two ints or two doubles, got double and int (double"
                  + " (Order.amount)) / amount * double(count)"),
          row(
              "account + 1",
              "TYP004 [account] `+` needs two numbers or two strings, got string and int (string"
                  + " (Order.account)) / account + '1'"),
          row(
              "account == count",
              "TYP004 [account] `==` needs two values of one type, got string and int (string"
                  + " (Order.account)) / int(account) == count"),
          row(
              "at + 5",
              "TYP004 [at] `+` needs a timestamp and a duration, got timestamp and int (timestamp"
                  + " (Order.at)) / at + duration('5s')"),
          row(
              "at > '2026-01-01T00:00:00Z'",
              "TYP004 [at] `>` needs two values of one type that has an order, got timestamp and"
                  + " string (timestamp (Order.at)) / at > timestamp('2026-01-01T00:00:00Z')"),
          row(
              "amount && paid",
              "TYP004 [amount] the condition must be bool, got double (double (Order.amount))"),
          row(
              "paid && count || tags",
              "TYP004 [count] the condition must be bool, got int (int (Order.count))\n"
                  + "TYP004 [tags] the condition must be bool, got list<string> (list<string>"
                  + " (Order.tags))"),
          row("!count", "TYP004 [count] `!` needs a bool, got int (int (Order.count))"),
          row(
              "-account",
              "TYP004 [account] `-` needs a number, got string (string (Order.account))"),
          row(
              "count ? 1 : 2",
              "TYP004 [count] the condition must be bool, got int (int (Order.count))"),
          row(
              "paid ? 1 : amount",
              "TYP004 [paid ? 1 : amount] both results of `?:` must have one type, got int and"
                  + " double (int : double) / write 1.0"),
          row("tags['a']", "TYP004 ['a'] a list's index is an int, got string (string)"),
          row("scores[1]", "TYP004 [1] a map's key is a string, got int (int)"),
          row(
              "account[0]",
              "TYP004 [account] only lists and maps have elements, got string (string) / write"
                  + " text.charAt(index)"),
          row("tags.all(t, t)", "TYP004 [t] the condition must be bool, got string (string)"),
          row(
              "account in count",
              "TYP004 [account] `in` needs a value and a list of its type, or a string and a map,"
                  + " got string and int (string (Order.account))"),
          row("foo(account)", "TYP005 [foo] unknown function `foo`"),
          row(
              "account.startswith('a')",
              "TYP005 [startswith] unknown function `startswith` / did you mean `startsWith`?"),
          row("account.double()", "TYP005 [double] unknown function `double` / write double(x)"),
          row("count.all(t, true)", "TYP006 [count] `all` needs a list or a map, got int (int)"),
          row("account.startsWith(1)", "TYP006 [1] `startsWith` takes (string), got (int) (int)"),
          row(
              "count.startsWith('a')",
              "TYP006 [count] an int has no `startsWith` (int (Order.count))"),
          row(
              "math.greatest(count, amount)",
              "TYP006 [count, amount] `math.greatest` takes (decimal, decimal), (int, int) or"
                  + " (double, double), got (int, double) (int, double) / write double(count)"),
          row(
              "decimal(account)",
              "TYP047 [decimal(account)] how many digits the decimal has is not known (string) /"
                  + " write decimal(account, 10, 2) for 10 digits, 2 of them behind the point"),
          row(
              "decimal(count, 3, 4)",
              "TYP048 [3, 4] a decimal has 1 to 38 digits, and not more of them behind the point,"
                  + " as literals / write decimal(x, 10, 2)"),
          row(
              "tags.map(t)",
              "TYP006 [map] `map` does not take 1 arguments / write list.map(x, value), or"
                  + " list.map(x, condition, value)"),
          row(
              "note.orValue(1)",
              "TYP006 [1] the default must be string like the value, got int (int) / write '1'"),
          row(
              "note == ''",
              "TYP007 [note] `note` may be absent (string?) / guard it with has(note) && …, or give"
                  + " a default with note.orValue('')"),
          row(
              "row.?note + 'x'",
              "TYP007 [row.?note] the left side of `+` may be absent (optional<string>) / give a"
                  + " default with .orValue(…)"),
          row(
              "has(1)",
              "TYP008 [1] has() tests whether a field is there, and this is no field / write"
                  + " has(field)"),
          row(
              "has(scores['a'])",
              "TYP008 [scores['a']] has() tests whether a field is there, and this is no field /"
                  + " write key in map"),
          row(
              "5u + 1u",
              "TYP009 [5u] there are no unsigned numbers / write `5`\n"
                  + "TYP009 [1u] there are no unsigned numbers / write `1`"),
          row("uint(count) > 1", "TYP009 [uint] there are no unsigned numbers / write int(x)"),
          row(
              "dyn(count) == 1",
              "TYP010 [dyn] every value has one static type, so there is no dyn() / write the value"
                  + " without dyn()"),
          row(
              "count in [1, 'a', 2]",
              "TYP010 ['a'] expected int like the elements before it, got string (string)"),
          row(
              "{'a': 1.0, 'b': 2}",
              "TYP010 [2] expected double like the elements before it, got int (int) / write 2.0"),
          row(
              "null",
              "TYP011 [null] there is no null in expressions / test with has(field) or !has(field),"
                  + " or give a default with field.orValue(default)"),
          row(
              "type(count) == int",
              "TYP012 [type] types are not values here\n"
                  + "TYP012 [int] `int` is a type, and types are not values here"),
          new Case(
              Expressions.WINDOWED,
              "window == 'a'",
              "TYP016 [window] `window` is both a field of the row and the name of a slot / write"
                  + " `row.window` for the field"),
          row(
              "count(amount) > 1",
              "TYP017 [count(amount)] `count` is an aggregate, and here is one row at a time / use"
                  + " it in a measure of an `aggregate` operator; of a list, size(list)"),
          new Case(
              Expressions.MEASURE,
              "sum(max(count))",
              "TYP018 [max(count)] an aggregate cannot stand inside another / compute the inner one"
                  + " in an `aggregate` operator before this one"),
          row("{1: 'a'}", "TYP019 [1] the keys of a map are strings / write '1'"),
          row(
              "{account: 1, string(count): 2, count: 3}",
              "TYP010 [count] expected string like the elements before it, got int (int) / write"
                  + " string(count)"),
          row(
              "count in scores",
              "TYP019 [count] the keys of a map are strings, got int (int (Order.count))"),
          row(
              "Address{city: 'a'}",
              "TYP020 [Address{city: 'a'}] expressions do not build records / list the fields in a"
                  + " `select` operator"),
          row(
              "[optional.of(1)]",
              "TYP021 [[optional.of(1)]] an optional can only be tested or given a default, not"
                  + " kept in a value (list<optional<int>>) / give a default with .orValue(…)"),
          row(
              "timestamp('2026-13-01T00:00:00Z') < at",
              "TYP022 ['2026-13-01T00:00:00Z'] not a timestamp: no such date or time"),
          row(
              "timestamp('yesterday') < at",
              "TYP022 ['yesterday'] not a timestamp: expected RFC 3339 as 2026-01-31T12:00:00Z"),
          row(
              "duration('5 s') < took",
              "TYP022 ['5 s'] not a duration: expected numbers with units h, m, s, ms, us, as 1h30m"
                  + " or 500ms"),
          row(
              "account.matches('(')",
              "TYP022 ['('] not a regular expression (RE2): missing closing )"),
          row("at.getHours('Mars') > 1", "TYP022 ['Mars'] unknown time zone `Mars`"),
          row(
              "duration('1500ns') < took",
              "TYP023 ['1500ns'] times are kept in whole microseconds"),
          row(
              "timestamp('2026-01-01T00:00:00.1234567Z') < at",
              "TYP023 ['2026-01-01T00:00:00.1234567Z'] times are kept in whole microseconds"),
          row(
              "[]",
              "TYP024 [[]] the type of this value is not known / give an empty list or map"
                  + " elements, or leave the value out"),
          row(
              "{}.?a.b.hasValue()",
              "TYP024 [{}.?a] the type of this value is not known, so it has no fields"),
          row(".amount > 1.0", "TYP025 [.amount] a name cannot start with a dot / write `amount`"),
          row(
              "at < now()",
              "TYP026 [now] an expression cannot ask for the current time / use the event time"
                  + " field of the row"),
          row("tags.all(1, true)", "TYP031 [1] here stands the name of a new variable"));

  private static Case row(String text, String expected) {
    return new Case(Expressions.ROW, text, expected);
  }

  @Test
  void saysWhatIsWrongAndWhere() {
    for (Case test : CASES) {
      String actual =
          Expressions.diagnose(test.text(), test.scope()).sorted().stream()
              .map(ErrorMessageTest::show)
              .collect(Collectors.joining("\n"));
      assertThat(actual).as(test.text()).isEqualTo(test.expected());
    }
  }

  private static String show(Diagnostic diagnostic) {
    return diagnostic.code().id()
        + " ["
        + diagnostic.span().text()
        + "] "
        + diagnostic.message()
        + (diagnostic.label().isEmpty() ? "" : " (" + diagnostic.label() + ")")
        + (diagnostic.help() == null ? "" : " / " + diagnostic.help());
  }

  @Test
  void neverShowsWordsOfTheChecker() {
    for (Case test : CASES) {
      for (Diagnostic found : Expressions.diagnose(test.text(), test.scope()).sorted()) {
        String all = found.message() + found.label() + found.help();
        assertThat(all)
            .doesNotContain(
                "_&&_",
                "_||_",
                "_==_",
                "wrapper(",
                "list(",
                "map(s",
                "@",
                "dyn,",
                "overload",
                "google");
      }
    }
  }

  @Test
  void everyCodeHasACase() {
    Set<String> provoked =
        CASES.stream()
            .flatMap(test -> Arrays.stream(test.expected().split("\n")))
            .map(line -> line.substring(0, 6))
            .collect(Collectors.toCollection(TreeSet::new));
    // Conditions, warnings and what only some places have are tested elsewhere.
    provoked.addAll(
        List.of(
            "TYP013", "TYP014", "TYP015", "TYP030", "TYP038", "TYP042", "TYP043", "TYP045",
            "TYP046", "TYP049", "TYP050", "TYP053", "TYP054", "TYP055", "TYP056", "TYP060",
            "TYP075"));
    assertThat(provoked)
        .isEqualTo(
            Arrays.stream(TypeCode.values())
                .map(TypeCode::id)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void aConditionIsABool() {
    Diagnostics found = new Diagnostics();
    new ExpressionCompiler()
        .compileCondition(Expressions.declare(" amount "), Expressions.ROW, found);
    assertThat(found.sorted().stream().map(ErrorMessageTest::show))
        .containsExactly("TYP013 [amount] a condition is a bool, this is double (double)");
  }
}
