package io.millrace.compiler.bind;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.FormatCode;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.model.FieldDecl;
import io.millrace.compiler.model.SchemaRef;
import io.millrace.compiler.model.TypeDecl;
import io.millrace.compiler.types.TimestampForm;
import io.millrace.compiler.yaml.YamlScalar;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Binds record types, declared by name or in place. */
final class TypeBinder {
  private TypeBinder() {}

  static TypeDecl type(Section.Entry entry) {
    Section type = entry.section();
    for (TypeDecl.Language language : TypeDecl.Language.values()) {
      String key = language.name().toLowerCase(Locale.ROOT).replace('_', '-');
      Located<String> file = type.text(key);
      if (file != null) {
        TypeDecl.Message message =
            language == TypeDecl.Language.PROTO
                ? new TypeDecl.Message(
                    type.has("message") ? type.requiredText("message") : entry.name(),
                    type.names("required"),
                    type.names("omit"))
                : null;
        withoutProto(type, language);
        return new TypeDecl(
            entry.name(), List.of(), new TypeDecl.File(language, file, message, type.pathOf(key)));
      }
    }
    withoutProto(type, null);
    return new TypeDecl(entry.name(), type.each("fields", TypeBinder::field));
  }

  /** Reports what says something of a message where there is none. */
  private static void withoutProto(Section type, TypeDecl.@Nullable Language language) {
    for (String key : List.of("message", "required", "omit")) {
      if (language != TypeDecl.Language.PROTO && type.has(key)) {
        type.context()
            .add(
                Diagnostic.of(
                    FormatCode.SCH061,
                    type.keySpan(key),
                    type.pathOf(key),
                    "`" + key + "` goes with `proto`"));
      }
    }
  }

  /**
   * The row type of a source.
   *
   * @param source the source's id, which names fields declared in place
   */
  static SchemaRef ref(Section node, Located<String> source) {
    return ref(node, "schema", source);
  }

  /** A record type under a key: the name of one, or its fields. */
  static SchemaRef ref(Section node, String key, Located<String> source) {
    Section fields = node.section(key);
    return fields == null
        ? new SchemaRef.Named(node.requiredText(key))
        : new SchemaRef.Inline(new TypeDecl(source, fields.each(TypeBinder::field)));
  }

  private static FieldDecl field(Section.Entry entry) {
    if (entry.value() instanceof YamlScalar type) {
      return new FieldDecl(entry.name(), type.text(), null, null, List.of(), null, entry.path());
    }
    Section field = entry.section();
    YamlScalar type = field.required("type", field.scalar("type"));
    YamlScalar defaultValue = field.scalar("default");
    return new FieldDecl(
        entry.name(),
        type.text(),
        field.text("name"),
        defaultValue == null ? null : defaultValue.text(),
        field.names("aliases"),
        field.choice("form", TimestampForm.class),
        entry.path());
  }
}
