package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.DidYouMean;
import io.millrace.compiler.diag.FormatCode;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.model.TypeDecl;
import io.millrace.compiler.proto.ProtoDocument;
import io.millrace.compiler.types.RecordType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A type that a message of a {@code .proto} file declares. */
final class ProtoTypes {
  private final Resolution resolution;
  private final TypeDecl.File file;
  private final TypeDecl.Message wanted;

  ProtoTypes(Resolution resolution, TypeDecl.File file, TypeDecl.Message wanted) {
    this.resolution = resolution;
    this.file = file;
    this.wanted = wanted;
  }

  /** The record type; null after a report. */
  @Nullable RecordType read(
      String className, @Nullable String library, UnaryOperator<String> classNames) {
    Path path = resolution.files.find(file.name(), file.path(), resolution.out);
    if (path == null) {
      return null;
    }
    ProtoSymbols symbols = new ProtoSymbols(resolution.files, file.path(), resolution.out);
    ProtoDocument document = symbols.load(path);
    ProtoSymbols.Symbol symbol = document == null ? null : symbol(symbols, document);
    if (symbol == null || symbol.message() == null || !namesFields(symbol.message())) {
      return null;
    }
    ProtoFile.Row row =
        new ProtoFile(symbols, file.path(), library, classNames, resolution.out)
            .read(symbol, className, names(wanted.required()), names(wanted.omitted()));
    if (row == null) {
      return null;
    }
    resolution.protoMessages.put(row.type().name(), row.message());
    return row.type();
  }

  private static Set<String> names(List<Located<String>> names) {
    Set<String> out = new HashSet<>();
    names.forEach(name -> out.add(name.value()));
    return out;
  }

  private ProtoSymbols.@Nullable Symbol symbol(ProtoSymbols symbols, ProtoDocument document) {
    String name = wanted.name().value();
    String full = symbols.resolve(name, document.packageName());
    ProtoSymbols.Symbol found = symbols.get(full);
    if (found != null && found.message() != null) {
      return found;
    }
    String prefix = document.packageName() + ".";
    List<String> known = new ArrayList<>();
    for (String message : symbols.messages()) {
      known.add(message.startsWith(prefix) ? message.substring(prefix.length()) : message);
    }
    String close = DidYouMean.closest(name, known);
    resolution.out.add(
        Diagnostic.of(
                FormatCode.REF072,
                wanted.name().span(),
                file.path(),
                file.name().value() + " declares no message `" + name + "`")
            .withLabel(close == null ? "" : "did you mean `" + close + "`?")
            .withHelp(
                close == null && !known.isEmpty() && known.size() <= 12
                    ? "there are: " + String.join(", ", known)
                    : null));
    return null;
  }

  private boolean namesFields(ProtoDocument.Message message) {
    List<String> known = message.fields().stream().map(field -> field.name().value()).toList();
    boolean sound = true;
    List<Located<String>> all = new ArrayList<>(wanted.required());
    all.addAll(wanted.omitted());
    for (Located<String> name : all) {
      if (!known.contains(name.value())) {
        sound = false;
        String close = DidYouMean.closest(name.value(), known);
        resolution.out.add(
            Diagnostic.of(
                    FormatCode.REF073,
                    name.span(),
                    file.path(),
                    "message `" + message.name().value() + "` has no field `" + name.value() + "`")
                .withLabel(close == null ? "" : "did you mean `" + close + "`?"));
      }
    }
    return sound;
  }
}
