package io.millrace.compiler.resolve;

import io.millrace.compiler.model.LibraryDecl;
import io.millrace.compiler.plan.ProtoMessage;
import io.millrace.compiler.types.RecordType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A library whose types are known.
 *
 * @param types its own record types by their names, exported or not
 * @param imports the libraries that it imports
 * @param avroSchemas schemas of Avro that declare types, by the names of the records
 * @param protoMessages how types stand in Protocol Buffers, by the names of the records
 */
public record Library(
    LibraryDecl decl,
    Map<String, RecordType> types,
    List<Library> imports,
    Map<String, String> avroSchemas,
    Map<String, ProtoMessage> protoMessages) {
  public Library {
    types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
    imports = List.copyOf(imports);
    avroSchemas = Map.copyOf(avroSchemas);
    protoMessages = Map.copyOf(protoMessages);
  }

  public String name() {
    return decl.name().value();
  }

  /** It and all that it imports, directly or through others. */
  Set<Library> closure() {
    Set<Library> all = new LinkedHashSet<>();
    collect(all);
    return all;
  }

  private void collect(Set<Library> into) {
    if (into.add(this)) {
      imports.forEach(library -> library.collect(into));
    }
  }
}
