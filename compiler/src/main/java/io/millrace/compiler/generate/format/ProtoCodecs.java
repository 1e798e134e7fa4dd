package io.millrace.compiler.generate.format;

import io.millrace.compiler.generate.text.Templates;
import io.millrace.compiler.javatext.JavaIdentifiers;
import io.millrace.compiler.javatext.JavaLiterals;
import io.millrace.compiler.plan.ProtoMessage;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes the classes that decode and encode Protocol Buffers. */
final class ProtoCodecs {
  /** What the template of decoders shows. */
  public record DecoderView(
      String source,
      String packageName,
      List<String> imports,
      String node,
      String className,
      String record,
      List<JsonReads.Table> tables,
      String read,
      List<ProtoReads.MessageMethod> messages,
      List<ProtoReads.EntryMethod> entries) {}

  /** What the template of encoders shows. */
  public record EncoderView(
      String source,
      String packageName,
      List<String> imports,
      String node,
      String className,
      String record,
      String message,
      List<JsonReads.Table> tables,
      List<String> statements,
      List<ProtoWrites.Method> methods) {}

  private ProtoCodecs() {}

  private static ProtoMessage message(@Nullable ProtoMessage message) {
    if (message == null) {
      throw new IllegalArgumentException("Protocol Buffers without a message");
    }
    return message;
  }

  static String decoder(DecoderSpec spec) {
    ProtoReads reads = new ProtoReads();
    String read = reads.method(spec.record(), spec.wire(), message(spec.proto()));
    Set<String> imports = new TreeSet<>(reads.imports());
    imports.add("io.millrace.runtime.format.DecodeException");
    imports.add("io.millrace.runtime.proto.ProtoDecoder");
    imports.add("io.millrace.runtime.proto.ProtoReader");
    return Templates.render(
        "protoDecoder.ftl",
        new DecoderView(
            JavaLiterals.comment(spec.source()),
            spec.packageName(),
            List.copyOf(imports),
            JavaLiterals.comment(spec.node()),
            spec.className(),
            JavaIdentifiers.type(spec.record().name()),
            reads.tables(),
            read,
            reads.messages(),
            reads.entries()));
  }

  static String encoder(EncoderSpec spec) {
    ProtoWrites writes = new ProtoWrites();
    ProtoMessage message = message(spec.proto());
    List<String> statements = writes.fields(spec.fields(), message, "row");
    Set<String> imports = new TreeSet<>(writes.imports());
    imports.add("io.millrace.runtime.proto.ProtoEncoder");
    imports.add("io.millrace.runtime.proto.ProtoWriter");
    return Templates.render(
        "protoEncoder.ftl",
        new EncoderView(
            JavaLiterals.comment(spec.source()),
            spec.packageName(),
            List.copyOf(imports),
            JavaLiterals.comment(spec.node()),
            spec.className(),
            JavaIdentifiers.type(spec.row().name()),
            JavaLiterals.comment(message.name()),
            writes.tables(),
            statements,
            writes.methods()));
  }
}
