package io.millrace.compiler.generate.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.compiler.generate.text.JavaFile;
import io.millrace.compiler.types.DecimalType;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.MapType;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.TimestampForm;
import io.millrace.compiler.types.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** State written by one version of a record is read by the next, on both of Flink's backends. */
@Tag("thorough")
class RecordEvolutionTest {
  private static final String PAYMENT = Samples.PACKAGE + ".Payment";
  private static final String ADDRESS = Samples.PACKAGE + ".Address";

  @SuppressWarnings({"unchecked", "rawtypes"}) // Keys are handled as objects.
  private static final TypeInformation<Object> STRING_KEY = (TypeInformation) Types.STRING;

  private static final RecordType ADDRESS_1 =
      new RecordType(
          "Address", List.of(field("city", ScalarType.STRING), field("zip", ScalarType.INT)));

  private static final RecordType ADDRESS_2 =
      new RecordType(
          "Address",
          List.of(
              optional("street", ScalarType.STRING),
              field("zip", ScalarType.DOUBLE),
              renamed("town", ScalarType.STRING, "city")));

  private static final CompiledSources V1 =
      classes(
          ADDRESS_1,
          field("account", ScalarType.STRING),
          field("amount", ScalarType.INT),
          optional("note", ScalarType.STRING),
          field("ok", ScalarType.BOOL),
          optional("gone", ScalarType.DURATION),
          optional("seen", ScalarType.TIMESTAMP),
          field("counts", new MapType(ScalarType.INT)),
          field("tags", new ListType(ScalarType.STRING)),
          field("points", new ListType(new ListType(ScalarType.INT))),
          field("home", ADDRESS_1),
          optional("payload", ScalarType.BYTES),
          field("previous", new ListType(ADDRESS_1)));

  private static final CompiledSources V2 =
      classes(
          ADDRESS_2,
          field("tags", new ListType(ScalarType.STRING)),
          field("home", ADDRESS_2),
          field("previous", new ListType(ADDRESS_2)),
          field("amount", ScalarType.DOUBLE),
          withDefault("currency", ScalarType.STRING, "CHF"),
          optional("rate", ScalarType.DOUBLE),
          optional("account", ScalarType.STRING),
          renamed("valid", ScalarType.BOOL, "ok"),
          field("points", new ListType(new ListType(ScalarType.DOUBLE))),
          field("counts", new MapType(ScalarType.DOUBLE)),
          withDefault("seen", ScalarType.TIMESTAMP, 99L),
          optional("payload", ScalarType.BYTES),
          optional("note", ScalarType.STRING));

  private static Object v1(long amount, @Nullable String note, @Nullable Long seen) {
    Object bern = V1.record(ADDRESS, "Bern", 3000L);
    return V1.record(
        PAYMENT,
        "a",
        amount,
        note,
        true,
        7L,
        true,
        seen == null ? 0L : seen,
        seen != null,
        Map.of("k", 1L),
        List.of("x", "ü"),
        List.of(List.of(1L, 2L), List.of()),
        bern,
        new byte[] {1},
        List.of(bern));
  }

  private static Object v2(double amount, @Nullable String note, long seen) {
    Object bern = V2.record(ADDRESS, null, 3000.0, "Bern");
    return V2.record(
        PAYMENT,
        List.of("x", "ü"),
        bern,
        List.of(bern),
        amount,
        "CHF",
        0.0,
        false,
        "a",
        true,
        List.of(List.of(1.0, 2.0), List.of()),
        Map.of("k", 1.0),
        seen,
        new byte[] {1},
        note);
  }

  @ParameterizedTest
  @EnumSource
  void aChangedRecordReadsOldState(StateHarness.Backend backend) throws Exception {
    OperatorSubtaskState state = written(backend);
    try (StateHarness run = run(backend, V2, V2.type(PAYMENT), state)) {
      assertThat(run.get("k1"))
          .hasSize(6)
          .containsOnly(v2(5, null, 99))
          .extracting(Object::getClass)
          .allMatch(type -> type.getClassLoader().equals(V2));
      assertThat(run.get("k2")).hasSize(4).containsOnly(v2(6, "n", 3));
      run.put("k2", v2(7, "m", 4));
      assertThat(run.get("k2")).contains(v2(6, "n", 3), v2(7, "m", 4));
      state = run.snapshot();
    }
    try (StateHarness run = run(backend, V2, V2.type(PAYMENT), state)) {
      assertThat(run.get("k1")).hasSize(6).containsOnly(v2(5, null, 99));
      assertThat(run.get("k2")).contains(v2(6, "n", 3), v2(7, "m", 4));
    }
  }

  @ParameterizedTest
  @EnumSource
  void stateThatIsNeverRegisteredKeepsItsOldLayout(StateHarness.Backend backend) throws Exception {
    OperatorSubtaskState state = written(backend);
    for (int i = 0; i < 2; i++) {
      try (StateHarness run = run(backend, V2, null, state)) {
        state = run.snapshot();
      }
    }
    try (StateHarness run = run(backend, V2, V2.type(PAYMENT), state)) {
      assertThat(run.get("k2")).hasSize(4).containsOnly(v2(6, "n", 3));
    }
    try (StateHarness run = run(backend, V1, V1.type(PAYMENT), state)) {
      // What the class in between could not hold is gone from a heap, never from RocksDB.
      String stored = v1(6, "n", 3L).toString();
      if (backend == StateHarness.Backend.HEAP) {
        stored = stored.replace("gone=7, gonePresent=true", "gone=0, gonePresent=false");
      }
      assertThat(withoutAddresses(run.get("k2").get(3))).isEqualTo(withoutAddresses(stored));
    }
  }

  @ParameterizedTest
  @EnumSource
  void incompatibleStateIsRefusedInWords(StateHarness.Backend backend) throws Exception {
    OperatorSubtaskState state = written(backend);
    CompiledSources v3 =
        classes(
            ADDRESS_2,
            field("account", ScalarType.INT),
            field("fee", ScalarType.INT),
            field("note", ScalarType.STRING),
            field("points", new ListType(ScalarType.INT)));
    assertThatThrownBy(() -> run(backend, v3, v3.type(PAYMENT), state).close())
        .rootCause()
        .hasMessage(
            "The state of record Payment cannot be read: field account is string in the state,"
                + " but now int; field fee is new, required, and has no default; field note may be"
                + " absent in the state, but is now required and has no default; field points[] is"
                + " list<int> in the state, but now int");
  }

  @ParameterizedTest
  @EnumSource
  void accumulatorsGainEmptyFields(StateHarness.Backend backend) throws Exception {
    String name = Samples.PACKAGE + ".Sums";
    CompiledSources before =
        accumulator(
            name("total", ScalarType.INT, false),
            name("max(x)", ScalarType.INT, true),
            Samples.distinct("ids", ScalarType.STRING, "all"));
    CompiledSources after =
        accumulator(
            name("count", ScalarType.INT, false),
            name("last", ScalarType.STRING, true),
            Samples.distinct("ids", ScalarType.STRING, "all"),
            Samples.distinct("others", ScalarType.BYTES, "none"),
            name("max(x)", ScalarType.DOUBLE, true));
    OperatorSubtaskState state;
    Object sums = before.create(name);
    set(sums, "max_x_", 4L);
    set(sums, "max_x_Present", true);
    DistinctStateTest.texts(sums, "ids").add("a", 1);
    DistinctStateTest.texts(sums, "ids").add("b", 1);
    try (StateHarness run = run(backend, before, before.type(name), null)) {
      run.put("k", sums);
      state = run.snapshot();
    }
    try (StateHarness run = run(backend, after, after.type(name), state)) {
      Object restored = run.get("k").get(0);
      assertThat(restored)
          .hasFieldOrPropertyWithValue("count", 0L)
          .hasFieldOrPropertyWithValue("last", null)
          .hasFieldOrPropertyWithValue("max_x_", 4.0)
          .hasFieldOrPropertyWithValue("max_x_Present", true);
      assertThat(DistinctStateTest.texts(restored, "ids").values(0))
          .containsExactlyInAnyOrder("a", "b");
      assertThat(DistinctStateTest.texts(restored, "others").size()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void keysStayAsTheyAre(StateHarness.Backend backend) throws Exception {
    String name = Samples.PACKAGE + ".WatchKey";
    CompiledSources before =
        key(name("a", ScalarType.STRING, false), name("n", ScalarType.INT, true));
    CompiledSources same =
        key(name("a", ScalarType.STRING, false), name("n", ScalarType.INT, true));
    CompiledSources changed = key(name("a", ScalarType.STRING, false));
    OperatorSubtaskState state;
    try (StateHarness run =
        new StateHarness(backend, before, before.type(name), before.type(PAYMENT), null)) {
      run.put(before.record(name, "k", 1L, true), before.record(PAYMENT, "x"));
      state = run.snapshot();
    }
    try (StateHarness run =
        new StateHarness(backend, same, same.type(name), same.type(PAYMENT), state)) {
      assertThat(run.get(same.record(name, "k", 1L, true))).contains(same.record(PAYMENT, "x"));
      assertThat(run.get(same.record(name, "k", 0L, false))).containsOnlyNulls();
    }
    assertThatThrownBy(
            () ->
                new StateHarness(backend, changed, changed.type(name), changed.type(PAYMENT), state)
                    .close())
        .rootCause()
        .hasMessage(
            "The state of record WatchKey cannot be read: its fields changed, and keys are never"
                + " migrated");
  }

  @ParameterizedTest
  @EnumSource
  void decimalsMayGainDigits(StateHarness.Backend backend) throws Exception {
    CompiledSources before =
        classes(
            ADDRESS_1,
            field("price", new DecimalType(10, 2)),
            field("count", ScalarType.INT),
            optional("total", new DecimalType(30, 4)),
            field("list", new ListType(new DecimalType(5, 1))));
    CompiledSources after =
        classes(
            ADDRESS_1,
            field("price", new DecimalType(20, 3)),
            field("count", new DecimalType(21, 2)),
            optional("total", new DecimalType(38, 5)),
            field("list", new ListType(new DecimalType(18, 2))),
            withDefault("tax", new DecimalType(4, 2), new BigDecimal("8.10")));
    CompiledSources less =
        classes(
            ADDRESS_1,
            field("price", new DecimalType(10, 3)),
            field("count", new DecimalType(20, 2)),
            field("list", new ListType(ScalarType.DOUBLE)));
    OperatorSubtaskState state;
    BigDecimal price = new BigDecimal("-12345678.91");
    BigDecimal total = new BigDecimal("12345678901234567890123456.7891");
    try (StateHarness run = run(backend, before, before.type(PAYMENT), null)) {
      Object row =
          before.record(PAYMENT, price, Long.MIN_VALUE, total, List.of(new BigDecimal("0.5")));
      run.put("k", row);
      assertThat(run.get("k")).contains(row);
      state = run.snapshot();
    }
    try (StateHarness run = run(backend, after, after.type(PAYMENT), state)) {
      assertThat(run.get("k"))
          .contains(
              after.record(
                  PAYMENT,
                  price.setScale(3),
                  BigDecimal.valueOf(Long.MIN_VALUE).setScale(2),
                  total.setScale(5),
                  List.of(new BigDecimal("0.50")),
                  new BigDecimal("8.10")));
    }
    assertThatThrownBy(() -> run(backend, less, less.type(PAYMENT), state).close())
        .rootCause()
        .hasMessage(
            "The state of record Payment cannot be read: field price is decimal(10, 2) in the"
                + " state, but now decimal(10, 3); field count is int in the state, but now"
                + " decimal(20, 2); field list[] is decimal(5, 1) in the state, but now double");
  }

  @Test
  void aRecordWithoutItsClassSaysSo() throws Exception {
    OperatorSubtaskState state = written(StateHarness.Backend.HEAP);
    CompiledSources other =
        CompiledSources.of(
            List.of(
                RecordWriter.write(
                    RecordSpec.of(
                        "a.yaml",
                        Samples.PACKAGE,
                        new RecordType("Transfer", List.of(field("account", ScalarType.STRING))),
                        RecordSpec.Kind.ROW))));
    TypeInformation<Object> type = other.type(Samples.PACKAGE + ".Transfer");
    assertThatThrownBy(() -> run(StateHarness.Backend.HEAP, other, type, state).close())
        .rootCause()
        .hasMessage(
            "The state holds records Payment of class io.example.shop.Payment, which this job no"
                + " longer has");
  }

  @Test
  void aRenamedClassReadsItsStateOnRocksDb() throws Exception {
    OperatorSubtaskState state = written(StateHarness.Backend.ROCKSDB);
    CompiledSources other =
        CompiledSources.of(
            List.of(
                RecordWriter.write(
                    RecordSpec.of(
                        "a.yaml",
                        Samples.PACKAGE,
                        new RecordType("Transfer", List.of(field("account", ScalarType.STRING))),
                        RecordSpec.Kind.ROW))));
    TypeInformation<Object> type = other.type(Samples.PACKAGE + ".Transfer");
    try (StateHarness run = run(StateHarness.Backend.ROCKSDB, other, type, state)) {
      assertThat(run.get("k2"))
          .hasSize(4)
          .containsOnly(other.record(Samples.PACKAGE + ".Transfer", "a"));
    }
  }

  private static String withoutAddresses(Object record) {
    return record.toString().replaceAll("B@\\w+", "B");
  }

  private static OperatorSubtaskState written(StateHarness.Backend backend) throws Exception {
    try (StateHarness run = run(backend, V1, V1.type(PAYMENT), null)) {
      run.put("k1", v1(5, null, null));
      run.put("k1", v1(5, null, null));
      run.put("k1", v1(5, null, null));
      run.put("k2", v1(6, "n", 3L));
      return run.snapshot();
    }
  }

  private static StateHarness run(
      StateHarness.Backend backend,
      CompiledSources classes,
      @Nullable TypeInformation<Object> value,
      @Nullable OperatorSubtaskState restored)
      throws Exception {
    return new StateHarness(backend, classes, STRING_KEY, value, restored);
  }

  private static CompiledSources classes(RecordType address, Field... fields) {
    return CompiledSources.of(
        List.of(
            RecordWriter.write(
                RecordSpec.of("a.yaml", Samples.PACKAGE, address, RecordSpec.Kind.ROW)),
            RecordWriter.write(
                RecordSpec.of(
                    "a.yaml",
                    Samples.PACKAGE,
                    new RecordType("Payment", List.of(fields)),
                    RecordSpec.Kind.SOURCE_ROW))));
  }

  private static CompiledSources accumulator(StoredField... fields) {
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

  private static CompiledSources key(StoredField... fields) {
    List<JavaFile> files = new ArrayList<>();
    files.add(
        RecordWriter.write(
            new RecordSpec(
                "a.yaml",
                Samples.PACKAGE,
                "WatchKey",
                "WatchKey",
                RecordSpec.Kind.KEY,
                List.of(fields))));
    files.add(
        RecordWriter.write(
            RecordSpec.of(
                "a.yaml",
                Samples.PACKAGE,
                new RecordType("Payment", List.of(field("account", ScalarType.STRING))),
                RecordSpec.Kind.ROW)));
    return CompiledSources.of(files);
  }

  private static StoredField name(String name, Type type, boolean nullable) {
    return StoredField.of(name, type, nullable);
  }

  private static Field field(String name, Type type) {
    return Field.of(name, type, false);
  }

  private static Field optional(String name, Type type) {
    return Field.of(name, type, true);
  }

  private static Field renamed(String name, Type type, String before) {
    return new Field(name, name, type, false, null, List.of(before), TimestampForm.ISO);
  }

  private static Field withDefault(String name, Type type, Object value) {
    return new Field(name, name, type, false, value, List.of(), TimestampForm.ISO);
  }

  private static void set(Object target, String field, Object value)
      throws ReflectiveOperationException {
    target.getClass().getField(field).set(target, value);
  }
}
