package io.millrace.compiler.generate.format;

import io.millrace.compiler.generate.text.LineWrap;
import io.millrace.compiler.generate.text.Templates;
import io.millrace.compiler.javatext.JavaIdentifiers;
import io.millrace.compiler.javatext.JavaLiterals;
import io.millrace.compiler.types.TimestampForm;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Writes the classes that decode and encode JSON with a schema of Kafka Connect. */
final class ConnectCodecs {
  /** What the template of encoders shows. */
  public record EncoderView(
      String source,
      String packageName,
      List<String> imports,
      String node,
      String className,
      String record,
      List<String> schema,
      List<JsonWrites.Constant> constants,
      List<String> statements,
      List<JsonWrites.Method> methods) {}

  private ConnectCodecs() {}

  static String decoder(DecoderSpec spec) {
    return decoder(spec, new JsonReads(Set.of()), "Connect");
  }

  /** The decoder of Debezium's events: rows that start with the kind of their change. */
  static String events(DecoderSpec spec) {
    return decoder(spec, new JsonReads(Set.of(spec.record())), "Debezium");
  }

  private static String decoder(DecoderSpec spec, JsonReads reads, String kind) {
    String read = reads.read(spec.record(), spec.wire(), TimestampForm.ISO);
    Set<String> imports = new TreeSet<>(reads.imports());
    imports.add("io.millrace.runtime.connect." + kind + "Decoder");
    imports.add("io.millrace.runtime.connect.ConnectSchema");
    imports.add("io.millrace.runtime.format.DecodeException");
    imports.add("io.millrace.runtime.format.JsonNames");
    imports.add("io.millrace.runtime.format.JsonReader");
    return Templates.render(
        kind.toLowerCase(Locale.ROOT) + "Decoder.ftl",
        new DecoderWriter.JsonView(
            JavaLiterals.comment(spec.source()),
            spec.packageName(),
            List.copyOf(imports),
            JavaLiterals.comment(spec.node()),
            spec.className(),
            kind + "Decoder",
            JavaIdentifiers.type(spec.record().name()),
            reads.tables(),
            read,
            reads.records(),
            reads.collections()));
  }

  static String encoder(EncoderSpec spec) {
    JsonWrites writes = new JsonWrites(true);
    List<String> statements = writes.members(spec.row(), spec.fields(), "row");
    Set<String> imports = new TreeSet<>(writes.imports());
    imports.add("io.millrace.runtime.format.JsonEncoder");
    imports.add("io.millrace.runtime.format.JsonWriter");
    return Templates.render(
        "connectEncoder.ftl",
        new EncoderView(
            JavaLiterals.comment(spec.source()),
            spec.packageName(),
            List.copyOf(imports),
            JavaLiterals.comment(spec.node()),
            spec.className(),
            JavaIdentifiers.type(spec.row().name()),
            LineWrap.literals(ConnectRows.envelope(spec.row().name(), spec.fields())),
            writes.constants(),
            statements,
            writes.methods()));
  }
}
