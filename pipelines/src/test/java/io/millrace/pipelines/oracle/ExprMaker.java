package io.millrace.pipelines.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.pipelines.oracle.Ty.Scalar;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Random expressions over the columns of a row, none of which fails. */
final class ExprMaker {
  /** The value of {@code param.limit}. */
  static final long LIMIT = 4;

  private final Random random;
  private final List<Col> columns;

  ExprMaker(Random random, List<Col> columns) {
    this.random = random;
    this.columns = columns;
  }

  /** A field as it is; nullable if the field is. */
  static Expr field(Col column) {
    return new Expr(column.name(), column.type(), column.nullable(), r -> r.get(column.name()));
  }

  /** Any column that is there, or null. */
  @Nullable Col pick(Ty type, boolean nullable) {
    List<Col> fitting =
        columns.stream().filter(c -> c.type().equals(type) && c.nullable() == nullable).toList();
    return fitting.isEmpty() ? null : fitting.get(random.nextInt(fitting.size()));
  }

  private @Nullable Expr read(Ty type) {
    Col column = pick(type, false);
    if (column != null) {
      String cel = random.nextInt(4) == 0 ? "row." + column.name() : column.name();
      return new Expr(cel, type, false, r -> r.get(column.name()));
    }
    return null;
  }

  private static Expr of(String cel, Ty type, Function<Row, @Nullable Object> value) {
    return new Expr(cel, type, false, value);
  }

  private Expr made(
      String format, Ty type, Expr a, Expr b, java.util.function.BinaryOperator<Object> value) {
    return of(format.formatted(a.cel(), b.cel()), type, r -> value.apply(a.of(r), b.of(r)));
  }

  private Expr made(String format, Ty type, Expr a, java.util.function.UnaryOperator<Object> f) {
    return of(format.formatted(a.cel()), type, r -> f.apply(a.of(r)));
  }

  /** Of a scalar type, always there. */
  Expr of(Ty type, int depth) {
    return switch ((Scalar) type) {
      case BOOL -> condition(depth);
      case INT -> integer(depth);
      case DOUBLE -> real(depth);
      case STRING -> text(depth);
      case BYTES -> bytes(depth);
      case TIMESTAMP -> time(depth);
      case DURATION -> duration(depth);
    };
  }

  Expr condition(int depth) {
    if (depth > 1) {
      int choice = random.nextInt(5);
      Expr a = condition(depth - 1);
      Expr b = condition(depth - 1);
      switch (choice) {
        case 0 -> {
          return made("(%s) && (%s)", Scalar.BOOL, a, b, (x, y) -> (Boolean) x && (Boolean) y);
        }
        case 1 -> {
          return made("(%s) || (%s)", Scalar.BOOL, a, b, (x, y) -> (Boolean) x || (Boolean) y);
        }
        case 2 -> {
          return made("!(%s)", Scalar.BOOL, a, x -> !(Boolean) x);
        }
        default -> {}
      }
    }
    List<Expr> choices = new ArrayList<>();
    Expr n = integer(1);
    long bound = random.nextInt(12) - 2;
    choices.add(made("%s > " + bound, Scalar.BOOL, n, x -> (Long) x > bound));
    choices.add(made("%s %% 3 != 1", Scalar.BOOL, n, x -> (Long) x % 3 != 1));
    choices.add(made("%s <= param.limit", Scalar.BOOL, n, x -> (Long) x <= LIMIT));
    Expr t = text(1);
    choices.add(made("%s.contains('a')", Scalar.BOOL, t, x -> ((String) x).contains("a")));
    choices.add(
        made(
            "%s in ['b', '日本', \"it's\"]",
            Scalar.BOOL, t, x -> List.of("b", "日本", "it's").contains(x)));
    choices.add(made("%s < 7.5", Scalar.BOOL, real(1), x -> (Double) x < 7.5));
    Col optional = pick(Scalar.INT, true);
    if (optional != null) {
      String name = optional.name();
      choices.add(of("has(" + name + ")", Scalar.BOOL, r -> r.get(name) != null));
      choices.add(
          of(
              "has(" + name + ") && " + name + " >= 0",
              Scalar.BOOL,
              r -> r.get(name) instanceof Long v && v >= 0));
    }
    for (Col column : columns) {
      String name = column.name();
      if (column.nullable()) {
        continue;
      }
      if (column.type() instanceof Ty.ListOf list && list.element() == Scalar.INT) {
        choices.add(
            of(
                name + ".exists(e, e > 3)",
                Scalar.BOOL,
                r -> list(r, name).stream().anyMatch(e -> (Long) e > 3)));
      } else if (column.type() instanceof Ty.MapOf) {
        choices.add(of("'x' in " + name, Scalar.BOOL, r -> map(r, name).containsKey("x")));
      } else if (column.type() == Scalar.BOOL) {
        choices.add(field(column));
      } else if (column.type() == Scalar.TIMESTAMP) {
        choices.add(
            of(
                name + " < timestamp('2026-05-01T00:30:00Z')",
                Scalar.BOOL,
                r -> (Long) r.get(name) < (Values.START + 1_800_000) * 1000));
      }
    }
    return choices.get(random.nextInt(choices.size()));
  }

  private Expr integer(int depth) {
    if (depth > 1) {
      Expr a = integer(depth - 1);
      Expr b = integer(depth - 1);
      switch (random.nextInt(6)) {
        case 0 -> {
          return made("(%s) + (%s)", Scalar.INT, a, b, (x, y) -> (Long) x + (Long) y);
        }
        case 1 -> {
          return made("(%s) - (%s)", Scalar.INT, a, b, (x, y) -> (Long) x - (Long) y);
        }
        case 2 -> {
          return made("(%s) / 3", Scalar.INT, a, x -> (Long) x / 3);
        }
        case 3 -> {
          Expr c = condition(1);
          return of(
              "(" + c.cel() + ") ? (" + a.cel() + ") : (" + b.cel() + ")",
              Scalar.INT,
              r -> c.holds(r) ? a.of(r) : b.of(r));
        }
        default -> {}
      }
    }
    List<Expr> choices = new ArrayList<>();
    Expr read = read(Scalar.INT);
    if (read != null) {
      choices.add(read);
      choices.add(made("%s * 2", Scalar.INT, read, x -> (Long) x * 2));
    }
    Col optional = pick(Scalar.INT, true);
    if (optional != null) {
      String name = optional.name();
      choices.add(
          of(
              name + ".orValue(7)",
              Scalar.INT,
              r -> r.get(name) == null ? (Object) 7L : r.get(name)));
    }
    for (Col column : columns) {
      String name = column.name();
      if (column.nullable()) {
        continue;
      }
      if (column.type() instanceof Ty.ListOf) {
        choices.add(of("size(" + name + ")", Scalar.INT, r -> (long) list(r, name).size()));
      } else if (column.type() instanceof Ty.MapOf) {
        choices.add(of(name + ".size()", Scalar.INT, r -> (long) map(r, name).size()));
      } else if (column.type() == Scalar.STRING) {
        choices.add(of("size(" + name + ")", Scalar.INT, r -> (long) string(r, name).length()));
      } else if (column.type() == Scalar.TIMESTAMP) {
        choices.add(
            of(
                name + ".getMinutes()",
                Scalar.INT,
                r ->
                    (long)
                        Instant.ofEpochSecond((Long) r.get(name) / 1_000_000)
                            .atZone(ZoneOffset.UTC)
                            .getMinute()));
      } else if (column.type() instanceof Ty.Rec) {
        choices.add(of(name + ".code", Scalar.INT, r -> map(r, name).get("code")));
      }
    }
    if (choices.isEmpty()) {
      return of("3", Scalar.INT, r -> 3L);
    }
    return choices.get(random.nextInt(choices.size()));
  }

  private Expr real(int depth) {
    Expr read = read(Scalar.DOUBLE);
    if (read != null && (depth == 1 || random.nextBoolean())) {
      return read;
    }
    if (depth > 1 && read != null && random.nextBoolean()) {
      return made("%s + 0.25", Scalar.DOUBLE, read, x -> (Double) x + 0.25);
    }
    return made("double(%s) * 0.5", Scalar.DOUBLE, integer(1), x -> (Long) x * 0.5);
  }

  private Expr text(int depth) {
    Expr read = read(Scalar.STRING);
    if (read == null || (depth > 1 && random.nextInt(4) == 0)) {
      return made("('n' + string(%s))", Scalar.STRING, integer(1), x -> "n" + x);
    }
    if (depth > 1) {
      switch (random.nextInt(5)) {
        case 0 -> {
          return made("%s.upperAscii()", Scalar.STRING, read, x -> upper((String) x));
        }
        case 1 -> {
          return made("%s + '-' + %s", Scalar.STRING, read, text(1), (x, y) -> x + "-" + y);
        }
        case 2 -> {
          return made("%s.substring(0, 1)", Scalar.STRING, read, x -> ((String) x).substring(0, 1));
        }
        case 3 -> {
          Col optional = pick(Scalar.STRING, true);
          if (optional != null) {
            String name = optional.name();
            return of(
                name + ".orValue('none')",
                Scalar.STRING,
                r -> r.get(name) == null ? "none" : r.get(name));
          }
        }
        default -> {}
      }
    }
    return read;
  }

  private Expr bytes(int depth) {
    Expr read = read(Scalar.BYTES);
    return read != null
        ? read
        : made("bytes(%s)", Scalar.BYTES, text(depth), x -> ((String) x).getBytes(UTF_8));
  }

  private Expr time(int depth) {
    Expr read = read(Scalar.TIMESTAMP);
    if (read == null) {
      return made(
          "timestamp('2026-05-01T00:00:01Z')"
              + " + (size(string(%s)) > 1 ? duration('1h') : duration('2h'))",
          Scalar.TIMESTAMP,
          integer(1),
          x ->
              (Values.START + 1000 + (x.toString().length() > 1 ? 3_600_000L : 7_200_000L)) * 1000);
    }
    return depth == 1
        ? read
        : made("%s + duration('90s')", Scalar.TIMESTAMP, read, x -> (Long) x + 90_000_000);
  }

  private Expr duration(int depth) {
    Expr read = read(Scalar.DURATION);
    if (read != null) {
      return read;
    }
    return made(
        "%s - timestamp('2026-04-30T23:00:00Z')",
        Scalar.DURATION, time(depth), x -> (Long) x - (Values.START - 3_600_000) * 1000);
  }

  /** Base64 of bytes, as a text: what may stand in a raw record of text. */
  static Expr base64(Expr bytes) {
    return of(
        "base64.encode(" + bytes.cel() + ")",
        Scalar.STRING,
        r -> Base64.getEncoder().encodeToString((byte[]) bytes.of(r)));
  }

  /** Letters of ASCII alone. */
  private static String upper(String text) {
    StringBuilder upper = new StringBuilder();
    text.chars().forEach(c -> upper.append((char) (c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c)));
    return upper.toString();
  }

  private static String string(Row row, String name) {
    return String.valueOf(row.get(name));
  }

  @SuppressWarnings("unchecked") // Values are as their type says.
  private static List<Object> list(Row row, String name) {
    return (List<Object>) row.get(name);
  }

  @SuppressWarnings("unchecked") // Values are as their type says.
  private static Map<String, @Nullable Object> map(Row row, String name) {
    return (Map<String, @Nullable Object>) row.get(name);
  }
}
