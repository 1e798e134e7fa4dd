package io.millrace.compiler.generate.record;

import io.millrace.compiler.generate.text.JavaFile;
import io.millrace.compiler.generate.text.LineWrap;
import io.millrace.compiler.generate.text.Templates;
import io.millrace.compiler.javatext.JavaLiterals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Writes a record class with its serializer and type. */
public final class RecordWriter {
  private static final Set<String> ALWAYS_IMPORTED =
      Set.of(
          "io.millrace.runtime.record.FieldType",
          "io.millrace.runtime.record.RecordSchema",
          "io.millrace.runtime.record.RecordSerializer",
          "io.millrace.runtime.record.RecordTypeInfo",
          "java.io.IOException",
          "org.apache.flink.api.common.typeinfo.TypeInformation",
          "org.apache.flink.core.memory.DataInputView",
          "org.apache.flink.core.memory.DataOutputView");

  /** What the templates of record classes show. */
  public record View(
      String source,
      String packageName,
      List<String> imports,
      String className,
      String schemaName,
      boolean key,
      String header,
      List<String> fields,
      List<String> copies,
      boolean equality,
      String equals,
      List<String> hash,
      String withChangeKind,
      String type,
      String schema,
      List<Nested> nested,
      List<String> serialize,
      List<String> deserialize,
      List<CollectionMethods.Methods> collections) {}

  /** A serializer of a nested record. */
  public record Nested(String className, String name) {}

  private RecordWriter() {}

  /** The file of a record class. */
  public static JavaFile write(RecordSpec spec) {
    boolean accumulator = spec.kind() == RecordSpec.Kind.ACCUMULATOR;
    StoredJava java = new StoredJava();
    SerializerText serializer = new SerializerText(spec, java);
    RecordText text = new RecordText(spec, java);
    String header = accumulator ? "" : text.header();
    List<String> fields = accumulator ? text.fields() : List.of();
    List<String> copies = accumulator ? text.copies() : List.of();
    boolean equality = !accumulator && text.needsEquality();
    String equals = equality ? text.equality() : "";
    List<String> hash = equality ? text.hash() : List.of();
    List<String> serialize = serializer.serialize();
    List<String> deserialize = serializer.deserialize();
    List<CollectionMethods.Methods> collections = new CollectionMethods(java).all();
    List<Nested> nested = new ArrayList<>();
    for (Map.Entry<String, String> entry : java.nested().entrySet()) {
      nested.add(new Nested(entry.getKey(), entry.getValue()));
    }
    Set<String> imports = new TreeSet<>(ALWAYS_IMPORTED);
    if (spec.fields().isEmpty()) {
      imports.remove("io.millrace.runtime.record.FieldType");
    }
    imports.addAll(java.imports());
    View view =
        new View(
            JavaLiterals.comment(spec.source()),
            spec.packageName(),
            List.copyOf(imports),
            spec.className(),
            JavaLiterals.comment(spec.schemaName()),
            spec.kind() == RecordSpec.Kind.KEY,
            header,
            fields,
            copies,
            equality,
            equals,
            hash,
            !accumulator && text.isUpdating() ? text.withChangeKind() : "",
            LineWrap.assignment(
                2,
                "public static final TypeInformation<" + spec.className() + "> TYPE =",
                "new RecordTypeInfo<>(" + spec.className() + ".class, new Serializer());"),
            serializer.schema(),
            nested,
            serialize,
            deserialize,
            collections);
    String template = accumulator ? "accumulator.ftl" : "record.ftl";
    return JavaFile.of(spec.packageName(), spec.className(), Templates.render(template, view));
  }
}
