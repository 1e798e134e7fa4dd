package io.millrace.compiler.generate.format;

import io.millrace.compiler.generate.text.LineWrap;
import io.millrace.compiler.generate.text.Templates;
import io.millrace.compiler.javatext.JavaIdentifiers;
import io.millrace.compiler.javatext.JavaLiterals;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Writes the classes that decode and encode Parquet. */
final class ParquetWriter {
  /** What the template of decoders shows. */
  public record DecoderView(
      String source,
      String packageName,
      List<String> imports,
      String node,
      String className,
      String record,
      String root,
      List<ParquetReads.Group> groups) {}

  /** What the template of encoders shows. */
  public record EncoderView(
      String source,
      String packageName,
      List<String> imports,
      String node,
      String className,
      String record,
      List<String> schema,
      List<String> statements,
      List<ParquetWrites.Method> methods) {}

  private ParquetWriter() {}

  static String decoder(DecoderSpec spec) {
    ParquetReads reads = new ParquetReads();
    String root = reads.group(spec.record(), spec.wire());
    Set<String> imports = new TreeSet<>(reads.imports());
    imports.add("io.millrace.runtime.format.DecodeException");
    imports.add("io.millrace.runtime.parquet.ParquetDecoder");
    return Templates.render(
        "parquetDecoder.ftl",
        new DecoderView(
            JavaLiterals.comment(spec.source()),
            spec.packageName(),
            List.copyOf(imports),
            JavaLiterals.comment(spec.node()),
            spec.className(),
            JavaIdentifiers.type(spec.record().name()),
            root,
            reads.groups()));
  }

  static String encoder(EncoderSpec spec) {
    ParquetWrites writes = new ParquetWrites();
    List<String> statements = writes.fields(spec.fields(), "row");
    Set<String> imports = new TreeSet<>(writes.imports());
    imports.add("io.millrace.runtime.parquet.ParquetEncoder");
    imports.add("io.millrace.runtime.parquet.ParquetOut");
    return Templates.render(
        "parquetEncoder.ftl",
        new EncoderView(
            JavaLiterals.comment(spec.source()),
            spec.packageName(),
            List.copyOf(imports),
            JavaLiterals.comment(spec.node()),
            spec.className(),
            JavaIdentifiers.type(spec.row().name()),
            LineWrap.literals(ParquetWrites.schema(spec.row().name(), spec.fields())),
            statements,
            writes.methods()));
  }
}
