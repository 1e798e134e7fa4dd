package io.millrace.runtime.proto;

import io.millrace.runtime.format.DecodeException;
import java.util.ArrayList;
import java.util.List;

/** The fields of a message, for what a decoder has to say of them. */
public final class ProtoNames {
  private final int[] numbers;
  private final String[] names;

  private ProtoNames(int[] numbers, String[] names) {
    this.numbers = numbers;
    this.names = names;
  }

  /** One entry a field: {@code 1:id}. */
  public static ProtoNames of(String... fields) {
    int[] numbers = new int[fields.length];
    String[] names = new String[fields.length];
    for (int i = 0; i < fields.length; i++) {
      int colon = fields[i].indexOf(':');
      numbers[i] = Integer.parseInt(fields[i].substring(0, colon));
      names[i] = fields[i].substring(colon + 1);
    }
    return new ProtoNames(numbers, names);
  }

  /** An error inside of a field, with the field's name in front. */
  public DecodeException at(int tag, DecodeException error) {
    int number = tag >>> 3;
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i] == number) {
        String message = error.getMessage();
        return new DecodeException(
            message.startsWith("field ")
                ? "field " + names[i] + "." + message.substring("field ".length())
                : "field " + names[i] + ": " + message);
      }
    }
    return error;
  }

  /** What to throw where required fields did not come; their indexes are bits. */
  public DecodeException missing(int firstIndex, long bits) {
    List<String> out = new ArrayList<>();
    for (int i = 0; i < Long.SIZE; i++) {
      if ((bits & (1L << i)) != 0) {
        out.add(names[firstIndex + i]);
      }
    }
    return new DecodeException("field " + String.join(", ", out) + ": missing");
  }
}
