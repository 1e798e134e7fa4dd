package io.millrace.compiler.proto;

import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.SourceFile;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code .proto} file declares. Services, extensions and options that say nothing about
 * bytes are left out.
 *
 * @param packageName empty for none
 * @param options of the file, by name
 */
public record ProtoDocument(
    SourceFile source,
    Syntax syntax,
    String packageName,
    List<Located<String>> imports,
    Map<String, String> options,
    List<Message> messages,
    List<EnumType> enums) {
  public ProtoDocument {
    imports = List.copyOf(imports);
    options = Map.copyOf(options);
    messages = List.copyOf(messages);
    enums = List.copyOf(enums);
  }

  /** The dialects; they differ in which fields have presence and which lists are packed. */
  public enum Syntax {
    PROTO2,
    PROTO3,
    EDITION
  }

  /** A message and what is declared inside of it. */
  public record Message(
      Located<String> name, List<Field> fields, List<Message> messages, List<EnumType> enums) {
    public Message {
      fields = List.copyOf(fields);
      messages = List.copyOf(messages);
      enums = List.copyOf(enums);
    }
  }

  /** What stands in front of a field's type. */
  public enum Label {
    NONE,
    OPTIONAL,
    REQUIRED,
    REPEATED
  }

  /**
   * A field.
   *
   * @param type as it is written, perhaps with dots; of a map, the type of its values
   * @param mapKey the type of a map's keys; null for other fields
   * @param number between 1 and 2^29 - 1
   * @param oneof the name of the choice that the field belongs to; null for none
   * @param group whether the field is a group, which carries its own message
   */
  public record Field(
      Located<String> name,
      Located<String> type,
      @Nullable Located<String> mapKey,
      Label label,
      int number,
      @Nullable String oneof,
      boolean group,
      Map<String, String> options) {
    public Field {
      options = Map.copyOf(options);
    }
  }

  /** An enum; its values in the order of the file. */
  public record EnumType(Located<String> name, List<EnumValue> values) {
    public EnumType {
      values = List.copyOf(values);
    }
  }

  /** A named number. */
  public record EnumValue(String name, int number) {}
}
