package io.millrace.compiler.generate;

import io.millrace.compiler.expr.JavaCode;
import io.millrace.compiler.javatext.JavaLiterals;
import io.millrace.compiler.javatext.JavaTypes;
import io.millrace.compiler.model.FormatDecl;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.FormatSpec;
import io.millrace.compiler.plan.Lookup;
import io.millrace.compiler.plan.LookupTarget;
import io.millrace.compiler.plan.StreamRef;
import io.millrace.compiler.types.DecimalType;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import java.util.ArrayList;
import java.util.List;

/** Writes the methods of lookups. */
final class LookupMethods {
  private static final String PACKAGE = "io.millrace.runtime.lookup.";

  private final JobContext job;
  private final MethodWriter methods;
  private final Codecs codecs;
  private final NodeInputs inputs;
  private final JdbcJava jdbc;

  LookupMethods(JobContext job, MethodWriter methods, Codecs codecs) {
    this.job = job;
    this.methods = methods;
    this.codecs = codecs;
    this.inputs = new NodeInputs(job, methods);
    this.jdbc = new JdbcJava(job);
  }

  void lookup(Lookup node) {
    String row = job.row(node.row());
    StreamRef errorsRef = new StreamRef(node.id(), Lookup.ERRORS, node.info().span());
    boolean splits = job.isRead(errorsRef);
    Code body = new Code();
    options(node, body);
    client(node, body);
    List<String> arguments = new ArrayList<>(List.of("options", "client", join(node)));
    String factory = job.imports.use(PACKAGE + "Lookups");
    String tag = null;
    if (splits) {
      String errors = job.row(node.errors());
      tag = methods.tag(errorsRef.display(), errors, errors + ".TYPE");
      arguments.add(failure(node));
      arguments.add(row + ".TYPE");
      arguments.add(errors + ".TYPE");
    } else {
      arguments.add(row + ".TYPE");
    }
    String made =
        factory + (splits ? ".splitting(" : ".failing(") + String.join(", ", arguments) + ")";
    String async = job.imports.use("org.apache.flink.streaming.api.datastream.AsyncDataStream");
    String unit = job.imports.use("java.util.concurrent.TimeUnit");
    body.line("return " + async + (node.ordered() ? ".orderedWait(" : ".unorderedWait("));
    body.line("        input,");
    body.line("        " + CallWrap.wrap(made + ",", 12).replace("\n", "\n        "));
    body.line("        options.timeout().toMillis(),");
    body.line("        " + unit + ".MILLISECONDS,");
    body.line("        options.capacity())");
    List<String> calls = new ArrayList<>(methods.identity(node.info()));
    if (splits) {
      String split = job.imports.use(PACKAGE + "SplitFailures");
      calls.add("process(new " + split + "<>(" + tag + "))");
      calls.add("returns(" + row + ".TYPE)");
      calls.addAll(methods.identity(node.info(), Lookup.ERRORS));
    }
    for (int i = 0; i < calls.size(); i++) {
      body.line("    ." + calls.get(i) + (i == calls.size() - 1 ? ";" : ""));
    }
    String operator =
        job.imports.use("org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator");
    String stream = job.imports.use("org.apache.flink.streaming.api.datastream.DataStream");
    methods.stream(
        node,
        operator + "<" + row + ">",
        stream + "<" + job.row(node.input()) + "> input",
        inputs.merged(node, node.input()),
        body);
    if (tag != null) {
      methods.sideOutput(errorsRef, job.row(node.errors()), tag);
    }
  }

  private void options(Lookup node, Code body) {
    String options = job.imports.use(PACKAGE + "LookupOptions");
    List<String> calls = new ArrayList<>();
    calls.add("timeout(" + DeployJava.duration(node.timeout(), job.imports) + ")");
    calls.add("retries(" + node.retries() + ")");
    calls.add("capacity(" + node.capacity() + ")");
    if (node.cache() != null) {
      calls.add(
          "cache("
              + JavaLiterals.longValue(node.cache().rows())
              + ", "
              + DeployJava.duration(node.cache().ttl(), job.imports)
              + ")");
    }
    body.line(options + " options =");
    body.chain(
        "    "
            + options
            + (node.left() ? ".left(" : ".inner(")
            + JavaLiterals.string(node.id())
            + ")",
        calls);
  }

  private void client(Lookup node, Code body) {
    String types = "<" + job.row(node.question()) + ", " + job.row(node.answer()) + ">";
    if (node.target() instanceof LookupTarget.Jdbc target) {
      String client = job.imports.use("io.millrace.runtime.jdbc.JdbcLookup");
      body.line(client + types + " client =");
      body.line("    " + client + ".of(");
      body.line("        " + jdbc.access(target.database()).replace("\n", "\n        ") + ",");
      body.line("        " + JavaLiterals.string(target.sql()) + ",");
      body.line("        " + query(node, target) + ",");
      body.line("        " + target.connections() + ");");
      return;
    }
    LookupTarget.Http target = (LookupTarget.Http) node.target();
    String client = job.imports.use(PACKAGE + "HttpLookup");
    String map = job.imports.use("java.util.Map");
    List<String> headers = new ArrayList<>();
    target
        .service()
        .headers()
        .forEach(
            (name, value) ->
                headers.add(
                    map
                        + ".entry("
                        + JavaLiterals.string(name)
                        + ", "
                        + DeployJava.text(value)
                        + ")"));
    body.line(client + types + " client =");
    body.line("    " + client + (target.post() ? ".post(" : ".get("));
    body.line("        " + DeployJava.text(target.service().baseUrl()) + ",");
    String entries = map + ".ofEntries(" + String.join(", ", headers) + "),";
    body.line("        " + CallWrap.wrap(entries, 12).replace("\n", "\n        "));
    body.line("        " + httpQuestion(node, target) + ",");
    if (target.post()) {
      FormatSpec json = new FormatSpec(FormatDecl.Kind.JSON, ',', false);
      String encoder = codecs.encoder(node.id(), node.question(), node.question().fields(), json);
      body.line("        new " + encoder + "(),");
    }
    body.line(
        "        new " + codecs.answerDecoder(node.id(), node.answer(), node.wire()) + "());");
  }

  private String query(Lookup node, LookupTarget.Jdbc target) {
    FunctionBuilder function = new FunctionBuilder(job, job.names.classFor(node.id(), "Query"));
    for (String line : target.sql().split("\\R")) {
      function.comment(line);
    }
    String question = job.row(node.question());
    String answer = job.row(node.answer());
    String thrown = " throws " + jdbc.exceptionType();
    function.method(
        "public void bind("
            + jdbc.statementType()
            + " statement, "
            + question
            + " question)\n      "
            + thrown.strip(),
        jdbc.bind("question", node.question(), target.binds()));
    String result = job.imports.use("java.sql.ResultSet");
    function.method(
        "public " + answer + " read(" + result + " result)" + thrown, jdbc.read(node.answer()));
    String base = job.imports.use("io.millrace.runtime.jdbc.JdbcQuery");
    return function.build("extends " + base + "<" + question + ", " + answer + ">");
  }

  private String httpQuestion(Lookup node, LookupTarget.Http target) {
    FunctionBuilder function = new FunctionBuilder(job, job.names.classFor(node.id(), "Path"));
    List<String> parts = new ArrayList<>();
    RowReader reader = new RowReader("question", node.question());
    for (LookupTarget.Piece piece : target.path()) {
      if (!piece.isName()) {
        parts.add(JavaLiterals.string(piece.text()));
        continue;
      }
      Field field = node.question().field(piece.text());
      if (field == null) {
        throw new IllegalArgumentException(piece.text());
      }
      parts.add("escape(" + text(field, reader.read("question", field.name())) + ")");
    }
    String question = job.row(node.question());
    function.method(
        "public String path(" + question + " question)",
        new Code().line("return " + String.join(" + ", parts) + ";"));
    String base = job.imports.use(PACKAGE + "HttpQuestion");
    return function.build("extends " + base + "<" + question + ">");
  }

  /** A value as text, as {@code string(…)} of expressions makes it. */
  private String text(Field field, String value) {
    if (field.type() instanceof DecimalType) {
      return value + ".toPlainString()";
    }
    return switch ((ScalarType) field.type()) {
      case STRING -> value;
      case TIMESTAMP ->
          job.imports.use("io.millrace.runtime.expr.TimeOps") + ".format(" + value + ")";
      default -> "String.valueOf(" + value + ")";
    };
  }

  private String join(Lookup node) {
    FunctionBuilder function = new FunctionBuilder(job, job.names.classFor(node.id(), "Lookup"));
    String from = job.row(node.input());
    String question = job.row(node.question());
    String answer = job.row(node.answer());
    String to = job.row(node.row());
    Code ask = new Code();
    RowReader reader = new RowReader("row", node.input());
    List<String> asked = new ArrayList<>();
    for (int i = 0; i < node.with().size(); i++) {
      Column column = node.with().get(i);
      function.comment(column.name() + ": " + column.expression().canonical());
      JavaCode code = function.expression(column.expression(), reader, ask);
      asked.addAll(RowJava.arguments(node.question().fields().get(i), code));
    }
    ask.line(RowJava.make("return ", node.question(), asked, ";"));
    function.method("public " + question + " question(" + from + " row)", ask);
    Code joined = new Code();
    if (node.left()) {
      joined.open("if (answer == null) {");
      joined.line(RowJava.make("return ", node.row(), arguments(node, true), ";"));
      joined.close("}");
    }
    joined.line(RowJava.make("return ", node.row(), arguments(node, false), ";"));
    function.method("public " + to + " join(" + from + " row, " + answer + " answer)", joined);
    String base = job.imports.use(PACKAGE + "LookupJoin");
    return function.build(
        "extends " + base + "<" + String.join(", ", from, question, answer, to) + ">");
  }

  /** The row's fields: those of the input, and behind them those of the answer. */
  private static List<String> arguments(Lookup node, boolean unanswered) {
    RowReader row = new RowReader("row", node.input());
    RowReader answer = new RowReader("answer", node.answer());
    List<String> arguments = new ArrayList<>();
    for (Field field : node.row().fields()) {
      Field found = node.answer().field(field.name());
      if (found == null) {
        arguments.addAll(RowJava.copy(field, row));
      } else if (unanswered) {
        arguments.addAll(RowJava.absent(field));
      } else {
        arguments.add(answer.read("answer", field.name()));
        if (field.nullable() && JavaTypes.isPrimitive(field.type())) {
          arguments.add(found.nullable() ? answer.present("answer", field.name()) : "true");
        }
      }
    }
    return arguments;
  }

  private String failure(Lookup node) {
    FunctionBuilder function = new FunctionBuilder(job, job.names.classFor(node.id(), "Failure"));
    function.comment("Rows of " + node.id() + " whose question was not answered.");
    RecordType errors = node.errors();
    RowReader row = new RowReader("row", node.input());
    List<String> arguments = new ArrayList<>();
    for (Field field : errors.fields()) {
      if (field.name().equals(Lookup.MESSAGE)) {
        arguments.add("error");
      } else {
        arguments.addAll(RowJava.copy(field, row));
      }
    }
    String from = job.row(node.input());
    String to = job.row(errors);
    function.method(
        "public " + to + " failed(" + from + " row, String error)",
        new Code().line(RowJava.make("return ", errors, arguments, ";")));
    String base = job.imports.use(PACKAGE + "LookupFailure");
    return function.build("extends " + base + "<" + from + ", " + to + ">");
  }
}
