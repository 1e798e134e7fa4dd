package io.millrace.compiler.proto;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.Outcome;
import io.millrace.compiler.diag.SourceFile;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.diag.TypeCode;
import io.millrace.compiler.proto.ProtoDocument.EnumType;
import io.millrace.compiler.proto.ProtoDocument.EnumValue;
import io.millrace.compiler.proto.ProtoDocument.Field;
import io.millrace.compiler.proto.ProtoDocument.Label;
import io.millrace.compiler.proto.ProtoDocument.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code .proto} files: proto2, proto3 and editions, by the language's published grammar. The
 * first mistake ends a file.
 */
public final class ProtoParser {
  private static final int LARGEST_NUMBER = (1 << 29) - 1;
  private static final int MAX_DEPTH = 64;

  private final SourceFile file;
  private final List<ProtoToken> tokens;
  private int at;
  private int depth;

  private ProtoParser(SourceFile file, List<ProtoToken> tokens) {
    this.file = file;
    this.tokens = tokens;
  }

  /**
   * The declarations of a file.
   *
   * @param path the place in the pipeline that names it
   */
  public static Outcome<ProtoDocument> parse(SourceFile file, String path) {
    try {
      return Outcome.of(new ProtoParser(file, ProtoLexer.tokens(file)).document());
    } catch (ProtoSyntaxException e) {
      return Outcome.failed(
          List.of(Diagnostic.of(TypeCode.TYP075, e.span(), path, String.valueOf(e.getMessage()))));
    }
  }

  private ProtoDocument document() throws ProtoSyntaxException {
    ProtoDocument.Syntax syntax = ProtoDocument.Syntax.PROTO2;
    StringBuilder packageName = new StringBuilder();
    List<Located<String>> imports = new ArrayList<>();
    Map<String, String> options = new HashMap<>();
    List<Message> messages = new ArrayList<>();
    List<EnumType> enums = new ArrayList<>();
    while (peek().kind() != ProtoToken.Kind.END) {
      ProtoToken word = next();
      switch (word.text()) {
        case "syntax" -> syntax = syntax();
        case "edition" -> {
          expect("=");
          text();
          expect(";");
          syntax = ProtoDocument.Syntax.EDITION;
        }
        case "package" -> {
          packageName.append(name().value());
          expect(";");
        }
        case "import" -> {
          if (peek().is("public") || peek().is("weak") || peek().is("option")) {
            next();
          }
          ProtoToken imported = text();
          imports.add(new Located<>(imported.text(), imported.span()));
          expect(";");
        }
        case "option" -> option(options, ";");
        case "message" -> messages.add(message());
        case "enum" -> enums.add(enumType());
        case "service", "extend" -> {
          name();
          skipBlock();
        }
        case ";" -> {}
        default ->
            throw new ProtoSyntaxException(
                word.span(), "expected `message`, `enum` or `import`, got " + word.shown());
      }
    }
    return new ProtoDocument(
        file, syntax, packageName.toString(), imports, options, messages, enums);
  }

  private ProtoDocument.Syntax syntax() throws ProtoSyntaxException {
    expect("=");
    ProtoToken version = text();
    expect(";");
    return switch (version.text()) {
      case "proto2" -> ProtoDocument.Syntax.PROTO2;
      case "proto3" -> ProtoDocument.Syntax.PROTO3;
      default ->
          throw new ProtoSyntaxException(version.span(), "the syntax is \"proto2\" or \"proto3\"");
    };
  }

  private Message message() throws ProtoSyntaxException {
    return messageBody(word());
  }

  private Message messageBody(Located<String> name) throws ProtoSyntaxException {
    if (++depth > MAX_DEPTH) {
      throw new ProtoSyntaxException(name.span(), "messages are nested too deep");
    }
    expect("{");
    List<Field> fields = new ArrayList<>();
    List<Message> messages = new ArrayList<>();
    List<EnumType> enums = new ArrayList<>();
    while (!accept("}")) {
      ProtoToken first = peek();
      // A field may have a type that is called like a keyword: what follows tells.
      boolean named = ahead(1).kind() == ProtoToken.Kind.WORD;
      if (accept(";")) {
        continue;
      }
      if (named && first.is("message")) {
        next();
        messages.add(message());
      } else if (named && first.is("enum")) {
        next();
        enums.add(enumType());
      } else if (named && first.is("oneof")) {
        next();
        oneof(fields, messages);
      } else if (named && first.is("extend")) {
        next();
        name();
        skipBlock();
      } else if (first.is("option")) {
        next();
        option(new HashMap<>(), ";");
      } else if (first.is("reserved") || first.is("extensions")) {
        skipTo(";");
      } else {
        fields.add(field(null, messages));
      }
    }
    depth--;
    return new Message(name, fields, messages, enums);
  }

  private void oneof(List<Field> fields, List<Message> messages) throws ProtoSyntaxException {
    String name = word().value();
    expect("{");
    while (!accept("}")) {
      if (accept(";")) {
        continue;
      }
      if (peek().is("option")) {
        next();
        option(new HashMap<>(), ";");
      } else {
        fields.add(field(name, messages));
      }
    }
  }

  private Field field(@Nullable String oneof, List<Message> messages) throws ProtoSyntaxException {
    Label label = label();
    if (peek().is("map") && ahead(1).is("<")) {
      next();
      expect("<");
      Located<String> key = name();
      expect(",");
      Located<String> value = name();
      expect(">");
      return fieldTail(word(), value, key, label, oneof);
    }
    if (peek().is("group") && ahead(2).is("=")) {
      return group(label, oneof, messages);
    }
    Located<String> type = name();
    return fieldTail(word(), type, null, label, oneof);
  }

  private Label label() {
    for (Label label : List.of(Label.OPTIONAL, Label.REQUIRED, Label.REPEATED)) {
      if (peek().is(label.name().toLowerCase(Locale.ROOT)) && !ahead(1).is("=")) {
        at++;
        return label;
      }
    }
    return Label.NONE;
  }

  private Field fieldTail(
      Located<String> name,
      Located<String> type,
      @Nullable Located<String> mapKey,
      Label label,
      @Nullable String oneof)
      throws ProtoSyntaxException {
    expect("=");
    int number = fieldNumber();
    Map<String, String> options = new HashMap<>();
    if (accept("[")) {
      do {
        option(options, null);
      } while (accept(","));
      expect("]");
    }
    expect(";");
    return new Field(name, type, mapKey, label, number, oneof, false, options);
  }

  /** A group is a field and the declaration of its message in one. */
  private Field group(Label label, @Nullable String oneof, List<Message> messages)
      throws ProtoSyntaxException {
    next();
    Located<String> type = word();
    expect("=");
    int number = fieldNumber();
    if (peek().is("[")) {
      skipTo("]");
    }
    messages.add(messageBody(type));
    Located<String> name = new Located<>(type.value().toLowerCase(Locale.ROOT), type.span());
    return new Field(name, type, null, label, number, oneof, true, Map.of());
  }

  private int fieldNumber() throws ProtoSyntaxException {
    ProtoToken number = peek();
    long value = number();
    if (value < 1 || value > LARGEST_NUMBER) {
      throw new ProtoSyntaxException(
          number.span(), "the number of a field lies between 1 and " + LARGEST_NUMBER);
    }
    return (int) value;
  }

  private EnumType enumType() throws ProtoSyntaxException {
    Located<String> name = word();
    expect("{");
    List<EnumValue> values = new ArrayList<>();
    while (!accept("}")) {
      if (accept(";")) {
        continue;
      }
      if (peek().is("option") && !ahead(1).is("=")) {
        next();
        option(new HashMap<>(), ";");
      } else if (peek().is("reserved") && !ahead(1).is("=")) {
        skipTo(";");
      } else {
        Located<String> value = word();
        expect("=");
        values.add(new EnumValue(value.value(), (int) number()));
        if (peek().is("[")) {
          skipTo("]");
        }
        expect(";");
      }
    }
    if (values.isEmpty()) {
      throw new ProtoSyntaxException(name.span(), "enum `" + name.value() + "` has no values");
    }
    return new EnumType(name, values);
  }

  private long number() throws ProtoSyntaxException {
    boolean negative = accept("-");
    ProtoToken token = next();
    try {
      long value = Long.decode(token.text());
      return negative ? -value : value;
    } catch (NumberFormatException e) {
      throw new ProtoSyntaxException(token.span(), "expected a whole number, got " + token.shown());
    }
  }

  /** {@code name = value}, where a value in braces counts as a text that says nothing. */
  private void option(Map<String, String> options, @Nullable String end)
      throws ProtoSyntaxException {
    StringBuilder name = new StringBuilder();
    while (!peek().is("=")) {
      ProtoToken part = next();
      if (part.kind() == ProtoToken.Kind.END || part.is(";") || part.is("]")) {
        throw new ProtoSyntaxException(part.span(), "expected `=`, got " + part.shown());
      }
      name.append(part.text());
    }
    expect("=");
    StringBuilder value = new StringBuilder();
    if (peek().is("{")) {
      skipBlock();
    } else {
      if (accept("-")) {
        value.append('-');
      }
      value.append(next().text());
      while (peek().kind() == ProtoToken.Kind.TEXT) {
        value.append(next().text());
      }
    }
    options.put(name.toString(), value.toString());
    if (end != null) {
      expect(end);
    }
  }

  private void skipTo(String end) throws ProtoSyntaxException {
    while (!peek().is(end)) {
      if (next().kind() == ProtoToken.Kind.END) {
        throw unexpected(end);
      }
    }
    expect(end);
  }

  private void skipBlock() throws ProtoSyntaxException {
    expect("{");
    for (int open = 1; open > 0; ) {
      ProtoToken token = next();
      if (token.kind() == ProtoToken.Kind.END) {
        throw new ProtoSyntaxException(token.span(), "expected `}`, got the end of the file");
      }
      open += token.is("{") ? 1 : token.is("}") ? -1 : 0;
    }
  }

  /** A name with dots, perhaps with one in front. */
  private Located<String> name() throws ProtoSyntaxException {
    Span start = peek().span();
    StringBuilder name = new StringBuilder();
    if (accept(".")) {
      name.append('.');
    }
    Located<String> part = word();
    name.append(part.value());
    while (accept(".")) {
      part = word();
      name.append('.').append(part.value());
    }
    return new Located<>(name.toString(), start.to(part.span()));
  }

  private Located<String> word() throws ProtoSyntaxException {
    ProtoToken token = next();
    if (token.kind() != ProtoToken.Kind.WORD) {
      throw new ProtoSyntaxException(token.span(), "expected a name, got " + token.shown());
    }
    return new Located<>(token.text(), token.span());
  }

  private ProtoToken text() throws ProtoSyntaxException {
    ProtoToken token = next();
    if (token.kind() != ProtoToken.Kind.TEXT) {
      throw new ProtoSyntaxException(
          token.span(), "expected a text in quotes, got " + token.shown());
    }
    return token;
  }

  private ProtoToken peek() {
    return ahead(0);
  }

  private ProtoToken ahead(int count) {
    return tokens.get(Math.min(at + count, tokens.size() - 1));
  }

  private ProtoToken next() {
    ProtoToken token = peek();
    at = Math.min(at + 1, tokens.size() - 1);
    return token;
  }

  private boolean accept(String sign) {
    if (!peek().is(sign)) {
      return false;
    }
    next();
    return true;
  }

  private void expect(String sign) throws ProtoSyntaxException {
    if (!accept(sign)) {
      throw unexpected(sign);
    }
  }

  private ProtoSyntaxException unexpected(String wanted) {
    return new ProtoSyntaxException(
        peek().span(), "expected `" + wanted + "`, got " + peek().shown());
  }
}
