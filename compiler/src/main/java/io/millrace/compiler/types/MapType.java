package io.millrace.compiler.types;

/** {@code map<string, T>}. */
public record MapType(Type value) implements Type {
  @Override
  public String display() {
    return "map<string, " + value.display() + ">";
  }
}
