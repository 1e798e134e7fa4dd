package io.millrace.compiler.expr;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.StructTypeReference;
import dev.cel.common.types.TypeParamType;
import io.millrace.compiler.types.DecimalType;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.MapType;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.Type;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Translates between our types and CEL's. */
final class CelTypes {
  /** All decimals are one type to CEL; {@link DecimalTypes} knows their digits. */
  private static final CelType DECIMAL = OpaqueType.create("decimal");

  private CelTypes() {}

  static CelType of(Type type) {
    if (type instanceof ScalarType scalar) {
      return switch (scalar) {
        case BOOL -> SimpleType.BOOL;
        case INT -> SimpleType.INT;
        case DOUBLE -> SimpleType.DOUBLE;
        case STRING -> SimpleType.STRING;
        case BYTES -> SimpleType.BYTES;
        case TIMESTAMP -> SimpleType.TIMESTAMP;
        case DURATION -> SimpleType.DURATION;
      };
    }
    if (type instanceof DecimalType) {
      return DECIMAL;
    }
    if (type instanceof ListType list) {
      return dev.cel.common.types.ListType.create(of(list.element()));
    }
    if (type instanceof MapType map) {
      return dev.cel.common.types.MapType.create(SimpleType.STRING, of(map.value()));
    }
    return StructTypeReference.create(((RecordType) type).name());
  }

  /** Reads the notation of {@link Functions}. */
  static CelType parse(String text) {
    if (text.length() == 1) {
      return TypeParamType.create(text);
    }
    if (text.startsWith("list<")) {
      return dev.cel.common.types.ListType.create(parse(inside(text, "list<")));
    }
    if (text.startsWith("map<string, ")) {
      return dev.cel.common.types.MapType.create(
          SimpleType.STRING, parse(inside(text, "map<string, ")));
    }
    if (text.startsWith("optional<")) {
      return OptionalType.create(parse(inside(text, "optional<")));
    }
    if (text.equals("decimal")) {
      return DECIMAL;
    }
    return of(ScalarType.valueOf(text.toUpperCase(java.util.Locale.ROOT)));
  }

  private static String inside(String text, String prefix) {
    return text.substring(prefix.length(), text.length() - 1);
  }

  static boolean isOptional(CelType type) {
    return type instanceof OptionalType;
  }

  /** What an optional holds; other types as they are. */
  static CelType unwrapped(CelType type) {
    return isOptional(type) ? type.parameters().get(0) : type;
  }

  static boolean isUnknown(CelType type) {
    return type.equals(SimpleType.DYN) || type instanceof TypeParamType;
  }

  /**
   * Our type for CEL's, or null where we have none. What an empty literal leaves open becomes bool:
   * no value of it can ever be seen.
   */
  static @Nullable Type toType(CelType type, Map<String, RecordType> records) {
    if (isUnknown(type)) {
      return ScalarType.BOOL;
    }
    if (type.equals(DECIMAL)) {
      return DecimalType.UNKNOWN;
    }
    return switch (type.kind()) {
      case BOOL -> ScalarType.BOOL;
      case INT -> ScalarType.INT;
      case DOUBLE -> ScalarType.DOUBLE;
      case STRING -> ScalarType.STRING;
      case BYTES -> ScalarType.BYTES;
      case TIMESTAMP -> ScalarType.TIMESTAMP;
      case DURATION -> ScalarType.DURATION;
      case STRUCT -> records.get(type.name());
      case LIST -> {
        Type element = toType(type.parameters().get(0), records);
        yield element == null ? null : new ListType(element);
      }
      case MAP -> {
        CelType key = type.parameters().get(0);
        Type value = toType(type.parameters().get(1), records);
        yield value == null || !(key.equals(SimpleType.STRING) || isUnknown(key))
            ? null
            : new MapType(value);
      }
      default -> null;
    };
  }

  /** Whether some part of a type is left open. */
  static boolean hasUnknown(CelType type) {
    return isUnknown(type) || type.parameters().stream().anyMatch(CelTypes::hasUnknown);
  }

  /** A provider of record types for the checker. */
  static CelTypeProvider provider(Map<String, RecordType> records) {
    ImmutableMap.Builder<String, CelType> types = ImmutableMap.builder();
    records.forEach((name, recordType) -> types.put(name, struct(recordType)));
    return new Provider(types.buildOrThrow());
  }

  private static CelType struct(RecordType recordType) {
    ImmutableMap.Builder<String, CelType> fields = ImmutableMap.builder();
    for (Field field : recordType.fields()) {
      fields.put(field.name(), of(field.type()));
    }
    ImmutableMap<String, CelType> byName = fields.buildKeepingLast();
    return StructType.create(
        recordType.name(),
        ImmutableSet.copyOf(byName.keySet()),
        name -> Optional.ofNullable(byName.get(name)));
  }

  private record Provider(ImmutableMap<String, CelType> byName) implements CelTypeProvider {
    @Override
    public ImmutableCollection<CelType> types() {
      return byName.values();
    }

    @Override
    public Optional<CelType> findType(String typeName) {
      return Optional.ofNullable(byName.get(typeName));
    }
  }
}
