package io.millrace.compiler.generate.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.compiler.generate.text.JavaFile;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.Type;
import io.millrace.runtime.aggregate.DistinctLongs;
import io.millrace.runtime.aggregate.DistinctObjects;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Distinct values keep the filters that they passed, whatever measures are added, removed or moved,
 * and from savepoints in which each filter had a set of its own.
 */
@Tag("thorough")
class DistinctStateTest {
  private static final String SUMS = Samples.PACKAGE + ".Sums";

  @SuppressWarnings({"unchecked", "rawtypes"}) // Keys are handled as objects.
  private static final TypeInformation<Object> KEY = (TypeInformation) Types.STRING;

  /** An accumulator as it was generated before filters shared a set. */
  private static final String SETS =
      """
      package io.example.shop;

      import io.millrace.runtime.record.*;
      import java.io.IOException;
      import java.util.*;
      import org.apache.flink.api.common.typeinfo.TypeInformation;
      import org.apache.flink.core.memory.*;

      public final class Sums {
        public static final TypeInformation<Sums> TYPE =
            new RecordTypeInfo<>(Sums.class, new Serializer());

        public Set<Long> all = new HashSet<>();
        public Set<String> names = new HashSet<>();
        public Set<Long> low = new HashSet<>();
        public long count;

        public static final class Serializer extends RecordSerializer<Sums> {
          private static final long serialVersionUID = 1L;

          public static final RecordSchema SCHEMA =
              RecordSchema.of("sums", Sums.class)
                  .accumulator()
                  .field("count_distinct(x)", FieldType.set(FieldType.INT))
                  .field("count_distinct(name)", FieldType.set(FieldType.STRING))
                  .field("count_distinct_if(x, low)", FieldType.set(FieldType.INT))
                  .field("count()", FieldType.INT)
                  .defaultValue(0L)
                  .build();

          @Override public RecordSchema schema() { return SCHEMA; }
          @Override public Serializer duplicate() { return new Serializer(); }

          @Override public void serialize(Sums value, DataOutputView out) throws IOException {
            writeSet(value.all, out);
            writeCount(value.names.size(), out);
            for (String name : value.names) { writeString(name, out); }
            writeSet(value.low, out);
            out.writeLong(value.count);
          }

          private void writeSet(Set<Long> values, DataOutputView out) throws IOException {
            writeCount(values.size(), out);
            for (long element : values) { out.writeLong(element); }
          }

          @Override public Sums deserialize(DataInputView in) throws IOException {
            Sums value = new Sums();
            value.all = readSet(in);
            value.names = new HashSet<>();
            for (int i = readCount(in); i > 0; i--) { value.names.add(readString(in)); }
            value.low = readSet(in);
            value.count = in.readLong();
            return value;
          }

          private Set<Long> readSet(DataInputView in) throws IOException {
            Set<Long> values = new HashSet<>();
            for (int i = readCount(in); i > 0; i--) { values.add(in.readLong()); }
            return values;
          }

          @Override public boolean isImmutableType() { return false; }
          @Override public Sums createInstance() { return new Sums(); }
          @Override public Sums copy(Sums from) {
            Sums to = new Sums();
            to.all = new HashSet<>(from.all);
            to.names = new HashSet<>(from.names);
            to.low = new HashSet<>(from.low);
            to.count = from.count;
            return to;
          }
        }
      }
      """;

  @ParameterizedTest
  @EnumSource
  void setsBecomeFilters(StateHarness.Backend backend) throws Exception {
    CompiledSources before =
        CompiledSources.of(List.of(JavaFile.of(Samples.PACKAGE, "Sums", SETS)));
    Object sums = before.create(SUMS);
    set(sums, "all", Set.of(1L, 2L, -5_000_000_000L));
    set(sums, "low", Set.of(2L));
    set(sums, "names", Set.of("a", "ü"));
    set(sums, "count", 7L);
    OperatorSubtaskState state = written(backend, before, sums);

    CompiledSources after =
        classes(
            StoredField.of("count()", ScalarType.INT, false),
            numbers("count_distinct(x)", "count_distinct_if(x, high)", "count_distinct_if(x, low)"),
            Samples.distinct("distinct(name)", ScalarType.STRING, "count_distinct(name)"));
    Object restored = read(backend, after, state);
    assertThat(restored).hasFieldOrPropertyWithValue("count__", 7L);
    DistinctLongs numbers = numbers(restored);
    assertThat(numbers.ascending(0)).containsExactly(-5_000_000_000L, 1L, 2L);
    assertThat(numbers.ascending(1)).isEmpty();
    assertThat(numbers.ascending(2)).containsExactly(2L);
    assertThat(numbers.count(2)).isEqualTo(1);
    assertThat(texts(restored, "distinct_name_").values(0)).containsExactlyInAnyOrder("a", "ü");
  }

  @ParameterizedTest
  @EnumSource
  void filtersKeepTheirValues(StateHarness.Backend backend) throws Exception {
    CompiledSources before = classes(numbers("a", "b", "c"));
    Object sums = before.create(SUMS);
    for (long value = 0; value < 1_000; value++) {
      numbers(sums).add(value, 1 + (value % 2) * 2 + (value % 3 == 0 ? 4 : 0));
    }
    numbers(sums).add(-1, 2); // passed b only
    OperatorSubtaskState state = written(backend, before, sums);

    CompiledSources moved = classes(numbers("c", "new", "a"));
    Object restored = read(backend, moved, state);
    assertThat(numbers(restored).count(0)).isEqualTo(334);
    assertThat(numbers(restored).count(1)).isZero();
    assertThat(numbers(restored).count(2)).isEqualTo(1_000);
    assertThat(numbers(restored).size()).isEqualTo(1_000);
    assertThat(numbers(restored).ascending(0)).startsWith(0L, 3L, 6L).endsWith(999L);

    CompiledSources asDouble = classes(Samples.distinct("distinct(x)", ScalarType.DOUBLE, "c"));
    assertThat(texts(read(backend, asDouble, state), "distinct_x_").values(0))
        .hasSize(334)
        .contains(999.0);

    CompiledSources asText = classes(Samples.distinct("distinct(x)", ScalarType.STRING, "c"));
    assertThatThrownBy(() -> read(backend, asText, state))
        .rootCause()
        .hasMessage(
            "The state of record sums cannot be read: field c[] is int in the state, but now"
                + " string");
  }

  @ParameterizedTest
  @EnumSource
  void masksMayBeWide(StateHarness.Backend backend) throws Exception {
    String[] names = new String[20];
    for (int i = 0; i < names.length; i++) {
      names[i] = "f" + i;
    }
    CompiledSources classes = classes(numbers(names));
    Object sums = classes.create(SUMS);
    numbers(sums).add(42, 1L << 19 | 1);
    numbers(sums).add(Long.MIN_VALUE, 1L << 8);
    OperatorSubtaskState state = written(backend, classes, sums);
    DistinctLongs same = numbers(read(backend, classes, state));
    assertThat(same.ascending(19)).containsExactly(42L);
    assertThat(same.ascending(8)).containsExactly(Long.MIN_VALUE);
    DistinctLongs fewer = numbers(read(backend, classes(numbers("f8", "f19")), state));
    assertThat(fewer.ascending(0)).containsExactly(Long.MIN_VALUE);
    assertThat(fewer.ascending(1)).containsExactly(42L);
  }

  private static StoredField numbers(String... filters) {
    return Samples.distinct("distinct(x)", (Type) ScalarType.INT, filters);
  }

  private static CompiledSources classes(StoredField... fields) {
    return CompiledSources.of(
        List.of(
            RecordWriter.write(
                new RecordSpec(
                    "a.yaml",
                    Samples.PACKAGE,
                    "Sums",
                    "sums",
                    RecordSpec.Kind.ACCUMULATOR,
                    List.of(fields)))));
  }

  private static OperatorSubtaskState written(
      StateHarness.Backend backend, CompiledSources classes, Object sums) throws Exception {
    try (StateHarness run = run(backend, classes, null)) {
      run.put("k", sums);
      return run.snapshot();
    }
  }

  private static Object read(
      StateHarness.Backend backend, CompiledSources classes, OperatorSubtaskState state)
      throws Exception {
    try (StateHarness run = run(backend, classes, state)) {
      return run.get("k").get(0);
    }
  }

  private static StateHarness run(
      StateHarness.Backend backend, CompiledSources classes, @Nullable OperatorSubtaskState state)
      throws Exception {
    return new StateHarness(backend, classes, KEY, classes.type(SUMS), state);
  }

  private static DistinctLongs numbers(Object sums) throws ReflectiveOperationException {
    return (DistinctLongs) sums.getClass().getField("distinct_x_").get(sums);
  }

  @SuppressWarnings("unchecked") // Tests put in what they want.
  static DistinctObjects<Object> texts(Object sums, String field)
      throws ReflectiveOperationException {
    return (DistinctObjects<Object>) sums.getClass().getField(field).get(sums);
  }

  private static void set(Object target, String field, Object value)
      throws ReflectiveOperationException {
    target.getClass().getField(field).set(target, value);
  }
}
