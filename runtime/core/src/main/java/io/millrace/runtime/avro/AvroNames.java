package io.millrace.runtime.avro;

import io.millrace.runtime.format.DecodeException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields that a decoder wants of a record, and where they stand in what writers wrote. Fields
 * are found by name, else by an alias; the order of the writer is that of the bytes.
 */
public final class AvroNames implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What a field of the writer becomes that nobody wants. */
  private static final int SKIPPED = -1;

  private final String[][] names;
  private transient @Nullable Map<AvroSchema, int[]> targets;
  private transient @Nullable AvroSchema last;
  private transient int @Nullable [] lastTargets;

  private AvroNames(String[][] names) {
    this.names = names;
  }

  /** One entry a wanted field: its name, and behind a comma each its aliases. */
  public static AvroNames of(String... fields) {
    String[][] names = new String[fields.length][];
    for (int i = 0; i < fields.length; i++) {
      names[i] = spellings(fields[i]);
    }
    return new AvroNames(names);
  }

  private static String[] spellings(String field) {
    List<String> out = new ArrayList<>();
    int from = 0;
    for (int comma = field.indexOf(','); comma >= 0; comma = field.indexOf(',', from)) {
      out.add(field.substring(from, comma));
      from = comma + 1;
    }
    out.add(field.substring(from));
    return out.toArray(new String[0]);
  }

  /** For each field of the writer's record the index of the wanted field, or -1 to skip it. */
  public int[] targets(AvroSchema record) {
    int[] found = lastTargets;
    if (found == null || record != last) {
      found = remembered(record);
      last = record;
      lastTargets = found;
    }
    return found;
  }

  /** Schemas are found by being the same object: an id's schema is parsed once a task. */
  private int[] remembered(AvroSchema record) {
    Map<AvroSchema, int[]> known = targets;
    if (known == null) {
      known = new HashMap<>();
      targets = known;
    }
    return known.computeIfAbsent(record, this::resolve);
  }

  private int[] resolve(AvroSchema record) {
    List<String> written = record.fieldNames;
    int[] out = new int[written.size()];
    Arrays.fill(out, SKIPPED);
    for (int i = 0; i < names.length; i++) {
      for (String name : names[i]) {
        int at = written.indexOf(name);
        if (at >= 0) {
          out[at] = i;
          break;
        }
      }
    }
    return out;
  }

  /** An error of a field, with the field's name in front. */
  public static DecodeException at(AvroSchema record, int field, DecodeException error) {
    String name = field < record.fieldCount() ? record.fieldNames.get(field) : "";
    String message = error.getMessage();
    if (name.isEmpty()) {
      return error;
    }
    return new DecodeException(
        message.startsWith("field ")
            ? "field " + name + "." + message.substring("field ".length())
            : "field " + name + ": " + message);
  }

  /** The names of the fields that are missing, for a message. */
  String missing(int firstIndex, long bits) {
    List<String> out = new ArrayList<>();
    for (int i = 0; i < Long.SIZE; i++) {
      if ((bits & (1L << i)) != 0) {
        out.add(names[firstIndex + i][0]);
      }
    }
    return String.join(", ", out);
  }
}
