package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.Outcome;
import io.millrace.compiler.diag.ReuseCode;
import io.millrace.compiler.proto.ProtoDocument;
import io.millrace.compiler.proto.ProtoParser;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The messages and enums of a {@code .proto} file and of those that it imports, by full name. */
final class ProtoSymbols {
  /** What comes with the compiler of Protocol Buffers; what rows have of it is known by name. */
  private static final String BUILT_IN = "google/protobuf/";

  /** Files of annotations, which say nothing about bytes. */
  private static final List<String> ANNOTATIONS =
      List.of("google/api/", "buf/validate/", "validate/", "gogoproto/", "protoc-gen-openapiv2/");

  /**
   * A declared type: one of the two is there.
   *
   * @param fullName without a dot in front
   */
  record Symbol(
      String fullName,
      ProtoDocument document,
      ProtoDocument.@Nullable Message message,
      ProtoDocument.@Nullable EnumType values) {}

  private final SchemaFiles files;
  private final String path;
  private final Diagnostics out;
  private final Map<String, Symbol> symbols = new LinkedHashMap<>();
  private final Set<Path> read = new HashSet<>();

  /**
   * An empty table.
   *
   * @param path the place in the pipeline that names the file
   */
  ProtoSymbols(SchemaFiles files, String path, Diagnostics out) {
    this.files = files;
    this.path = path;
    this.out = out;
  }

  /** Reads a file and its imports; null after a report. */
  @Nullable ProtoDocument load(Path file) {
    read.add(file);
    Outcome<ProtoDocument> parsed = ProtoParser.parse(files.text(file), path);
    out.addAll(parsed.diagnostics());
    if (!parsed.isOk()) {
      return null;
    }
    ProtoDocument document = parsed.get();
    boolean sound = true;
    for (Located<String> name : document.imports()) {
      sound &= imported(file, name);
    }
    String prefix = document.packageName().isEmpty() ? "" : document.packageName() + ".";
    declare(prefix, document, document.messages(), document.enums());
    return sound ? document : null;
  }

  private boolean imported(Path file, Located<String> name) {
    Path found = files.tree().findAbove(file, name.value());
    if (found == null) {
      boolean known =
          name.value().startsWith(BUILT_IN)
              || ANNOTATIONS.stream().anyMatch(name.value()::startsWith);
      if (!known) {
        out.add(
            Diagnostic.of(
                    ReuseCode.REF037, name.span(), path, "there is no file `" + name.value() + "`")
                .withHelp(
                    "imports are looked for beside the file that imports them, and from the"
                        + " directories above"));
      }
      return known;
    }
    return read.contains(found) || load(found) != null;
  }

  private void declare(
      String prefix,
      ProtoDocument document,
      List<ProtoDocument.Message> messages,
      List<ProtoDocument.EnumType> enums) {
    for (ProtoDocument.Message message : messages) {
      String name = prefix + message.name().value();
      symbols.put(name, new Symbol(name, document, message, null));
      declare(name + ".", document, message.messages(), message.enums());
    }
    for (ProtoDocument.EnumType values : enums) {
      String name = prefix + values.name().value();
      symbols.put(name, new Symbol(name, document, null, values));
    }
  }

  /** The full names of all messages. */
  List<String> messages() {
    return symbols.values().stream()
        .filter(symbol -> symbol.message() != null)
        .map(Symbol::fullName)
        .toList();
  }

  @Nullable Symbol get(String fullName) {
    return symbols.get(fullName);
  }

  /**
   * The full name that a name has inside of a scope: that of the innermost scope that knows it, as
   * in C++; without a dot in front. A name that nothing declares is taken as it is.
   */
  String resolve(String name, String scope) {
    if (name.startsWith(".")) {
      return name.substring(1);
    }
    String at = scope;
    while (true) {
      String full = at.isEmpty() ? name : at + "." + name;
      if (symbols.containsKey(full)) {
        return full;
      }
      if (at.isEmpty()) {
        return name;
      }
      at = at.contains(".") ? at.substring(0, at.lastIndexOf('.')) : "";
    }
  }
}
