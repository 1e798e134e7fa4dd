package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.DidYouMean;
import io.millrace.compiler.diag.GenerateCode;
import io.millrace.compiler.diag.PlanCode;
import io.millrace.compiler.diag.ReferenceCode;
import io.millrace.compiler.diag.SourceText;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.model.FieldDecl;
import io.millrace.compiler.model.SchemaRef;
import io.millrace.compiler.model.TypeDecl;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.TimestampForm;
import io.millrace.compiler.yaml.YamlNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Declared types to record types; a type may name another that is declared behind it. */
final class TypeResolver {
  private final Resolution resolution;
  private final Map<String, TypeDecl> declared = new LinkedHashMap<>();
  private final Map<String, RecordType> resolved = new HashMap<>();
  private final Set<String> failed = new HashSet<>();
  private final Deque<String> open = new ArrayDeque<>();

  private final @Nullable String library;

  /**
   * @param library name of the library whose types these are; null for a pipeline's own
   */
  TypeResolver(Resolution resolution, @Nullable String library) {
    this.resolution = resolution;
    this.library = library;
    for (TypeDecl type : resolution.pipeline.types()) {
      declared.put(type.id().value(), type);
    }
  }

  /** Resolves all types, so that mistakes in unused ones are seen too. */
  void resolveAll() {
    for (TypeDecl type : declared.values()) {
      named(type.id().value());
    }
  }

  /** The resolved types by name, in the order of the file. */
  Map<String, RecordType> resolved() {
    Map<String, RecordType> inOrder = new LinkedHashMap<>();
    declared.keySet().forEach(name -> inOrder.put(name, resolved.get(name)));
    return inOrder;
  }

  private Set<String> known() {
    Set<String> names = new LinkedHashSet<>(declared.keySet());
    names.addAll(resolution.importedTypes.keySet());
    return names;
  }

  /** The row type of a source, or null after a report. */
  @Nullable RecordType schema(SchemaRef schema, String path) {
    return schema(schema, path, "schema");
  }

  /** A record type under a key of a node, or null after a report. */
  @Nullable RecordType schema(SchemaRef schema, String path, String key) {
    if (schema instanceof SchemaRef.Named named) {
      RecordType imported = resolution.importedTypes.get(named.name().value());
      if (imported != null) {
        return imported;
      }
      if (!declared.containsKey(named.name().value())) {
        resolution.unknown(ReferenceCode.REF006, named.name(), path + "." + key, "type", known());
        return null;
      }
      return named(named.name().value());
    }
    TypeDecl inline = ((SchemaRef.Inline) schema).type();
    return record(inline, resolution.classNames.allocate(inline.id().value()), null);
  }

  /** A type as text; null after a report. */
  @Nullable TypeText type(SourceText text, String path) {
    return TypeTexts.parse(text, path, (name, span) -> lookup(name, span, path), resolution.out);
  }

  private @Nullable RecordType named(String name) {
    RecordType known = resolved.get(name);
    if (known != null || failed.contains(name)) {
      return known;
    }
    TypeDecl decl = declared.get(name);
    if (decl == null) {
      return null;
    }
    open.push(name);
    RecordType record = record(decl, resolution.classNames.allocate(name), library);
    open.pop();
    if (record == null) {
      failed.add(name);
    } else {
      resolved.put(name, record);
    }
    return record;
  }

  private @Nullable RecordType record(TypeDecl decl, String className, @Nullable String ofLibrary) {
    if (decl.file() != null) {
      RecordType type = fromFile(decl.file(), className, ofLibrary);
      if (type != null && decl.file().message() != null) {
        resolution.protoTypes.put(decl.id().value(), resolution.protoMessages.get(type.name()));
      }
      return type;
    }
    List<Field> fields = new ArrayList<>();
    boolean sound = true;
    FieldNames javaNames = new FieldNames();
    for (FieldDecl fieldDecl : decl.fields()) {
      Field field = field(fieldDecl);
      if (field == null) {
        sound = false;
        continue;
      }
      fields.add(field);
      String clash = javaNames.take(field);
      if (clash != null) {
        resolution.out.add(
            Diagnostic.of(
                    GenerateCode.GEN002,
                    fieldDecl.name().span(),
                    fieldDecl.path(),
                    "field `"
                        + field.name()
                        + "` and field `"
                        + clash
                        + "` would have one name in Java")
                .withHelp("rename one of them and keep its key with `name:`"));
        sound = false;
      }
    }
    return sound ? new RecordType(className, fields, ofLibrary) : null;
  }

  /** A type that another language declares; null after a report. */
  private @Nullable RecordType fromFile(
      TypeDecl.File file, String className, @Nullable String ofLibrary) {
    UnaryOperator<String> names =
        name -> name.equals(className) ? name : resolution.classNames.allocate(name);
    if (file.message() != null) {
      return new ProtoTypes(resolution, file, file.message()).read(className, ofLibrary, names);
    }
    YamlNode root = resolution.files.json(file.name(), file.path(), resolution.out);
    if (root == null) {
      return null;
    }
    RecordType record =
        file.language() == TypeDecl.Language.AVRO
            ? new AvroFile(file.path(), ofLibrary, names, resolution.out).read(root, className)
            : new JsonSchemaFile(root, file.path(), ofLibrary, names, resolution.out)
                .read(className);
    if (record != null && file.language() == TypeDecl.Language.AVRO) {
      resolution.avroSchemas.put(record.name(), JsonText.of(root));
    }
    return record;
  }

  private @Nullable Field field(FieldDecl decl) {
    TypeText type =
        TypeTexts.parse(
            decl.type(),
            decl.path(),
            (name, span) -> lookup(name, span, decl.path()),
            resolution.out);
    if (type == null) {
      return null;
    }
    TimestampForm form = decl.form() == null ? TimestampForm.ISO : decl.form().value();
    Object defaultValue = null;
    if (decl.defaultValue() != null) {
      defaultValue = defaultValue(decl.defaultValue(), type, form, decl.path());
      if (defaultValue == null) {
        return null;
      }
    }
    return new Field(
        decl.name().value(),
        decl.wireName() == null ? decl.name().value() : decl.wireName().value(),
        type.type(),
        type.nullable(),
        defaultValue,
        decl.aliases().stream().map(a -> a.value()).toList(),
        form);
  }

  private @Nullable Object defaultValue(
      SourceText text, TypeText type, TimestampForm form, String path) {
    String problem;
    if (type.type().isScalar() && type.type() != ScalarType.BYTES) {
      Object value = Literals.parse(text.value(), type.type(), form);
      if (value != null) {
        return value;
      }
      problem =
          "the default of type " + type.type().display() + " is " + Literals.example(type.type());
    } else {
      problem = "a field of type " + type.type().display() + " takes no default";
    }
    resolution.out.add(Diagnostic.of(PlanCode.PLN015, text.whole(), path + ".default", problem));
    return null;
  }

  private @Nullable RecordType lookup(String name, Span span, String path) {
    if (open.contains(name)) {
      resolution.out.add(
          Diagnostic.of(
              ReferenceCode.REF013, span, path, "type `" + name + "` would contain itself"));
      return null;
    }
    RecordType imported = resolution.importedTypes.get(name);
    if (imported != null) {
      return imported;
    }
    if (!declared.containsKey(name)) {
      Set<String> known = known();
      for (ScalarType scalar : ScalarType.values()) {
        known.add(scalar.display());
      }
      String close = DidYouMean.closest(name, known);
      resolution.out.add(
          Diagnostic.of(ReferenceCode.REF006, span, path, "unknown type `" + name + "`")
              .withLabel(close == null ? "" : "did you mean `" + close + "`?")
              .withHelp(
                  close == null
                      ? "types are bool, int, double, decimal(p,s), string, bytes, timestamp,"
                          + " duration, list<T>, map<string, T> and those under `types`"
                      : null));
      return null;
    }
    return named(name);
  }
}
