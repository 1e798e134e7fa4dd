package io.millrace.runtime.connect;

import io.millrace.runtime.format.DecodeException;
import io.millrace.runtime.format.JsonNames;
import io.millrace.runtime.format.JsonReader;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A schema of Kafka Connect, as JsonConverter writes it: as much of it as is needed to know what
 * values mean. Where there is no schema, {@link #NONE} stands for all of it.
 */
public final class ConnectSchema {
  /** Of a value that nothing is known of: it stands as in plain JSON. */
  public static final ConnectSchema NONE = new ConnectSchema();

  private static final int MAX_DEPTH = 100;

  /** What the number of a time counts. */
  enum Unit {
    UNKNOWN,
    NANOS,
    MICROS,
    MILLIS,
    DAYS
  }

  private Unit unit = Unit.UNKNOWN;
  private boolean decimal;
  private String field = "";
  private int scale;
  private final Map<String, ConnectSchema> fields = new HashMap<>();
  private @Nullable ConnectSchema element;
  private @Nullable JsonNames lastNames;
  private ConnectSchema[] lastFields = {};

  private ConnectSchema() {}

  /**
   * Reads a schema.
   *
   * @throws DecodeException if it is none
   */
  static ConnectSchema parse(byte[] json, int offset, int length) throws DecodeException {
    JsonReader in = new JsonReader();
    in.reset(json, offset, length);
    JsonNames keys =
        JsonNames.of("name", "field", "fields", "items", "values", "parameters", "scale");
    return in.readNull() ? NONE : schema(in, keys, 0);
  }

  private static ConnectSchema schema(JsonReader in, JsonNames names, int depth)
      throws DecodeException {
    if (depth > MAX_DEPTH) {
      throw new DecodeException("more than " + MAX_DEPTH + " schemas within each other");
    }
    ConnectSchema schema = new ConnectSchema();
    for (int key = in.beginObject(names); key != JsonReader.END; key = in.nextField(names, key)) {
      switch (key) {
        case 0 -> schema.name(in.readNull() ? "" : in.readString());
        case 1 -> schema.field = in.readString();
        case 2 -> {
          for (boolean more = in.beginList(); more; more = in.nextElement()) {
            ConnectSchema part = schema(in, names, depth + 1);
            schema.fields.put(part.field, part);
          }
        }
        case 3, 4 -> schema.element = in.readNull() ? null : schema(in, names, depth + 1);
        case 5 -> parameters(in, names, schema);
        default -> in.skipValue();
      }
    }
    return schema;
  }

  private static void parameters(JsonReader in, JsonNames names, ConnectSchema schema)
      throws DecodeException {
    if (in.readNull()) {
      return;
    }
    for (int key = in.beginObject(names); key != JsonReader.END; key = in.nextField(names, key)) {
      if (key == 6) {
        String text = in.readString();
        try {
          schema.scale = Integer.parseInt(text);
        } catch (NumberFormatException e) {
          throw new DecodeException("the scale of a decimal is `" + text + "`");
        }
      } else {
        in.skipValue();
      }
    }
  }

  /** The schema of a field. */
  ConnectSchema field(String fieldName) {
    return fields.getOrDefault(fieldName, NONE);
  }

  /** The schemas of the fields of a table, by their index; of unknown ones {@link #NONE}. */
  public ConnectSchema[] fields(JsonNames names) {
    if (names != lastNames) {
      ConnectSchema[] found = new ConnectSchema[names.size()];
      Arrays.setAll(found, i -> field(names.name(i)));
      if (this == NONE) {
        return found; // shared by all threads
      }
      lastFields = found;
      lastNames = names;
    }
    return lastFields;
  }

  /** The schema of the elements of a list, or the values of a map. */
  public ConnectSchema element() {
    return element == null ? NONE : element;
  }

  private void name(String name) {
    decimal = name.equals("org.apache.kafka.connect.data.Decimal");
    unit =
        switch (name) {
          case "org.apache.kafka.connect.data.Timestamp",
              "org.apache.kafka.connect.data.Time",
              "io.debezium.time.Timestamp",
              "io.debezium.time.Time" ->
              Unit.MILLIS;
          case "io.debezium.time.MicroTimestamp",
              "io.debezium.time.MicroTime",
              "io.debezium.time.MicroDuration" ->
              Unit.MICROS;
          case "io.debezium.time.NanoTimestamp",
              "io.debezium.time.NanoTime",
              "io.debezium.time.NanoDuration" ->
              Unit.NANOS;
          case "org.apache.kafka.connect.data.Date", "io.debezium.time.Date" -> Unit.DAYS;
          default -> Unit.UNKNOWN;
        };
  }

  boolean isDecimal() {
    return decimal;
  }

  int scale() {
    return scale;
  }

  /** What a number counts that is a time, a date, or a span of time. */
  Unit unit() {
    return unit;
  }
}
