package io.millrace.pipelines.oracle;

/**
 * A field of a row.
 *
 * @param wire its name in JSON and CSV
 * @param form how a timestamp stands there: iso, millis or seconds; yaml for a duration in the YAML
 */
record Col(String name, Ty type, boolean nullable, String wire, String form) {
  static Col of(String name, Ty type, boolean nullable) {
    return new Col(name, type, nullable, name, "iso");
  }

  /** As an operator gives it on that makes a new row: the wire's ways are the source's alone. */
  Col plain() {
    return of(name, type, nullable);
  }

  /** As rows in the YAML have it: by its name, the names in nested records too. */
  Col inYaml() {
    String written = type == Ty.Scalar.DURATION ? "yaml" : form;
    return new Col(name, inYaml(type), nullable, name, written);
  }

  private static Ty inYaml(Ty type) {
    if (type instanceof Ty.ListOf list) {
      return new Ty.ListOf(inYaml(list.element()));
    }
    if (type instanceof Ty.MapOf map) {
      return new Ty.MapOf(inYaml(map.value()));
    }
    return type instanceof Ty.Rec rec
        ? new Ty.Rec(rec.text(), rec.columns().stream().map(Col::inYaml).toList())
        : type;
  }

  Col named(String newName) {
    return of(newName, type, nullable);
  }

  /** The field in the YAML of a type. */
  String declaration() {
    String text = type.text() + (nullable ? "?" : "");
    if (wire.equals(name) && form.equals("iso")) {
      return name + ": \"" + text + "\"";
    }
    return "%s: { type: \"%s\"%s%s }"
        .formatted(
            name,
            text,
            wire.equals(name) ? "" : ", name: \"" + wire + "\"",
            form.equals("iso") ? "" : ", form: " + form);
  }
}
