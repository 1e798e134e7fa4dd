package io.millrace.compiler.expr;

import io.millrace.compiler.diag.TypeCode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Explains why no overload of a function or operator takes its arguments. */
final class OverloadErrors {
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
      case "orValue", "or" -> fallback(node, function, types);
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
          "the " + (which == 0 ? "left" : "right") + " side of `" + symbol + "` may be absent",
          types.get(which),
          "give a default with .orValue(…)");
      return;
    }
    if (function.equals("@in") && right.startsWith("map<") && !left.equals("string")) {
      report.add(
          TypeCode.TYP019,
          operands.get(0).range(),
          "the keys of a map are strings, got " + left,
          label(operands.get(0), left),
          null);
      return;
    }
    int culprit = culprit(operands);
    report.add(
        TypeCode.TYP004,
        operands.get(culprit).range(),
        "`"
            + symbol
            + "` needs "
            + Conversions.needed(function, left, right)
            + ", got "
            + left
            + " and "
            + right,
        label(operands.get(culprit), types.get(culprit)),
        Conversions.operation(
            function,
            symbol,
            operands.stream().map(operand -> report.text(operand.range())).toList(),
            types));
  }

  /** The operand to underline: not the literal, if one is a literal. */
  private static int culprit(List<Syntax> operands) {
    return operands.get(0) instanceof Syntax.Literal && !(operands.get(1) instanceof Syntax.Literal)
        ? 1
        : 0;
  }

  private void branches(Syntax node, List<String> types) {
    report.add(
        TypeCode.TYP004,
        node.range(),
        "both results of `?:` must have one type, got " + types.get(1) + " and " + types.get(2),
        types.get(1) + " : " + types.get(2),
        branchHelp(node, types));
  }

  private void fallback(Syntax node, String function, List<String> types) {
    if (!(node instanceof Syntax.Call call)
        || call.arguments().size() != 1
        || !types.get(0).startsWith("optional<")) {
      if (node instanceof Syntax.Call call) {
        arguments(call, function, types);
      }
      return;
    }
    String optional = types.get(0);
    String wanted = optional.substring("optional<".length(), optional.length() - 1);
    Syntax argument = call.arguments().get(0);
    report.add(
        TypeCode.TYP006,
        argument.range(),
        function.equals("or")
            ? "the other value must be " + optional + ", got " + types.get(1)
            : "the default must be " + wanted + " like the value, got " + types.get(1),
        label(argument, types.get(1)),
        written(Conversions.convert(wanted, types.get(1), report.text(argument.range()))));
  }

  private @Nullable String branchHelp(Syntax node, List<String> types) {
    int change = types.get(1).equals("int") ? 1 : 2;
    boolean numbers = NUMBERS.contains(types.get(1)) && NUMBERS.contains(types.get(2));
    if (!numbers || !(node instanceof Syntax.Call call)) {
      return null;
    }
    String text = report.text(call.arguments().get(change).range());
    return written(Conversions.convert("double", "int", text));
  }

  private static @Nullable String written(@Nullable String converted) {
    return converted == null ? null : "write " + converted;
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
        argumentHelp(call, function, given));
  }

  /** How to make all arguments doubles, where ints and doubles are mixed. */
  private @Nullable String argumentHelp(Syntax.Call call, String function, List<String> given) {
    if (given.size() == 2 && (function.equals("min") || function.equals("max"))) {
      return "write math." + (function.equals("min") ? "least" : "greatest") + "(a, b)";
    }
    if (!NUMBERS.containsAll(given) || given.size() != call.arguments().size()) {
      return null;
    }
    int change = given.indexOf("int");
    return change < 0 || !given.contains("double")
        ? null
        : written(
            Conversions.convert(
                "double", "int", report.text(call.arguments().get(change).range())));
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
    String origin = names.origin(node);
    return origin == null ? type : type + " (" + origin + ")";
  }
}
