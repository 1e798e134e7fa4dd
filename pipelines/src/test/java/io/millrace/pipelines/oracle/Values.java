package io.millrace.pipelines.oracle;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Random values. Doubles are quarters and far from the limits, so that sums are exact in every
 * order.
 */
final class Values {
  /** Half a year before the tests were written: neither expired nor from the future. */
  static final long START = 1_777_593_600_000L;

  private static final List<String> TEXTS =
      List.of("alpha", "b", "Gamma ray", "it's", "q\"uote", "x;y,z", "日本", "a\\b", "${x}", "42");

  private final Random random;

  Values(Random random) {
    this.random = random;
  }

  /** One of the column's type; null at times for a nullable one. */
  @Nullable Object of(Col column) {
    return column.nullable() && random.nextInt(3) == 0 ? null : of(column.type(), column.form());
  }

  private Object of(Ty type, String form) {
    if (type instanceof Ty.ListOf list) {
      List<Object> values = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        values.add(of(list.element(), "iso"));
      }
      return values;
    }
    if (type instanceof Ty.MapOf map) {
      Map<String, Object> values = new LinkedHashMap<>();
      for (String key : List.of("x", "y", "z z")) {
        if (random.nextBoolean()) {
          values.put(key, of(map.value(), "iso"));
        }
      }
      return values;
    }
    if (type instanceof Ty.Rec rec) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      rec.columns().forEach(c -> values.put(c.name(), of(c)));
      return values;
    }
    return switch ((Ty.Scalar) type) {
      case BOOL -> random.nextBoolean();
      case INT -> (long) random.nextInt(20) - 5;
      case DOUBLE -> random.nextInt(400) / 4.0 - 20.0;
      case STRING -> TEXTS.get(random.nextInt(TEXTS.size()));
      case BYTES -> TEXTS.get(random.nextInt(TEXTS.size())).getBytes(StandardCharsets.UTF_8);
      case DURATION -> random.nextInt(100_000) * 1_250_000L;
      case TIMESTAMP -> {
        long seconds = START / 1000 + random.nextInt(1_000_000);
        yield switch (form) {
          case "seconds" -> seconds * 1_000_000;
          case "millis" -> seconds * 1_000_000 + random.nextInt(1000) * 1000L;
          default -> seconds * 1_000_000 + random.nextInt(1_000_000);
        };
      }
    };
  }
}
