package io.millrace.local.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.millrace.local.format.Shape.ListOf;
import io.millrace.local.format.Shape.MapOf;
import io.millrace.local.format.Shape.Member;
import io.millrace.local.format.Shape.Rec;
import io.millrace.local.format.Shape.Scalar;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a document holds, by Jackson's parser of bytes. Notes each {@link JacksonRule} it needs. */
final class JacksonOracle {
  private static final int DOCUMENTS_PER_FACTORY = 200;

  private JsonFactory jackson = factory();
  private int documents;
  private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
  private final Set<JacksonRule> rules = EnumSet.noneOf(JacksonRule.class);
  private final boolean firstCounts;
  private boolean repeats;

  /**
   * An oracle.
   *
   * @param firstCounts whether of a name that comes twice the first value counts, not the last
   */
  JacksonOracle(boolean firstCounts) {
    this.firstCounts = firstCounts;
  }

  private static JsonFactory factory() {
    return JsonFactory.builder()
        .disable(JsonFactory.Feature.CHARSET_DETECTION) // UTF-16 is not spoken
        .streamReadConstraints(
            StreamReadConstraints.builder().maxNumberLength(Integer.MAX_VALUE).build())
        .build();
  }

  /** The fields that are there, or null for a document that is wrong. */
  @Nullable Map<String, Object> read(byte[] document, Rec rec) {
    repeats = false;
    if (documents++ % DOCUMENTS_PER_FACTORY == 0) {
      jackson = factory(); // Its table of names would grow with every random name.
    }
    int from = startsWithMark(document) ? 3 : 0;
    Map<String, Object> found;
    try (JsonParser in = jackson.createParser(document, from, document.length - from)) {
      in.nextToken();
      found = record(in, rec);
      if (in.nextToken() != null) {
        throw wrong(in, "trailing tokens");
      }
    } catch (IOException e) {
      return null;
    }
    if (!isUtf8(document)) {
      rules.add(JacksonRule.NOT_UTF8);
      return null;
    }
    return found;
  }

  /** Whether a name came twice in an object of the last document. */
  boolean repeats() {
    return repeats;
  }

  /** The rules that made a difference so far. */
  Set<JacksonRule> rules() {
    return rules;
  }

  private static boolean startsWithMark(byte[] document) {
    return document.length >= 3
        && document[0] == (byte) 0xef
        && document[1] == (byte) 0xbb
        && document[2] == (byte) 0xbf;
  }

  private boolean isUtf8(byte[] document) {
    for (byte next : document) {
      if (next < 0) {
        try {
          utf8.decode(ByteBuffer.wrap(document));
          return true;
        } catch (CharacterCodingException e) {
          return false;
        }
      }
    }
    return true;
  }

  private Map<String, Object> record(JsonParser in, Rec rec) throws IOException {
    expect(in, JsonToken.START_OBJECT);
    Map<String, Object> out = new HashMap<>();
    Set<String> names = new HashSet<>();
    Set<Member> own = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<Member> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = whole(in.currentName());
      repeats |= !names.add(name);
      in.nextToken();
      Member member = rec.find(name);
      if (member == null || !member.used()) {
        in.skipChildren();
        continue;
      }
      boolean again = !seen.add(member);
      repeats |= again;
      if (firstCounts ? again : own.contains(member) && !name.equals(member.name())) {
        rules.add(JacksonRule.OWN_NAME_FIRST);
        in.skipChildren();
        continue;
      }
      if (name.equals(member.name())) {
        own.add(member);
      }
      boolean absent = in.currentToken() == JsonToken.VALUE_NULL && !isRequired(member);
      Object value = absent ? member.otherwise() : value(in, member.shape());
      if (value instanceof Integer number) {
        value = number.longValue();
      }
      if (value == null) {
        out.remove(member.name());
      } else {
        out.put(member.name(), value);
      }
    }
    for (Member member : rec.members()) {
      if (member.used() && !seen.contains(member)) {
        if (isRequired(member)) {
          throw wrong(in, member.name() + " is missing");
        }
        if (member.otherwise() instanceof Integer number) {
          out.put(member.name(), number.longValue());
        }
      }
    }
    return out;
  }

  private static boolean isRequired(Member member) {
    return !member.optional() && member.otherwise() == null;
  }

  private Object value(JsonParser in, Shape shape) throws IOException {
    if (shape instanceof Rec rec) {
      return record(in, rec);
    }
    if (shape instanceof ListOf list) {
      expect(in, JsonToken.START_ARRAY);
      List<Object> out = new ArrayList<>();
      while (in.nextToken() != JsonToken.END_ARRAY) {
        out.add(value(in, list.element()));
      }
      return out;
    }
    if (shape instanceof MapOf map) {
      expect(in, JsonToken.START_OBJECT);
      Map<String, Object> out = new HashMap<>();
      while (in.nextToken() != JsonToken.END_OBJECT) {
        String name = whole(in.currentName());
        in.nextToken();
        Object value = value(in, map.value());
        boolean again = out.containsKey(name);
        repeats |= again;
        if (!again || !firstCounts) {
          out.put(name, value);
        }
      }
      return out;
    }
    return scalar(in, (Scalar) shape);
  }

  private Object scalar(JsonParser in, Scalar scalar) throws IOException {
    return switch (scalar) {
      case BOOL -> in.getBooleanValue();
      case INT -> whole(in);
      case DOUBLE -> real(in);
      case DECIMAL -> decimal(in);
      case STRING -> text(in);
      case BYTES -> {
        try {
          yield ByteBuffer.wrap(Base64.getDecoder().decode(text(in)));
        } catch (IllegalArgumentException e) {
          throw wrong(in, "no base64");
        }
      }
      case TIMESTAMP -> TimeTexts.timestamp(in, text(in));
      case DURATION -> TimeTexts.duration(in, text(in));
      case MILLIS -> scaled(in, 3);
      case SECONDS -> scaled(in, 6);
    };
  }

  private static void expect(JsonParser in, JsonToken token) throws IOException {
    if (in.currentToken() != token) {
      throw wrong(in, "expected " + token);
    }
  }

  private String text(JsonParser in) throws IOException {
    expect(in, JsonToken.VALUE_STRING);
    return whole(in.getText());
  }

  private String whole(String text) {
    boolean surrogates = false;
    for (int i = 0; i < text.length(); i++) {
      surrogates |= Character.isSurrogate(text.charAt(i));
    }
    if (!surrogates) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .map(c -> c >= 0xd800 && c <= 0xdfff ? 0xfffd : c)
        .forEach(out::appendCodePoint);
    if (!out.toString().equals(text)) {
      rules.add(JacksonRule.HALF_SURROGATES);
    }
    return out.toString();
  }

  private long whole(JsonParser in) throws IOException {
    if (in.currentToken() != JsonToken.VALUE_NUMBER_FLOAT) {
      expect(in, JsonToken.VALUE_NUMBER_INT);
      return in.getLongValue();
    }
    rules.add(JacksonRule.WHOLE_NUMBERS);
    try {
      return bounded(in, in.getText()).longValueExact();
    } catch (ArithmeticException e) {
      throw wrong(in, "no int");
    }
  }

  private double real(JsonParser in) throws IOException {
    boolean whole = in.currentToken() == JsonToken.VALUE_NUMBER_INT;
    if (!whole) {
      expect(in, JsonToken.VALUE_NUMBER_FLOAT);
    }
    double value = in.getDoubleValue();
    if (Double.isInfinite(value)) {
      rules.add(JacksonRule.OUT_OF_RANGE);
      throw wrong(in, "no double");
    }
    if (whole && value == 0 && in.getText().startsWith("-")) {
      rules.add(JacksonRule.MINUS_ZERO);
      return -0.0;
    }
    return value;
  }

  private BigDecimal decimal(JsonParser in) throws IOException {
    String text = in.getText();
    if (in.currentToken() == JsonToken.VALUE_STRING) {
      if (!text.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) {
        throw wrong(in, "no decimal in text");
      }
    } else if (in.currentToken() != JsonToken.VALUE_NUMBER_FLOAT) {
      expect(in, JsonToken.VALUE_NUMBER_INT);
    }
    BigDecimal exact = bounded(in, text);
    BigDecimal value = exact.setScale(3, RoundingMode.HALF_UP);
    if (value.precision() > 12) {
      rules.add(JacksonRule.DECIMALS_FIT);
      throw wrong(in, "too many digits");
    }
    return value;
  }

  private static long scaled(JsonParser in, int digits) throws IOException {
    if (in.currentToken() != JsonToken.VALUE_NUMBER_FLOAT) {
      expect(in, JsonToken.VALUE_NUMBER_INT);
    }
    try {
      return bounded(in, in.getText())
          .movePointRight(digits)
          .setScale(0, RoundingMode.FLOOR)
          .longValueExact();
    } catch (ArithmeticException e) {
      throw wrong(in, "no long");
    }
  }

  /** A number, or one that stands for all that are much larger or smaller. */
  private static BigDecimal bounded(JsonParser in, String text) throws IOException {
    BigDecimal value;
    try {
      value = new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw wrong(in, "no number");
    }
    long magnitude = (long) value.precision() - value.scale();
    if (Math.abs(magnitude) <= 1000) {
      return value;
    }
    return value.signum() == 0
        ? BigDecimal.ZERO
        : magnitude < 0 ? BigDecimal.valueOf(value.signum(), 100) : BigDecimal.TEN.pow(400);
  }

  private static JsonParseException wrong(JsonParser in, String message) {
    return new JsonParseException(in, message);
  }
}
