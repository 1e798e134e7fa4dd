package io.millrace.compiler.generate.record;

import io.millrace.compiler.generate.text.LineWrap;
import io.millrace.compiler.javatext.JavaTypes;
import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.MapType;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The private methods of a serializer that write and read collections. */
final class CollectionMethods {
  /**
   * Two methods for one collection type.
   *
   * @param label ends the methods' names
   * @param write the header of the method that writes
   * @param type the collection's Java type
   * @param construct makes an empty one for {@code count} elements
   * @param each the loop variable's type and name
   * @param elements what the loop goes over
   * @param writes statements that write one element
   * @param add a statement that reads one element and adds it
   */
  public record Methods(
      String label,
      String write,
      String type,
      String construct,
      String each,
      String elements,
      List<String> writes,
      String add) {}

  private final StoredJava java;

  CollectionMethods(StoredJava java) {
    this.java = java;
  }

  /** Methods of all collection types met so far, and of those nested in them. */
  List<Methods> all() {
    Map<StoredType, Methods> done = new LinkedHashMap<>();
    while (done.size() < java.collections().size()) {
      for (StoredType type : List.copyOf(java.collections().keySet())) {
        if (!done.containsKey(type)) {
          done.put(type, methods(type));
        }
      }
    }
    return new ArrayList<>(done.values());
  }

  private Methods methods(StoredType type) {
    if (type instanceof StoredType.DistinctOf distinct) {
      return distinct(distinct);
    }
    if (type instanceof StoredType.CountsOf counts) {
      return counts(counts);
    }
    Type value = ((StoredType.Value) type).type();
    if (value instanceof ListType list) {
      java.imports().add("java.util.ArrayList");
      return elements(type, "new ArrayList<>(count)", list.element());
    }
    java.imports().add("java.util.LinkedHashMap");
    StoredType element = new StoredType.Value(((MapType) value).value());
    return new Methods(
        label(type),
        header(type),
        java.type(type),
        "new LinkedHashMap<>()",
        "Map.Entry<String, " + JavaTypes.boxed(((MapType) value).value()) + "> entry",
        "values.entrySet()",
        List.of("writeString(entry.getKey(), out);", java.write(element, "entry.getValue()")),
        "values.put(readString(in), " + java.read(element) + ");");
  }

  private Methods distinct(StoredType.DistinctOf type) {
    StoredType element = new StoredType.Value(type.element());
    boolean bytes = type.element() == ScalarType.BYTES;
    String write = java.write(element, bytes ? "entry.value().array()" : "entry.value()");
    String read = bytes ? "ByteBuffer.wrap(" + java.read(element) + ")" : java.read(element);
    return new Methods(
        label(type),
        header(type),
        java.type(type),
        "DistinctObjects.withRoom(" + type.filters().size() + ", count)",
        "DistinctObjects.Entry<" + java.boxed(type.element()) + "> entry",
        "values.entries()",
        List.of(write, "entry.writeFilters(out);"),
        "values.add(" + read + ", values.readFilters(in));");
  }

  private Methods counts(StoredType.CountsOf type) {
    java.imports().add("java.util.Map");
    StoredType element = new StoredType.Value(type.element());
    boolean bytes = type.element() == ScalarType.BYTES;
    String write = java.write(element, bytes ? "entry.getKey().array()" : "entry.getKey()");
    String read = bytes ? "ByteBuffer.wrap(" + java.read(element) + ")" : java.read(element);
    return new Methods(
        label(type),
        header(type),
        java.type(type),
        java.newCounts(type),
        "Map.Entry<" + java.boxed(type.element()) + ", Long> entry",
        "values.entrySet()",
        List.of(write, "out.writeLong(entry.getValue());"),
        "values.put(" + read + ", in.readLong());");
  }

  private Methods elements(StoredType type, String construct, Type element) {
    StoredType part = new StoredType.Value(element);
    return elements(type, construct, java.type(part), java.write(part, "element"), java.read(part));
  }

  private Methods elements(
      StoredType type, String construct, String each, String write, String read) {
    return new Methods(
        label(type),
        header(type),
        java.type(type),
        construct,
        each + " element",
        "values",
        List.of(write),
        "values.add(" + read + ");");
  }

  private String header(StoredType type) {
    String head =
        "private void write" + label(type) + "(" + java.type(type) + " values, DataOutputView out)";
    return LineWrap.assignment(4, head, "throws IOException {");
  }

  private String label(StoredType type) {
    String label = java.collections().get(type);
    if (label == null) {
      throw new IllegalStateException("not met: " + type);
    }
    return label;
  }
}
