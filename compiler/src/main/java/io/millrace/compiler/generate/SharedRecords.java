package io.millrace.compiler.generate;

import io.millrace.compiler.generate.record.RecordSpec;
import io.millrace.compiler.generate.record.RecordWriter;
import io.millrace.compiler.generate.text.JavaFile;
import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.MapType;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The classes of the types of libraries. Their text depends on the type alone, so that all
 * pipelines that are built together share one class.
 */
public final class SharedRecords {
  private SharedRecords() {}

  /** The classes of some types of one library. */
  public static List<JavaFile> write(Collection<RecordType> types, String basePackage) {
    List<JavaFile> files = new ArrayList<>();
    for (RecordType type : types) {
      files.add(addImports(write(type, basePackage), type, basePackage));
    }
    return files;
  }

  /** The class of a type, which does not yet import those that are nested in it. */
  static JavaFile write(RecordType type, String basePackage) {
    String library = type.library();
    if (library == null) {
      throw new IllegalArgumentException("of no library: " + type.name());
    }
    // Any of them may be what a source emits, perhaps in another pipeline.
    return RecordWriter.write(
        RecordSpec.of(
            "library " + library,
            PackageNames.ofLibrary(basePackage, library),
            type,
            RecordSpec.Kind.SOURCE_ROW));
  }

  private static JavaFile addImports(JavaFile file, RecordType type, String basePackage) {
    List<RecordType> nested = new ArrayList<>();
    type.fields().forEach(field -> collect(field.type(), nested));
    return new SharedImports(nested, basePackage).addTo(file);
  }

  private static void collect(Type type, List<RecordType> into) {
    if (type instanceof RecordType record) {
      into.add(record);
    } else if (type instanceof ListType list) {
      collect(list.element(), into);
    } else if (type instanceof MapType map) {
      collect(map.value(), into);
    }
  }
}
