package io.millrace.compiler.expr;

import io.millrace.compiler.diag.TypeCode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Explains why no overload of a function or operator takes its arguments. */
final class OverloadErrors {
  private static final Set<String> COMPARISONS = Set.of("_<_", "_<=_", "_>_", "_>=_");
  private static final Set<String> EQUALITIES = Set.of("_==_", "_!=_");
  private static final Set<String> NUMBERS = Set.of("int", "double");

  private final Names names;
  private final Report report;

  OverloadErrors(Names names, Report report) {
    this.names = names;
    this.report = report;
  }

  void explain(Syntax node, String function, List<String> types) {
    if (types.stream().anyMatch(type -> type.startsWith("map<") && !type.startsWith("map<string, "))
        && types.stream().noneMatch(type -> type.startsWith("map<unknown, "))) {
      report.add(TypeCode.TYP019, node.range(), "the keys of a map are strings");
      return;
    }
    switch (function) {
      case "@bool" ->
          report.add(
              TypeCode.TYP004,
              node.range(),
              "the condition must be bool, got " + types.get(0),
              label(node, types.get(0)),
              null);
      case "@elements" ->
          report.add(TypeCode.TYP006, node.range(), "this needs an optional, got " + types.get(0));
      case "_?_:_" -> branches(node, types);
      case "_[_]", "_[?_]" -> index(node, types);
      default -> {
        if (node instanceof Syntax.Call call && isOperator(function)) {
          operator(call, function, types);
        } else if (node instanceof Syntax.Call call) {
          arguments(call, function, types);
        } else {
          report.add(TypeCode.TYP006, node.range(), "the types do not fit together");
        }
      }
    }
  }

  private static boolean isOperator(String function) {
    return function.startsWith("_") || function.endsWith("_") || function.equals("@in");
  }

  private static String symbol(String function) {
    return function.equals("@in") ? "in" : function.replace("_", "");
  }

  private void operator(Syntax.Call call, String function, List<String> types) {
    String symbol = symbol(function);
    List<Syntax> operands = call.arguments();
    if (types.size() == 1) {
      String needed = function.equals("!_") ? "a bool" : "a number";
      report.add(
          TypeCode.TYP004,
          operands.get(0).range(),
          "`" + symbol + "` needs " + needed + ", got " + types.get(0),
          label(operands.get(0), types.get(0)),
          null);
      return;
    }
    String left = types.get(0);
    String right = types.get(1);
    if (left.startsWith("optional<") || right.startsWith("optional<")) {
      int which = left.startsWith("optional<") ? 0 : 1;
      report.add(
          TypeCode.TYP007,
          operands.get(which).range(),
          "the left side of `"
              + symbol
              + "` may be absent".replace("left", which == 0 ? "left" : "right"),
          types.get(which),
          "give a default with .orValue(…)");
      return;
    }
    int culprit = culprit(operands);
    report.add(
        TypeCode.TYP004,
        operands.get(culprit).range(),
        "`"
            + symbol
            + "` needs "
            + needed(function, left, right)
            + ", got "
            + left
            + " and "
            + right,
        label(operands.get(culprit), types.get(culprit)),
        help(function, operands, types));
  }

  /** The operand to underline: not the literal, if one is a literal. */
  private static int culprit(List<Syntax> operands) {
    return operands.get(0) instanceof Syntax.Literal && !(operands.get(1) instanceof Syntax.Literal)
        ? 1
        : 0;
  }

  private static String needed(String function, String left, String right) {
    if (EQUALITIES.contains(function)) {
      return "two values of one type";
    }
    if (function.equals("@in")) {
      return "a value and a list of its type, or a string and a map";
    }
    boolean number = NUMBERS.contains(left) || NUMBERS.contains(right);
    if (COMPARISONS.contains(function)) {
      return number ? "two numbers" : "two values of one type that has an order";
    }
    if (number && NUMBERS.contains(left) && NUMBERS.contains(right)) {
      return function.equals("_%_") ? "two ints" : "two ints or two doubles";
    }
    if (function.equals("_+_")) {
      return number ? "two numbers" : "two values that can be added or joined";
    }
    return function.equals("_%_") ? "two ints" : "two numbers";
  }

  private @Nullable String help(String function, List<Syntax> operands, List<String> types) {
    if (function.equals("@in") || function.equals("_%_")) {
      return null;
    }
    String left = types.get(0);
    String right = types.get(1);
    boolean join = function.equals("_+_") && (left.equals("string") || right.equals("string"));
    int change;
    String wanted;
    if (join) {
      change = left.equals("string") ? 1 : 0;
      wanted = "string";
    } else if (NUMBERS.contains(left) && NUMBERS.contains(right)) {
      change = left.equals("int") ? 0 : 1;
      wanted = "double";
    } else {
      change = changed(operands, types);
      wanted = types.get(1 - change);
    }
    String text = report.text(operands.get(change).range());
    String conversion = IssueExplainer.conversion(wanted, types.get(change), text);
    if (conversion == null) {
      return null;
    }
    String converted = conversion.substring("write ".length());
    String other = report.text(operands.get(1 - change).range());
    String symbol = " " + symbol(function) + " ";
    return change == 0 ? converted + symbol + other : other + symbol + converted;
  }

  /** The operand to convert: text rather than numbers, but never a path to suit a literal text. */
  private static int changed(List<Syntax> operands, List<String> types) {
    if (types.get(0).equals("string") && types.get(1).equals("string")) {
      return 0;
    }
    boolean time = types.contains("timestamp") || types.contains("duration");
    if (time) {
      return types.get(0).equals("timestamp") || types.get(0).equals("duration") ? 1 : 0;
    }
    int text = types.get(0).equals("string") ? 0 : 1;
    return operands.get(text) instanceof Syntax.Literal ? 1 - text : text;
  }

  private void branches(Syntax node, List<String> types) {
    report.add(
        TypeCode.TYP004,
        node.range(),
        "both results of `?:` must have one type, got " + types.get(1) + " and " + types.get(2),
        types.get(1) + " : " + types.get(2),
        null);
  }

  private void index(Syntax node, List<String> types) {
    Range range = node instanceof Syntax.Call call ? call.arguments().get(1).range() : node.range();
    String container = types.get(0);
    if (container.startsWith("list<") || container.startsWith("map<")) {
      report.add(
          TypeCode.TYP004,
          range,
          (container.startsWith("list<") ? "a list's index is an int" : "a map's key is a string")
              + ", got "
              + types.get(1),
          types.get(1),
          null);
      return;
    }
    report.add(
        TypeCode.TYP004,
        node instanceof Syntax.Call call ? call.arguments().get(0).range() : range,
        "only lists and maps have elements, got " + container,
        container,
        container.equals("string") ? "write text.charAt(index)" : null);
  }

  private void arguments(Syntax.Call call, String function, List<String> types) {
    String shown = function.startsWith("@") ? call.function() : function;
    boolean member = call.target() != null && types.size() > call.arguments().size();
    List<String> given = member ? types.subList(1, types.size()) : types;
    Set<String> takes = new LinkedHashSet<>();
    List<Function> overloads =
        Functions.isAggregate(function)
            ? Functions.aggregates(function)
            : Functions.named(function);
    boolean receiverFits = !member;
    boolean arity =
        overloads.stream()
            .anyMatch(f -> f.member() == member && f.parameters().size() == types.size());
    for (Function overload : overloads) {
      boolean far = arity && overload.parameters().size() != types.size();
      if (overload.member() != member || (far && (!member || receiverFits))) {
        continue;
      }
      boolean fits = !member || fits(overload.parameters().get(0), types.get(0));
      receiverFits |= fits;
      if (fits) {
        List<String> parameters =
            member
                ? overload.parameters().subList(1, overload.parameters().size())
                : overload.parameters();
        takes.add("(" + String.join(", ", parameters).replaceAll("\\b[A-Z]\\b", "any") + ")");
      }
    }
    String got = "(" + String.join(", ", given) + ")";
    if (member && !receiverFits) {
      Syntax target = call.target() == null ? call : call.target();
      report.add(
          TypeCode.TYP006,
          target.range(),
          article(types.get(0)) + " has no `" + shown + "`",
          label(target, types.get(0)),
          null);
      return;
    }
    Range range =
        call.arguments().isEmpty()
            ? call.functionRange()
            : call.arguments()
                .get(0)
                .range()
                .to(call.arguments().get(call.arguments().size() - 1).range());
    report.add(
        TypeCode.TYP006,
        range,
        "`" + shown + "` takes " + TypeWords.join(new ArrayList<>(takes), "or") + ", got " + got,
        given.size() == 1 && call.arguments().size() == 1
            ? label(call.arguments().get(0), given.get(0))
            : String.join(", ", given),
        mixedNumbers(call, given));
  }

  /** How to make all arguments doubles, where ints and doubles are mixed. */
  private @Nullable String mixedNumbers(Syntax.Call call, List<String> given) {
    if (!NUMBERS.containsAll(given) || given.size() != call.arguments().size()) {
      return null;
    }
    int change = given.indexOf("int");
    return change < 0 || !given.contains("double")
        ? null
        : IssueExplainer.conversion(
            "double", "int", report.text(call.arguments().get(change).range()));
  }

  private static boolean fits(String parameter, String type) {
    int open = parameter.indexOf('<');
    return parameter.length() == 1
        || parameter.equals(type)
        || (open > 0 && type.startsWith(parameter.substring(0, open + 1)));
  }

  private static String article(String type) {
    return (type.matches("[aeiou].*") ? "an " : "a ") + type;
  }

  /** The type of a node, and for a field the record that declares it. */
  private String label(Syntax node, String type) {
    Ir.Read read = names.read(node);
    if (read == null || read.field().isEmpty() || !read.slot().equals(Scope.ROW)) {
      return type;
    }
    io.millrace.compiler.types.RecordType row = names.scope().row();
    return row == null ? type : type + " (" + row.name() + "." + read.field() + ")";
  }
}
