package io.millrace.compiler.generate.format;

import io.millrace.compiler.generate.text.LineWrap;
import io.millrace.compiler.generate.text.Templates;
import io.millrace.compiler.javatext.JavaIdentifiers;
import io.millrace.compiler.javatext.JavaLiterals;
import io.millrace.compiler.model.FormatDecl;
import io.millrace.compiler.plan.AvroSpec;
import io.millrace.compiler.types.TimestampForm;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes the classes that decode and encode Avro. */
final class AvroWriter {
  /** What the template of decoders shows. */
  public record DecoderView(
      String source,
      String packageName,
      List<String> imports,
      String node,
      String className,
      String record,
      String base,
      boolean registry,
      List<String> schema,
      List<JsonReads.Table> tables,
      String read,
      List<JsonReads.RecordMethod> records,
      List<AvroReads.CollectionMethod> collections) {}

  /** What the template of encoders shows. */
  public record EncoderView(
      String source,
      String packageName,
      List<String> imports,
      String node,
      String className,
      String record,
      String base,
      boolean registry,
      List<String> schema,
      List<String> statements,
      List<AvroWrites.Method> methods) {}

  private AvroWriter() {}

  private static Set<String> imports(String base, boolean registry, String... names) {
    Set<String> imports = new TreeSet<>();
    imports.add("io.millrace.runtime.avro." + base);
    for (String name : names) {
      imports.add("io.millrace.runtime.avro." + name);
    }
    if (registry) {
      imports.add("io.millrace.runtime.avro.SchemaRegistry");
    }
    return imports;
  }

  static String decoder(DecoderSpec spec) {
    boolean registry = spec.format() == FormatDecl.Kind.AVRO_REGISTRY;
    boolean file = spec.format() == FormatDecl.Kind.AVRO_FILE;
    AvroReads reads = new AvroReads();
    String read = reads.read(spec.record(), spec.wire(), TimestampForm.ISO, "type");
    String base = file ? "AvroFileDecoder" : registry ? "RegistryAvroDecoder" : "AvroDecoder";
    Set<String> imports = imports(base, registry, "AvroNames", "AvroReader", "AvroSchema");
    imports.add("io.millrace.runtime.format.DecodeException");
    imports.addAll(reads.imports());
    return Templates.render(
        "avroDecoder.ftl",
        new DecoderView(
            JavaLiterals.comment(spec.source()),
            spec.packageName(),
            List.copyOf(imports),
            JavaLiterals.comment(spec.node()),
            spec.className(),
            JavaIdentifiers.type(spec.record().name()),
            base,
            registry,
            registry || file ? List.of() : schema(spec.avro()),
            reads.tables(),
            read,
            reads.records(),
            reads.collections()));
  }

  static String encoder(EncoderSpec spec) {
    boolean registry = spec.format() == FormatDecl.Kind.AVRO_REGISTRY;
    AvroWrites writes = new AvroWrites();
    List<String> statements = writes.fields(spec.fields(), "row");
    String base = registry ? "RegistryAvroEncoder" : "AvroEncoder";
    Set<String> imports = imports(base, registry, "AvroWriter");
    imports.addAll(writes.imports());
    return Templates.render(
        "avroEncoder.ftl",
        new EncoderView(
            JavaLiterals.comment(spec.source()),
            spec.packageName(),
            List.copyOf(imports),
            JavaLiterals.comment(spec.node()),
            spec.className(),
            JavaIdentifiers.type(spec.row().name()),
            base,
            registry,
            schema(spec.avro()),
            statements,
            writes.methods()));
  }

  /** The schema as string literals of a line each. */
  private static List<String> schema(@Nullable AvroSpec avro) {
    if (avro == null) {
      throw new IllegalArgumentException("Avro without a schema");
    }
    return LineWrap.literals(avro.schema());
  }
}
