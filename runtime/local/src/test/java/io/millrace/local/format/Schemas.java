package io.millrace.local.format;

import io.millrace.local.format.Shape.ListOf;
import io.millrace.local.format.Shape.MapOf;
import io.millrace.local.format.Shape.Member;
import io.millrace.local.format.Shape.Rec;
import io.millrace.local.format.Shape.Scalar;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Types for decoders, of all kinds, and a pipeline that has a source of each. */
final class Schemas {
  private static final Rec PERSON =
      Rec.of(
          "Person",
          Member.required("id", Scalar.INT),
          Member.required("name", Scalar.STRING),
          Member.optional("city", Scalar.STRING));

  private static final Rec BID =
      Rec.of(
          "Bid",
          Member.required("auction", Scalar.INT),
          Member.required("price", Scalar.INT),
          Member.required("dateTime", Scalar.TIMESTAMP),
          Member.required("extra", Scalar.STRING));

  private static final Rec ITEM =
      Rec.of(
          "Item",
          Member.required("sku", Scalar.STRING),
          Member.required("quantity", Scalar.INT).or(1),
          Member.optional("tags", new ListOf(Scalar.STRING)));

  static final List<Rec> ALL =
      List.of(
          Rec.of(
              "Flat",
              Member.required("id", Scalar.STRING),
              Member.required("amount", Scalar.DOUBLE),
              Member.required("count", Scalar.INT),
              Member.required("ok", Scalar.BOOL),
              Member.required("at", Scalar.TIMESTAMP),
              Member.required("a_long_name_of_a_field", Scalar.STRING)),
          Rec.of(
              "Event",
              Member.optional("person", PERSON),
              Member.optional("bid", BID),
              Member.required("kind", Scalar.INT)),
          Rec.of(
              "Collections",
              Member.required("tags", new ListOf(Scalar.STRING)),
              Member.required("numbers", new ListOf(new ListOf(Scalar.INT))),
              Member.optional("counts", new MapOf(Scalar.DOUBLE)),
              Member.optional("items", new ListOf(ITEM)),
              Member.optional("groups", new MapOf(new ListOf(ITEM)))),
          Rec.of(
              "Numbers",
              Member.required("price", Scalar.DECIMAL),
              Member.optional("fee", Scalar.DECIMAL),
              Member.optional("prices", new ListOf(Scalar.DECIMAL)),
              Member.required("at", Scalar.MILLIS),
              Member.optional("since", Scalar.SECONDS),
              Member.required("ratio", Scalar.DOUBLE),
              Member.required("n", Scalar.INT)),
          Rec.of(
              "Optional",
              Member.optional("id", Scalar.STRING),
              Member.optional("n", Scalar.INT).before("number"),
              Member.required("level", Scalar.INT).or(7).before("grade"),
              Member.optional("ok", Scalar.BOOL),
              Member.optional("x", Scalar.DOUBLE),
              Member.optional("at", Scalar.TIMESTAMP),
              Member.optional("delay", Scalar.DURATION),
              Member.optional("data", Scalar.BYTES)),
          Rec.of(
              "Projected",
              Member.required("id", Scalar.INT).unused(),
              Member.required("city", Scalar.STRING),
              Member.required("name", Scalar.STRING).unused(),
              Member.required("price", Scalar.INT),
              Member.optional("bid", BID).unused(),
              Member.optional("note", Scalar.STRING).before("remark"),
              Member.required("at", Scalar.TIMESTAMP)));

  private Schemas() {}

  /** Has sources {@code flat-strict} and {@code flat-fast} of every type. */
  static String pipeline() {
    Map<String, String> types = new TreeMap<>();
    ALL.forEach(rec -> rec.declare(types));
    StringBuilder out =
        new StringBuilder(
            """
            apiVersion: millrace/v1
            kind: Pipeline
            name: formats
            connections:
              main: { type: kafka, bootstrap-servers: "localhost:9092" }
            types:
            """);
    types.forEach(
        (name, fields) ->
            out.append("  ").append(name).append(":\n    fields:\n").append(fields.indent(0)));
    StringBuilder operators = new StringBuilder("operators:\n");
    StringBuilder sinks = new StringBuilder("sinks:\n");
    out.append("sources:\n");
    for (Rec rec : ALL) {
      for (String mode : List.of("strict", "fast")) {
        String id = rec.name().toLowerCase(Locale.ROOT) + "-" + mode;
        List<String> kept = rec.members().stream().filter(Member::used).map(Member::name).toList();
        out.append("  %s:\n    type: kafka\n    connection: main\n    topic: t\n".formatted(id))
            .append("    format: { type: json, mode: %s }\n".formatted(mode))
            .append("    schema: %s\n".formatted(rec.name()));
        operators.append(
            "  %s-kept: { type: select, input: %s, keep: %s }\n".formatted(id, id, kept));
        sinks.append("  %s-out: { type: print, input: %s-kept }\n".formatted(id, id));
      }
    }
    return out.append(operators).append(sinks).toString();
  }
}
