package io.millrace.compiler.generate.record;

import io.millrace.compiler.javatext.JavaIdentifiers;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.MapType;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.TimestampForm;
import io.millrace.compiler.types.Type;
import java.util.ArrayList;
import java.util.List;

/** Record types for tests. */
public final class Samples {
  public static final String PACKAGE = "io.example.shop";

  public static final RecordType ADDRESS =
      new RecordType(
          "Address",
          List.of(
              Field.of("city", ScalarType.STRING, false), Field.of("zip", ScalarType.INT, true)));

  /** A record with every type, nullable and not. */
  public static final RecordType PAYMENT =
      new RecordType(
          "Payment",
          List.of(
              Field.of("account", ScalarType.STRING, false),
              Field.of("amount", ScalarType.DOUBLE, false),
              Field.of("count", ScalarType.INT, true),
              Field.of("ok", ScalarType.BOOL, false),
              Field.of("checked", ScalarType.BOOL, true),
              Field.of("at", ScalarType.TIMESTAMP, false),
              new Field(
                  "seen",
                  "seenAt",
                  ScalarType.TIMESTAMP,
                  true,
                  null,
                  List.of("seen_at"),
                  TimestampForm.MILLIS),
              Field.of("took", ScalarType.DURATION, true),
              Field.of("note", ScalarType.STRING, true),
              Field.of("payload", ScalarType.BYTES, true),
              new Field(
                  "rate", "rate", ScalarType.DOUBLE, false, 1.5, List.of("r"), TimestampForm.ISO),
              Field.of("in", ScalarType.INT, true),
              Field.of("class", ScalarType.STRING, true),
              Field.of("tags", new ListType(ScalarType.STRING), false),
              Field.of("counts", new MapType(ScalarType.INT), true),
              Field.of("matrix", new ListType(new ListType(ScalarType.DOUBLE)), true),
              Field.of("home", ADDRESS, false),
              Field.of("work", ADDRESS, true),
              Field.of("previous", new ListType(ADDRESS), true)));

  /** A record with names that Java takes, or that generated code could use itself. */
  public static final RecordType NAMES = names();

  private Samples() {}

  /** Distinct values in an accumulator. */
  static StoredField distinct(String name, Type element, String... filters) {
    return new StoredField(
        JavaIdentifiers.field(name),
        name,
        new StoredType.DistinctOf(element, List.of(filters)),
        false,
        null,
        List.of());
  }

  private static RecordType names() {
    List<Field> fields = new ArrayList<>();
    for (String name :
        List.of(
            "class",
            "TYPE",
            "SCHEMA",
            "hashCode",
            "toString",
            "other",
            "that",
            "result",
            "value",
            "in",
            "out",
            "flags",
            "flags0",
            "count",
            "values",
            "element",
            "i",
            "from",
            "to",
            "_",
            "missing",
            "missing0",
            "field",
            "row",
            "begin",
            "more",
            "Serializer",
            "record",
            "var",
            "yield",
            "sealed",
            "equals",
            "bytes",
            "offset",
            "length",
            "decode",
            "write")) {
      fields.add(Field.of(name, ScalarType.STRING, true));
      fields.add(Field.of(name + "2", ScalarType.INT, true));
      fields.add(Field.of(name + "3", ScalarType.BYTES, false));
    }
    return new RecordType("Names", fields.subList(0, 105));
  }
}
