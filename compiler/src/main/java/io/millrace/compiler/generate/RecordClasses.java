package io.millrace.compiler.generate;

import io.millrace.compiler.generate.record.RecordSpec;
import io.millrace.compiler.generate.record.RecordWriter;
import io.millrace.compiler.generate.record.StoredField;
import io.millrace.compiler.generate.text.JavaFile;
import io.millrace.compiler.javatext.JavaIdentifiers;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.MapType;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The record classes of a pipeline, each once, with all records nested in them. */
final class RecordClasses {
  private final JobContext job;
  private final Map<String, RecordType> rows = new LinkedHashMap<>();
  private final Set<String> sourceRows = new HashSet<>();
  private final Set<String> updatingRows = new HashSet<>();
  private final List<RecordSpec> others = new ArrayList<>();

  RecordClasses(JobContext job) {
    this.job = job;
  }

  /** The simple class name of a row. */
  String use(RecordType row) {
    if (rows.putIfAbsent(row.name(), row) == null) {
      row.fields().forEach(field -> useNested(field.type()));
    }
    return JavaIdentifiers.type(row.name());
  }

  private void useNested(Type type) {
    if (type instanceof RecordType record) {
      use(record);
    } else if (type instanceof ListType list) {
      useNested(list.element());
    } else if (type instanceof MapType map) {
      useNested(map.value());
    }
  }

  /** Marks the rows of a source that may emit bad records too. */
  void markSourceRow(RecordType row) {
    sourceRows.add(row.name());
  }

  /** Marks rows that carry the kind of their change. */
  void markUpdating(RecordType row) {
    updatingRows.add(row.name());
  }

  boolean isUpdating(RecordType row) {
    return updatingRows.contains(row.name());
  }

  /** Rows whose classes stand in the packages of libraries. */
  List<RecordType> shared() {
    return rows.values().stream().filter(this::isShared).toList();
  }

  /** Updating rows carry a change kind, which the class of a library has no place for. */
  private boolean isShared(RecordType row) {
    return row.library() != null && !updatingRows.contains(row.name());
  }

  /** A key or accumulator class. */
  void add(String className, RecordSpec.Kind kind, List<StoredField> fields) {
    others.add(new RecordSpec(job.source(), job.packageName, className, className, kind, fields));
  }

  List<JavaFile> write() {
    List<JavaFile> files = new ArrayList<>();
    for (RecordType row : rows.values()) {
      if (isShared(row)) {
        files.add(SharedRecords.write(row, job.basePackage));
        continue;
      }
      List<StoredField> fields = new ArrayList<>();
      if (updatingRows.contains(row.name())) {
        fields.add(StoredField.changeKind());
      }
      for (Field field : row.fields()) {
        fields.add(StoredField.of(field));
      }
      RecordSpec.Kind kind =
          sourceRows.contains(row.name()) ? RecordSpec.Kind.SOURCE_ROW : RecordSpec.Kind.ROW;
      files.add(
          RecordWriter.write(
              new RecordSpec(
                  job.source(),
                  job.packageName,
                  JavaIdentifiers.type(row.name()),
                  row.name(),
                  kind,
                  fields)));
    }
    others.forEach(spec -> files.add(RecordWriter.write(spec)));
    return files;
  }
}
