package io.millrace.compiler.generate;

import io.millrace.compiler.expr.FieldRead;
import io.millrace.compiler.expr.JavaCode;
import io.millrace.compiler.expr.Scope;
import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.generate.text.LineWrap;
import io.millrace.compiler.generate.text.UniqueNames;
import io.millrace.compiler.javatext.JavaIdentifiers;
import io.millrace.compiler.javatext.JavaLiterals;
import io.millrace.compiler.javatext.JavaTypes;
import io.millrace.compiler.model.PatternDecl;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.PatternMatch;
import io.millrace.compiler.plan.StreamRef;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes the method of one pattern: its steps, their conditions, and what becomes of a match. */
final class PatternMethod {
  private static final String CEP = "org.apache.flink.cep.";
  private static final String STEPS = "io.millrace.runtime.pattern.Steps";

  private final JobContext job;
  private final MethodWriter methods;
  private final RowErrorsJava errors;
  private final PatternMatch node;
  private final KeyJava key;
  private final String event;
  private final Map<String, PatternMatch.Step> steps = new HashMap<>();

  /** Steps that may be missing where code is being written. */
  private final Set<String> missing = new HashSet<>();

  private final UniqueNames locals = new UniqueNames("row", "context", "match", "out", "any");

  PatternMethod(JobContext job, MethodWriter methods, RowErrorsJava errors, PatternMatch node) {
    this.job = job;
    this.methods = methods;
    this.errors = errors;
    this.node = node;
    this.key = new KeyJava(job, node, node.keys(), node.stored());
    this.event = job.row(node.stored());
    node.steps().forEach(step -> steps.put(step.name(), step));
  }

  void write() {
    String keyBy = "(" + key.selector(event) + ", " + key.typeInformation() + ")";
    StreamRef late = new StreamRef(node.id(), PatternDecl.LATE, node.info().span());
    StreamRef timedOut = new StreamRef(node.id(), PatternDecl.TIMED_OUT, node.info().span());
    String lateTag = job.isRead(late) ? tag(late, event) : "";
    String onTime = onTime(keyBy, lateTag);
    Code body = new Code();
    String keyed = job.imports.use("org.apache.flink.streaming.api.datastream.KeyedStream");
    String utils = job.imports.use("org.apache.flink.streaming.api.datastream.DataStreamUtils");
    body.line(keyed + "<" + event + ", " + key.type() + "> keyed =");
    String again = utils + ".reinterpretAsKeyedStream(input, " + keyBy.substring(1) + ";";
    body.line("    " + CallWrap.wrap(again, 8).replace("\n", "\n    "));
    // Its simple name is that of a regular expression, which conditions may use.
    body.line("org.apache.flink.cep.pattern.Pattern<" + event + ", ?> pattern =");
    List<String> steps = steps();
    String begin = "begin(" + JavaLiterals.string(node.steps().get(0).name()) + ", " + skip() + ")";
    String pattern = "    org.apache.flink.cep.pattern.Pattern.<" + event + ">" + begin;
    if (steps.isEmpty()) {
      body.line(pattern + ";");
    } else {
      body.chain(pattern, steps);
    }
    List<String> chain = new ArrayList<>();
    chain.add("inEventTime()");
    chain.add("process(" + match(job.isRead(timedOut)) + ", " + job.row(node.row()) + ".TYPE)");
    chain.addAll(methods.identity(node.info()));
    chain.addAll(single());
    body.chain("return " + job.imports.use(CEP + "CEP") + ".pattern(keyed, pattern)", chain);
    methods.stream(
        node,
        job.imports.use("org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator")
            + "<"
            + job.row(node.row())
            + ">",
        job.imports.use("org.apache.flink.streaming.api.datastream.DataStream")
            + "<"
            + event
            + "> input",
        onTime,
        body);
    if (!lateTag.isEmpty()) {
      methods.sideOutput(late, event, lateTag, onTime);
    }
    if (node.timedOutRow() != null && job.isRead(timedOut)) {
      String row = job.row(node.timedOutRow());
      methods.sideOutput(timedOut, row, tag(timedOut, row));
    }
  }

  /** Rows that are not late, of the records that the node keeps. */
  private String onTime(String keyBy, String lateTag) {
    String rows =
        errors.checkedInput(
            node,
            node.input(),
            new NodeInputs(job, methods).merged(node, node.input()),
            node.rowExpressions());
    List<String> calls = new ArrayList<>();
    if (!node.stored().name().equals(node.input().name())) {
      calls.addAll(
          new StoredRows(job, methods)
              .calls(node, "event", node.input(), node.stored(), /* updating= */ false));
    }
    calls.add("keyBy" + keyBy);
    String operator = job.imports.use("io.millrace.runtime.pattern.OnTimeRows");
    String id = JavaLiterals.string(node.id() + "--on-time");
    calls.add("transform(" + id + ", " + event + ".TYPE, new " + operator + "<>(" + lateTag + "))");
    calls.addAll(methods.identityOfNamed(node.info(), "on-time"));
    calls.addAll(single());
    String name = job.names.stream(node.id() + " on time");
    methods.variable(event, name, rows, calls);
    return name;
  }

  private List<String> single() {
    return key.isGlobal() && node.info().parallelism() == null
        ? List.of("setParallelism(1)")
        : List.of();
  }

  private String tag(StreamRef ref, String row) {
    return methods.tag(ref.display(), row, row + ".TYPE");
  }

  private String skip() {
    String strategy = job.imports.use(CEP + "nfa.aftermatch.AfterMatchSkipStrategy");
    String step = node.skipStep() == null ? "" : JavaLiterals.string(node.skipStep());
    return strategy
        + switch (node.skip()) {
          case NONE -> ".noSkip()";
          case TO_NEXT -> ".skipToNext()";
          case PAST_LAST -> ".skipPastLastEvent()";
          case TO_FIRST -> ".skipToFirst(" + step + ")";
          case TO_LAST -> ".skipToLast(" + step + ")";
        };
  }

  private List<String> steps() {
    List<String> calls = new ArrayList<>();
    for (int i = 0; i < node.steps().size(); i++) {
      PatternMatch.Step step = node.steps().get(i);
      if (i > 0) {
        String not = step.not() ? "notF" : "f";
        calls.add(
            switch (step.contiguity()) {
                  case NEXT -> step.not() ? "notNext" : "next";
                  case FOLLOWED_BY -> not + "ollowedBy";
                  case FOLLOWED_BY_ANY -> "followedByAny";
                }
                + "("
                + JavaLiterals.string(step.name())
                + ")");
      }
      if (step.where() != null) {
        calls.add("where(" + condition(step, step.where()) + ")");
      }
      if (step.repeated()) {
        Long to = step.to();
        if (to == null) {
          calls.add(step.from() == 1 ? "oneOrMore()" : "timesOrMore(" + step.from() + ")");
        } else {
          calls.add("times(" + step.from() + (step.from() == to ? "" : ", " + to) + ")");
        }
      }
      if (step.consecutive()) {
        calls.add("consecutive()");
      }
      if (step.greedy()) {
        calls.add("greedy()");
      }
      if (step.optional()) {
        calls.add("optional()");
      }
    }
    if (node.within() != null) {
      calls.add("within(" + DeployJava.duration(node.within(), job.imports) + ")");
    }
    return calls;
  }

  private String condition(PatternMatch.Step step, TypedExpression where) {
    FunctionBuilder function =
        new FunctionBuilder(job, job.names.classFor(node.id() + "-" + step.name(), "Condition"));
    function.comment(step.name() + ": " + where.canonical());
    Code body = new Code();
    Set<String> earlier = stepsIn(List.of(where));
    for (String name : earlier) {
      String events = "context.getEventsForPattern(" + JavaLiterals.string(name) + ")";
      declare(name, events, false, List.of(where), body);
    }
    Fallible fallible = Fallible.failing(job, node, Fallible.places(List.of(where)));
    JavaCode code = fallible.expression(function, where, new Reader(Map.of()), body);
    body.line("return " + code.value() + ";");
    boolean simple = earlier.isEmpty();
    function.method(
        "public boolean filter("
            + event
            + " row"
            + (simple ? ")" : ", Context<" + event + "> context) throws Exception"),
        simple ? fallible.caught(body, "row") : fallible.caughtResult(body, "row"));
    String base =
        job.imports.use(
            CEP + "pattern.conditions." + (simple ? "SimpleCondition" : "IterativeCondition"));
    return function.build("extends " + base + "<" + event + ">");
  }

  /** Steps that expressions read, in the pattern's order. */
  private Set<String> stepsIn(List<TypedExpression> expressions) {
    Set<String> names = new LinkedHashSet<>();
    for (PatternMatch.Step step : node.steps()) {
      for (TypedExpression expression : expressions) {
        if (expression.reads().stream().anyMatch(read -> read.slot().equals(step.name()))) {
          names.add(step.name());
        }
      }
    }
    return names;
  }

  /** Of a step that may be missing, the fields that are read stand in variables of their own. */
  private void declare(
      String name, String events, boolean partial, List<TypedExpression> readers, Code body) {
    PatternMatch.Step step = step(name);
    String local = local(name);
    String helper = job.imports.use(STEPS);
    if (step.repeated()) {
      job.imports.use("java.util.List");
      body.line("List<" + event + "> " + local + " = " + helper + ".all(" + events + ");");
      return;
    }
    boolean mayMiss = step.optional() || partial;
    String one = helper + (mayMiss ? ".find(" : ".one(") + events + ");";
    body.line(event + " " + local + " = " + one);
    if (!mayMiss) {
      missing.remove(name);
      return;
    }
    missing.add(name);
    Set<String> read = new LinkedHashSet<>();
    readers.forEach(
        reader ->
            reader.reads().stream()
                .filter(r -> r.slot().equals(name) && !r.whole())
                .forEach(r -> read.add(r.field())));
    for (Field field : node.stored().fields()) {
      if (read.contains(field.name())) {
        String absent = RowJava.absent(field).get(0);
        body.line(
            JavaTypes.of(field.type())
                + " "
                + local(name + "." + field.name())
                + " = "
                + local
                + " == null ? "
                + absent
                + " : "
                + new RowReader(local, node.stored()).read(Scope.ROW, field.name())
                + ";");
      }
    }
  }

  private PatternMatch.Step step(String name) {
    PatternMatch.Step step = steps.get(name);
    if (step == null) {
      throw new IllegalArgumentException("no step " + name);
    }
    return step;
  }

  private String local(String step) {
    return locals.of(step, JavaIdentifiers.variable(step.replace('.', '-')));
  }

  private String match(boolean timedOut) {
    FunctionBuilder function = new FunctionBuilder(job, job.names.classFor(node.id(), "Match"));
    String map = job.imports.use("java.util.Map");
    job.imports.use("java.util.List");
    String collector = job.imports.use("org.apache.flink.util.Collector");
    String row = job.row(node.row());
    function.method(
        LineWrap.arguments(
            4,
            "public void processMatch(",
            List.of(
                map + "<String, List<" + event + ">> match",
                "Context context",
                collector + "<" + row + "> out"),
            ") throws Exception"),
        made(function, node.columns(), node.row(), "out.collect(", false));
    String base =
        "extends "
            + job.imports.use(CEP + "functions.PatternProcessFunction")
            + "<"
            + event
            + ", "
            + row
            + ">";
    RecordType timedOutRow = node.timedOutRow();
    if (timedOut && timedOutRow != null) {
      StreamRef ref = new StreamRef(node.id(), PatternDecl.TIMED_OUT, node.info().span());
      String tag = tag(ref, job.row(timedOutRow));
      function.method(
          LineWrap.arguments(
              4,
              "public void processTimedOutMatch(",
              List.of(map + "<String, List<" + event + ">> match", "Context context"),
              ") throws Exception"),
          made(function, node.timedOut(), timedOutRow, "context.output(" + tag + ", ", true));
      base +=
          " implements "
              + job.imports.use(CEP + "functions.TimedOutPartialMatchHandler")
              + "<"
              + event
              + ">";
    }
    return function.build(base);
  }

  private Code made(
      FunctionBuilder function,
      List<Column> columns,
      RecordType row,
      String head,
      boolean partial) {
    Code body = new Code();
    List<TypedExpression> expressions = columns.stream().map(Column::expression).toList();
    Fallible fallible = Fallible.failing(job, node, Fallible.places(expressions));
    Map<String, Field> keyFields = new HashMap<>();
    keys(expressions, keyFields, function, body);
    String first = node.steps().get(0).name();
    for (String name : stepsIn(expressions)) {
      String events = "match.get(" + JavaLiterals.string(name) + ")";
      declare(name, events, partial && !name.equals(first), expressions, body);
    }
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      TypedExpression expression = columns.get(i).expression();
      JavaCode code = fallible.expression(function, expression, new Reader(keyFields), body);
      arguments.addAll(RowJava.arguments(row.fields().get(i), code));
    }
    String made = "new " + job.row(row) + "(" + String.join(", ", arguments) + ")";
    body.line(CallWrap.wrap(head + made + ");", 6));
    return fallible.caughtResult(body, "match");
  }

  /** All rows of a match have one key, so that any of them tells it. */
  private void keys(
      List<TypedExpression> expressions,
      Map<String, Field> fields,
      FunctionBuilder function,
      Code body) {
    Set<String> read = new LinkedHashSet<>();
    for (TypedExpression expression : expressions) {
      for (FieldRead one : expression.reads()) {
        if (one.slot().equals("key")) {
          read.add(one.field());
        }
      }
    }
    if (read.isEmpty()) {
      return;
    }
    body.line(event + " any = " + job.imports.use(STEPS) + ".any(match);");
    for (Column column : node.keys()) {
      if (read.contains(column.name())) {
        TypedExpression expression = column.expression();
        JavaCode code = function.expression(expression, new RowReader("any", node.stored()), body);
        String local = local("key " + column.name());
        body.line(JavaTypes.of(expression.type()) + " " + local + " = " + code.value() + ";");
        if (expression.nullable() && JavaTypes.isPrimitive(expression.type())) {
          body.line("boolean " + local + "Present = " + code.present() + ";");
        }
        fields.put(
            column.name(), Field.of(column.name(), expression.type(), expression.nullable()));
      }
    }
  }

  private final class Reader implements FunctionBuilder.SlotReader {
    private final RowReader row = new RowReader("row", node.stored());
    private final Map<String, Field> keyFields;

    Reader(Map<String, Field> keyFields) {
      this.keyFields = keyFields;
    }

    @Override
    public String read(String slot, String field) {
      if (slot.equals(Scope.ROW)) {
        return row.read(slot, field);
      }
      if (slot.equals("key")) {
        return local("key " + field);
      }
      return missing.contains(slot) && !field.isEmpty()
          ? local(slot + "." + field)
          : new RowReader(local(slot), node.stored()).read(slot, field);
    }

    @Override
    public String present(String slot, String field) {
      if (slot.equals(Scope.ROW)) {
        return row.present(slot, field);
      }
      if (slot.equals("key")) {
        Field declared = keyFields.get(field);
        boolean primitive = declared != null && JavaTypes.isPrimitive(declared.type());
        return local("key " + field) + (primitive ? "Present" : " != null");
      }
      String step = local(slot);
      Field declared = node.stored().field(field);
      if (declared == null || !declared.nullable()) {
        return step + " != null";
      }
      String own = new RowReader(step, node.stored()).present(slot, field);
      return missing.contains(slot) ? step + " != null && " + own : own;
    }
  }
}
