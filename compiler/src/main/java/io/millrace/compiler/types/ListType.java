package io.millrace.compiler.types;

/** {@code list<T>}. */
public record ListType(Type element) implements Type {
  @Override
  public String display() {
    return "list<" + element.display() + ">";
  }
}
