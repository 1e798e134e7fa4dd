package io.millrace.local.format;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a value of a document is: the same is written as YAML and read with Jackson. */
sealed interface Shape {
  /** The type as a pipeline names it. */
  String type();

  /** Single values. */
  enum Scalar implements Shape {
    BOOL("bool"),
    INT("int"),
    DOUBLE("double"),
    DECIMAL("decimal(12,3)"),
    STRING("string"),
    BYTES("bytes"),
    TIMESTAMP("timestamp"),
    MILLIS("timestamp"),
    SECONDS("timestamp"),
    DURATION("duration");

    private final String type;

    Scalar(String type) {
      this.type = type;
    }

    @Override
    public String type() {
      return type;
    }

    /** What the long form of a field says besides the type. */
    String form() {
      return switch (this) {
        case MILLIS -> ", form: millis";
        case SECONDS -> ", form: seconds";
        default -> "";
      };
    }
  }

  record ListOf(Shape element) implements Shape {
    @Override
    public String type() {
      return "list<" + element.type() + ">";
    }
  }

  record MapOf(Shape value) implements Shape {
    @Override
    public String type() {
      return "map<string, " + value.type() + ">";
    }
  }

  record Rec(String name, List<Member> members) implements Shape {
    static Rec of(String name, Member... members) {
      return new Rec(name, List.of(members));
    }

    @Override
    public String type() {
      return name;
    }

    /** Adds the declarations of this type, and of those in it. */
    void declare(Map<String, String> types) {
      StringBuilder fields = new StringBuilder();
      for (Member member : members) {
        fields.append("      ").append(member.yaml()).append('\n');
        Shape inner = member.shape();
        while (!(inner instanceof Rec) && !(inner instanceof Scalar)) {
          inner = inner instanceof ListOf list ? list.element() : ((MapOf) inner).value();
        }
        if (inner instanceof Rec rec) {
          rec.declare(types);
        }
      }
      types.put(name, fields.toString());
    }

    /** The member that a name in a document means. */
    @Nullable Member find(String key) {
      for (Member member : members) {
        if (member.name().equals(key) || key.equals(member.alias())) {
          return member;
        }
      }
      return null;
    }
  }

  /**
   * A field.
   *
   * @param otherwise the default
   * @param alias a name that it had before
   * @param used whether the pipeline reads it
   */
  record Member(
      String name,
      Shape shape,
      boolean optional,
      @Nullable Object otherwise,
      @Nullable String alias,
      boolean used) {
    static Member required(String name, Shape shape) {
      return new Member(name, shape, false, null, null, true);
    }

    static Member optional(String name, Shape shape) {
      return new Member(name, shape, true, null, null, true);
    }

    Member or(Object value) {
      return new Member(name, shape, optional, value, alias, used);
    }

    Member before(String earlier) {
      return new Member(name, shape, optional, otherwise, earlier, used);
    }

    Member unused() {
      return new Member(name, shape, optional, otherwise, alias, false);
    }

    String yaml() {
      String type = "\"" + shape.type() + (optional ? "?" : "") + "\"";
      return name
          + ": { type: "
          + type
          + (shape instanceof Scalar scalar ? scalar.form() : "")
          + (otherwise == null ? "" : ", default: " + otherwise)
          + (alias == null ? "" : ", aliases: [" + alias + "]")
          + " }";
    }
  }
}
