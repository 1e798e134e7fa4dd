package io.millrace.pipelines;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.local.kafka.TopicRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Rows of JSON in a form in which equal rows are equal texts. */
public final class NexmarkRows {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");

  private NexmarkRows() {}

  /** The rows that are left when every record with a key replaced, or deleted, the one before. */
  static List<String> materialized(List<TopicRecord> records) {
    Map<String, String> byKey = new LinkedHashMap<>();
    List<String> rows = new ArrayList<>();
    for (TopicRecord record : records) {
      String value = record.valueText();
      if (record.keyText() == null) {
        rows.add(String.valueOf(value));
      } else if (value == null) {
        byKey.remove(record.keyText());
      } else {
        byKey.put(record.keyText(), value);
      }
    }
    rows.addAll(byKey.values());
    return sorted(rows);
  }

  /** The rows in their canonical form, sorted. */
  public static List<String> sorted(List<String> rows) {
    return rows.stream().map(NexmarkRows::canonical).sorted().toList();
  }

  private static String canonical(String row) {
    try {
      Map<String, String> fields = new TreeMap<>();
      JsonNode node = JSON.readTree(row);
      node.properties().forEach(f -> fields.put(f.getKey(), text(f.getValue(), row)));
      return fields.toString();
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + row, e);
    }
  }

  private static String text(JsonNode value, String row) {
    if (value.isTextual() && TIME.matcher(value.textValue()).matches()) {
      return Instant.parse(value.textValue()).toString();
    }
    // A number's text as it was written: the digits of a decimal count.
    return value.isFloatingPointNumber() ? numberText(value, row) : value.toString();
  }

  private static String numberText(JsonNode value, String row) {
    String shortest = value.decimalValue().toString();
    // Jackson reads a fraction as a double, which loses trailing zeros.
    int at = row.indexOf(":" + shortest);
    int end = at + 1;
    while (at >= 0 && end < row.length() && "0123456789.-+eE".indexOf(row.charAt(end)) >= 0) {
      end++;
    }
    return at < 0 ? shortest : row.substring(at + 1, end);
  }
}
