package io.millrace.runtime.proto;

import java.util.HashMap;
import java.util.Map;

/** The names of an enum. A number without a name stands as its digits, in both directions. */
public final class ProtoEnum {
  private final Map<Integer, String> names = new HashMap<>();
  private final Map<String, Integer> numbers = new HashMap<>();

  private ProtoEnum() {}

  /** One entry a value: {@code 1:CARD}. Of several names for a number the first is read. */
  public static ProtoEnum of(String... values) {
    ProtoEnum made = new ProtoEnum();
    for (String value : values) {
      int colon = value.indexOf(':');
      int number = Integer.parseInt(value.substring(0, colon));
      String name = value.substring(colon + 1);
      made.names.putIfAbsent(number, name);
      made.numbers.put(name, number);
    }
    return made;
  }

  String name(int number) {
    String name = names.get(number);
    return name == null ? Integer.toString(number) : name;
  }

  /** The number of a name; a text that is neither a name nor a number is an error. */
  public int number(String name) {
    Integer number = numbers.get(name);
    if (number != null) {
      return number;
    }
    try {
      return Integer.parseInt(name);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "`" + name + "` is none of the enum's names: " + String.join(", ", numbers.keySet()), e);
    }
  }
}
