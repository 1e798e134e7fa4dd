package io.millrace.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HexFormat;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** Schemas: their bytes in snapshots, and what may follow what. */
class RecordSchemaTest {
  private static final RecordSchema INNER =
      RecordSchema.of("Inner", Integer.class).field("x", FieldType.INT).build();
  private static final RecordSchema ALL =
      RecordSchema.of("All", String.class)
          .field("byte", FieldType.BYTE)
          .field("bool", FieldType.BOOL)
          .defaultValue(true)
          .optional("int", FieldType.INT)
          .defaultValue(-2L)
          .field("double", FieldType.DOUBLE)
          .defaultValue(0.5)
          .field("string", FieldType.STRING)
          .defaultValue("ü")
          .aliases("text", "label")
          .optional("bytes", FieldType.BYTES)
          .field("timestamp", FieldType.TIMESTAMP)
          .field("duration", FieldType.DURATION)
          .field("list", FieldType.list(FieldType.map(FieldType.INT)))
          .field("set", FieldType.set(FieldType.STRING))
          .field("record", FieldType.record(INNER))
          .accumulator()
          .build();

  /** Snapshots of savepoints that users keep: if this fails, raise the version and read both. */
  private static final String ALL_BYTES =
      "04416c6c116a6176612e6c616e672e537472696e67020000000b0562797465000000000000000562"
          + "6f6f6c010001010000000004696e74020102fffffffffffffffe0000000007646f75626c65030003"
          + "3fe00000000000000000000007737472696e6704000402fc01000000020574657874066c6162656c"
          + "066279746573050100000000000a74696d657374616d7006000000000000096475726174696f6e07"
          + "000000000000056c697374202202000000000000047365742104000000000000077265636f726423"
          + "06496e6e6572126a6176612e6c616e672e496e746567657200000000010278020000000000000000"
          + "00000000";

  @Test
  void snapshotsAreReadAsTheyWereWritten() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    RecordSchemaCodec.write(ALL, out);
    assertThat(HexFormat.of().formatHex(out.getCopyOfBuffer())).isEqualTo(ALL_BYTES);
    RecordSchema read =
        RecordSchemaCodec.read(new DataInputDeserializer(HexFormat.of().parseHex(ALL_BYTES)));
    assertThat(read).isEqualTo(ALL);
  }

  @Test
  void unknownTagsAreRefused() {
    assertThatThrownBy(
            () ->
                RecordSchemaCodec.read(
                    new DataInputDeserializer(new byte[] {2, 'A', 2, 'B', 9, 0, 0, 0, 0})))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("unknown kind 9");
  }

  @Test
  void aliasesNeverTakeAFieldThatIsStillThere() {
    RecordSchema old =
        RecordSchema.of("R", String.class)
            .field("a", FieldType.INT)
            .field("b", FieldType.INT)
            .build();
    RecordSchema renamed =
        RecordSchema.of("R", String.class)
            .field("a", FieldType.INT)
            .field("c", FieldType.INT)
            .aliases("a", "b")
            .build();
    assertThat(SchemaComparison.compare(old, renamed).verdict())
        .isEqualTo(SchemaComparison.Verdict.SAME);
    RecordSchema twice =
        RecordSchema.of("R", String.class)
            .field("c", FieldType.INT)
            .aliases("b")
            .field("d", FieldType.INT)
            .aliases("b")
            .build();
    assertThat(SchemaComparison.compare(old, twice).reasons())
        .containsExactly("field d: an alias names a stored field that another field takes");
  }

  @Test
  void verdicts() {
    RecordSchema old =
        RecordSchema.of("R", String.class)
            .field("a", FieldType.INT)
            .optional("b", FieldType.STRING)
            .build();
    assertThat(verdict(old, old)).isEqualTo(SchemaComparison.Verdict.SAME);
    assertThat(
            verdict(
                old,
                RecordSchema.of("R", String.class)
                    .optional("b", FieldType.STRING)
                    .field("a", FieldType.INT)
                    .build()))
        .isEqualTo(SchemaComparison.Verdict.MIGRATE);
    assertThat(verdict(old, RecordSchema.of("R", String.class).build()))
        .isEqualTo(SchemaComparison.Verdict.MIGRATE);
    assertThat(
            verdict(
                old,
                RecordSchema.of("R", String.class)
                    .field("kind", FieldType.BYTE)
                    .field("a", FieldType.DOUBLE)
                    .optional("b", FieldType.STRING)
                    .build()))
        .isEqualTo(SchemaComparison.Verdict.MIGRATE);
    assertThat(
            verdict(
                old,
                RecordSchema.of("R", String.class)
                    .field("a", FieldType.TIMESTAMP)
                    .optional("b", FieldType.STRING)
                    .build()))
        .isEqualTo(SchemaComparison.Verdict.INCOMPATIBLE);
    assertThat(
            verdict(
                RecordSchema.of("R", String.class).key().field("a", FieldType.INT).build(),
                RecordSchema.of("R", String.class).key().field("a", FieldType.DOUBLE).build()))
        .isEqualTo(SchemaComparison.Verdict.INCOMPATIBLE);
  }

  private static SchemaComparison.Verdict verdict(RecordSchema old, RecordSchema now) {
    return SchemaComparison.compare(old, now).verdict();
  }
}
