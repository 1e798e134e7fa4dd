package io.millrace.compiler.generate.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.compiler.generate.text.JavaFile;
import io.millrace.compiler.javatext.LibraryNames;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.TimestampForm;
import io.millrace.runtime.aggregate.DistinctLongs;
import io.millrace.runtime.aggregate.DistinctObjects;
import io.millrace.runtime.record.Decoded;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Record classes as generated, compiled and used. */
@Tag("thorough")
class RecordWriterTest {
  private static final String PAYMENT = Samples.PACKAGE + ".Payment";
  private static final String ADDRESS = Samples.PACKAGE + ".Address";

  private static final CompiledSources CLASSES =
      CompiledSources.of(
          List.of(
              row(Samples.ADDRESS, RecordSpec.Kind.ROW),
              row(Samples.PAYMENT, RecordSpec.Kind.SOURCE_ROW),
              row(new RecordType("Empty", List.of()), RecordSpec.Kind.ROW),
              accumulator(),
              change(),
              key()));

  private static Object full() {
    return CLASSES.record(
        PAYMENT,
        "ünï 🎉".repeat(10_000),
        -0.0,
        Long.MIN_VALUE,
        true,
        true,
        true,
        true,
        1L,
        2L,
        true,
        3L,
        true,
        "",
        new byte[] {1, 2},
        Double.NaN,
        4L,
        true,
        "c",
        List.of("a", "b".repeat(200)),
        new LinkedHashMap<>(Map.of("k", -1L)),
        List.of(List.of(1.0), List.of()),
        CLASSES.record(ADDRESS, "Bern", 3000L, true),
        CLASSES.record(ADDRESS, "Basel", 0L, false),
        List.of(CLASSES.record(ADDRESS, "Chur", 0L, false)));
  }

  private static Object sparse() {
    return CLASSES.record(
        PAYMENT,
        "",
        1.5,
        0L,
        false,
        false,
        false,
        true,
        1L,
        0L,
        false,
        0L,
        false,
        null,
        null,
        0.0,
        0L,
        false,
        null,
        List.of(),
        null,
        null,
        CLASSES.record(ADDRESS, "", 0L, false),
        null,
        null);
  }

  @Test
  void recordsSurviveTheirSerializer() throws Exception {
    TypeSerializer<Object> serializer = serializer(PAYMENT);
    for (Object row : List.of(full(), sparse())) {
      assertThat(through(serializer, row)).isEqualTo(row).hasSameHashCodeAs(row);
      assertThat(through(serializer.duplicate(), row)).isEqualTo(row);
    }
    assertThat(full()).isNotEqualTo(sparse()).isInstanceOf(Decoded.class);
  }

  @Test
  void absentFieldsTakeABitEach() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer(PAYMENT).serialize(sparse(), out);
    // Two bytes of flags, account, amount, at, rate, tags, and the address: flags and city.
    assertThat(out.length()).isEqualTo(2 + 1 + 8 + 8 + 8 + 1 + 2);
  }

  @Test
  void immutableRecordsAreNeverCopied() {
    TypeSerializer<Object> serializer = serializer(PAYMENT);
    Object row = sparse();
    assertThat(serializer.isImmutableType()).isTrue();
    assertThat(serializer.copy(row)).isSameAs(row);
  }

  @Test
  void typesCrossTheNetworkAndNeedNoGenericSerializers() throws Exception {
    TypeInformation<Object> type = CLASSES.type(PAYMENT);
    SerializerConfigImpl config = new SerializerConfigImpl();
    config.setGenericTypes(false);
    assertThat(type.createSerializer(config)).isEqualTo(serializer(PAYMENT));
    TypeInformation<Object> copy =
        InstantiationUtil.deserializeObject(InstantiationUtil.serializeObject(type), CLASSES);
    assertThat(copy).isEqualTo(type).hasSameHashCodeAs(type);
    assertThat(copy).isNotEqualTo(CLASSES.type(ADDRESS));
    assertThat(through(copy.createSerializer(config), sparse())).isEqualTo(sparse());
  }

  @Test
  void emptyRecordsTakeAByteAsFlinksListsNeed() throws IOException {
    Object empty = CLASSES.record(Samples.PACKAGE + ".Empty");
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer(Samples.PACKAGE + ".Empty").serialize(empty, out);
    assertThat(out.length()).isEqualTo(1);
    assertThat(through(serializer(Samples.PACKAGE + ".Empty"), empty)).isEqualTo(empty);
  }

  @Test
  void updatingRowsCarryTheirKindFirst() throws IOException {
    String name = Samples.PACKAGE + ".Updated";
    Object row = CLASSES.record(name, (byte) 2, "a");
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer(name).serialize(row, out);
    assertThat(out.getCopyOfBuffer()).containsExactly(2, 1, 'a');
    assertThat(through(serializer(name), row)).isEqualTo(row);
  }

  @Test
  void keysHashAsTheyAlwaysDid() throws IOException {
    String name = Samples.PACKAGE + ".WatchKey";
    Object key = CLASSES.record(name, "acc", 7L, true, 1.5, true, new byte[] {1}, null);
    int expected = "acc".hashCode();
    expected = 31 * expected + Long.hashCode(7);
    expected = 31 * expected + Boolean.hashCode(true);
    expected = 31 * expected + Double.hashCode(1.5);
    expected = 31 * expected + Boolean.hashCode(true);
    expected = 31 * expected + Arrays.hashCode(new byte[] {1});
    expected = 31 * expected + Objects.hashCode(null);
    assertThat(key.hashCode()).isEqualTo(expected);
    assertThat(key)
        .isEqualTo(CLASSES.record(name, "acc", 7L, true, 1.5, true, new byte[] {1}, null))
        .isNotEqualTo(CLASSES.record(name, "acc", 7L, false, 1.5, true, new byte[] {1}, null))
        .isNotEqualTo(CLASSES.record(name, "acc", 7L, true, 1.5, true, new byte[] {2}, null))
        .isNotEqualTo(CLASSES.record(name, "acc", 7L, true, 1.5, true, new byte[] {1}, ""));
    assertThat(through(serializer(name), key)).isEqualTo(key);
    assertThat(CLASSES.type(name).isKeyType()).isTrue();
    assertThat(CLASSES.type(PAYMENT).isKeyType()).isFalse();
  }

  @Test
  void accumulatorsAreCopiedToTheirLastSet() throws Exception {
    String name = Samples.PACKAGE + ".Sums";
    TypeSerializer<Object> serializer = serializer(name);
    assertThat(serializer.isImmutableType()).isFalse();
    Object sums = serializer.createInstance();
    assertThat(get(sums, "label")).isEqualTo("");
    assertThat(seen(sums).size()).isZero();
    set(sums, "count", 3L);
    seen(sums).add("x", 1);
    seen(sums).add("y", 3);
    numbers(sums).add(-1, 1);
    set(sums, "values", new ArrayList<>(List.of(1.0)));
    set(sums, "last", CLASSES.record(ADDRESS, "Bern", 0L, false));
    for (Object copy : List.of(serializer.copy(sums), through(serializer, sums))) {
      assertThat(copy).isNotSameAs(sums);
      for (String field : List.of("count", "label", "values", "last", "maybe")) {
        assertThat(get(copy, field)).isEqualTo(get(sums, field));
      }
      assertThat(seen(copy)).isNotSameAs(seen(sums));
      assertThat(seen(copy).values(0)).containsExactlyInAnyOrder("x", "y");
      assertThat(seen(copy).values(1)).containsExactly("y");
      assertThat(numbers(copy)).isNotSameAs(numbers(sums));
      assertThat(numbers(copy).ascending(0)).containsExactly(-1L);
      assertThat(get(copy, "values")).isNotSameAs(get(sums, "values"));
    }
  }

  @SuppressWarnings("unchecked") // The field is of texts.
  private static DistinctObjects<String> seen(Object sums) throws ReflectiveOperationException {
    return (DistinctObjects<String>) get(sums, "seen");
  }

  private static DistinctLongs numbers(Object sums) throws ReflectiveOperationException {
    return (DistinctLongs) get(sums, "numbers");
  }

  @Test
  void namesThatJavaOrGeneratedCodeUsesAreNoTrouble() throws Exception {
    RecordType type = Samples.NAMES;
    List<Field> fields = type.fields();
    List<StoredField> stored = fields.stream().map(StoredField::of).toList();
    CompiledSources classes =
        CompiledSources.of(
            List.of(
                row(type, RecordSpec.Kind.ROW),
                RecordWriter.write(
                    new RecordSpec(
                        "a.yaml",
                        Samples.PACKAGE,
                        "NamesAccumulator",
                        "names",
                        RecordSpec.Kind.ACCUMULATOR,
                        stored)),
                RecordWriter.write(
                    new RecordSpec(
                        "a.yaml",
                        Samples.PACKAGE,
                        "NamesKey",
                        "names",
                        RecordSpec.Kind.KEY,
                        stored))));
    List<Object> components = new ArrayList<>();
    for (int i = 0; i < fields.size() / 3; i++) {
      components.addAll(List.of("v" + i, (long) i, true, new byte[] {(byte) i}));
    }
    for (String name : List.of("Names", "NamesKey")) {
      Object row = classes.record(Samples.PACKAGE + "." + name, components.toArray());
      TypeSerializer<Object> serializer =
          classes.type(Samples.PACKAGE + "." + name).createSerializer(new SerializerConfigImpl());
      assertThat(through(serializer, row)).isEqualTo(row).hasSameHashCodeAs(row);
      List<Object> others = new ArrayList<>(components);
      others.set(others.size() - 1, new byte[] {99});
      assertThat(classes.record(Samples.PACKAGE + "." + name, others.toArray())).isNotEqualTo(row);
    }
  }

  @Test
  void noTextOfAUserBreaksOut() {
    String nasty = "x\"; */ } \\u000a \n // \u2028 ${x} <#if>";
    RecordType type =
        new RecordType(
            "Nasty",
            List.of(
                new Field(
                    "text",
                    nasty,
                    ScalarType.STRING,
                    false,
                    nasty,
                    List.of(nasty),
                    TimestampForm.ISO)));
    RecordSpec spec = RecordSpec.of(nasty, Samples.PACKAGE, type, RecordSpec.Kind.ROW);
    JavaFile file =
        RecordWriter.write(
            new RecordSpec(nasty, spec.packageName(), "Nasty", nasty, spec.kind(), spec.fields()));
    Object row = CompiledSources.of(List.of(file)).record(Samples.PACKAGE + ".Nasty", "v");
    assertThat(row).hasToString("Nasty[text=v]");
    assertThat(file.path()).isEqualTo("io/example/shop/Nasty.java");
  }

  @Test
  void noImportedNameIsFreeForRecords() {
    List<StoredField> stored = new ArrayList<>();
    Samples.PAYMENT.fields().forEach(field -> stored.add(StoredField.of(field)));
    stored.add(Samples.distinct("ids", ScalarType.STRING, "all"));
    stored.add(Samples.distinct("blobs", ScalarType.BYTES, "all"));
    stored.add(Samples.distinct("numbers", ScalarType.INT, "all", "some"));
    stored.add(StoredField.changeKind());
    List<JavaFile> files =
        List.of(
            row(Samples.PAYMENT, RecordSpec.Kind.SOURCE_ROW),
            change(),
            key(),
            RecordWriter.write(
                new RecordSpec(
                    "a.yaml",
                    Samples.PACKAGE,
                    "Sums",
                    "sums",
                    RecordSpec.Kind.ACCUMULATOR,
                    stored)));
    Set<String> taken = LibraryNames.lowerCase();
    for (JavaFile file : files) {
      assertThat(file.text().lines().filter(line -> line.startsWith("import ")))
          .isNotEmpty()
          .allMatch(
              line ->
                  taken.contains(
                      line.substring(line.lastIndexOf('.') + 1, line.length() - 1)
                          .toLowerCase(Locale.ROOT)));
    }
  }

  @Test
  void specsRefuseWhatRecordsCannotHold() {
    List<StoredField> list =
        List.of(StoredField.of("tags", new ListType(ScalarType.STRING), false));
    assertThatThrownBy(
            () -> new RecordSpec("a.yaml", Samples.PACKAGE, "K", "K", RecordSpec.Kind.KEY, list))
        .hasMessage("no scalar in a key: tags");
    List<StoredField> set = List.of(Samples.distinct("ids", ScalarType.STRING, "all"));
    assertThatThrownBy(
            () -> new RecordSpec("a.yaml", Samples.PACKAGE, "R", "R", RecordSpec.Kind.ROW, set))
        .hasMessage("only in an accumulator: ids");
  }

  @Test
  void constructorSlotsAreCountedAsJavaDoes() {
    List<StoredField> fields = new ArrayList<>();
    for (int i = 0; i < 84; i++) {
      fields.add(StoredField.of("f" + i, ScalarType.INT, true));
    }
    fields.add(StoredField.of("flag", ScalarType.BOOL, true));
    RecordSpec fits =
        new RecordSpec("a.yaml", Samples.PACKAGE, "R", "R", RecordSpec.Kind.ROW, fields);
    assertThat(fits.slots()).isEqualTo(RecordSpec.MAX_SLOTS);
    CompiledSources.of(List.of(RecordWriter.write(fits)));
    fields.add(StoredField.of("more", ScalarType.STRING, false));
    RecordSpec tooWide =
        new RecordSpec("a.yaml", Samples.PACKAGE, "R", "R", RecordSpec.Kind.ROW, fields);
    assertThatThrownBy(() -> CompiledSources.of(List.of(RecordWriter.write(tooWide))))
        .hasMessageContaining("too many parameters");
  }

  private static JavaFile row(RecordType type, RecordSpec.Kind kind) {
    return RecordWriter.write(RecordSpec.of("a.yaml", Samples.PACKAGE, type, kind));
  }

  private static JavaFile accumulator() {
    return RecordWriter.write(
        new RecordSpec(
            "a.yaml",
            Samples.PACKAGE,
            "Sums",
            "sums",
            RecordSpec.Kind.ACCUMULATOR,
            List.of(
                StoredField.of("count", ScalarType.INT, false),
                StoredField.of("label", ScalarType.STRING, false),
                Samples.distinct("seen", ScalarType.STRING, "all", "some"),
                Samples.distinct("numbers", ScalarType.INT, "all"),
                StoredField.of("values", new ListType(ScalarType.DOUBLE), false),
                StoredField.of("maybe", new ListType(ScalarType.DOUBLE), true),
                StoredField.of("last", Samples.ADDRESS, true))));
  }

  private static JavaFile change() {
    return RecordWriter.write(
        new RecordSpec(
            "a.yaml",
            Samples.PACKAGE,
            "Updated",
            "changes",
            RecordSpec.Kind.ROW,
            List.of(StoredField.changeKind(), StoredField.of("a", ScalarType.STRING, false))));
  }

  private static JavaFile key() {
    return RecordWriter.write(
        new RecordSpec(
            "a.yaml",
            Samples.PACKAGE,
            "WatchKey",
            "watch",
            RecordSpec.Kind.KEY,
            List.of(
                StoredField.of("account", ScalarType.STRING, false),
                StoredField.of("n", ScalarType.INT, true),
                StoredField.of("d", ScalarType.DOUBLE, false),
                StoredField.of("b", ScalarType.BOOL, false),
                StoredField.of("bytes", ScalarType.BYTES, false),
                StoredField.of("s", ScalarType.STRING, true))));
  }

  private static TypeSerializer<Object> serializer(String className) {
    return CLASSES.type(className).createSerializer(new SerializerConfigImpl());
  }

  private static Object through(TypeSerializer<Object> serializer, Object value)
      throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(16);
    serializer.serialize(value, out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    DataOutputSerializer copied = new DataOutputSerializer(16);
    serializer.copy(in, copied);
    assertThat(in.available()).isZero();
    assertThat(copied.getCopyOfBuffer()).isEqualTo(out.getCopyOfBuffer());
    return serializer.deserialize(new DataInputDeserializer(copied.getCopyOfBuffer()));
  }

  private static Object get(Object target, String field) throws ReflectiveOperationException {
    return target.getClass().getField(field).get(target);
  }

  private static void set(Object target, String field, Object value)
      throws ReflectiveOperationException {
    target.getClass().getField(field).set(target, value);
  }
}
