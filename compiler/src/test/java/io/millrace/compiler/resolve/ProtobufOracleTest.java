package io.millrace.compiler.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldOptions;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MessageOptions;
import com.google.protobuf.DescriptorProtos.OneofDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DurationProto;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.TimestampProto;
import com.google.protobuf.WrappersProto;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.files.SourceTree;
import io.millrace.compiler.generate.format.DecoderSpec;
import io.millrace.compiler.generate.format.DecoderWriter;
import io.millrace.compiler.generate.format.EncoderSpec;
import io.millrace.compiler.generate.format.EncoderWriter;
import io.millrace.compiler.generate.record.CompiledSources;
import io.millrace.compiler.generate.record.RecordSpec;
import io.millrace.compiler.generate.record.RecordWriter;
import io.millrace.compiler.generate.text.JavaFile;
import io.millrace.compiler.model.FormatDecl;
import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.MapType;
import io.millrace.compiler.types.RecordType;
import io.millrace.runtime.format.DecodeException;
import io.millrace.runtime.format.RecordDecoder;
import io.millrace.runtime.format.RecordEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Generated decoders and encoders of Protocol Buffers, against Google's own library. */
@Tag("thorough")
class ProtobufOracleTest {
  private static final String PACKAGE = "io.example.proto";

  /** The types of scalars, in the order of their numbers in the message. */
  private static final List<String> SCALARS =
      List.of(
          "double",
          "float",
          "int32",
          "int64",
          "uint32",
          "uint64",
          "sint32",
          "sint64",
          "fixed32",
          "fixed64",
          "sfixed32",
          "sfixed64",
          "bool",
          "string",
          "bytes");

  private static final String REST =
      """
        Kind kind = 101;
        repeated Kind kinds = 102;
        Place home = 103;
        repeated Place places = 104;
        map<string, Place> named = 105;
        map<string, sint64> counts = 106;
        map<string, Kind> choices = 107;
        google.protobuf.Timestamp at = 108;
        google.protobuf.Duration took = 109;
        repeated google.protobuf.Timestamp times = 110;
        google.protobuf.Int64Value maybe = 111;
        google.protobuf.StringValue note = 112;
        oneof means {
          string card = 113;
          Place bank = 114;
          int64 voucher = 115;
        }
      }
      message Place {
        string city = 1;
        optional int32 zip = 2;
        Deep deep = 3;
      }
      message Deep { repeated double values = 1; optional bool yes = 2; }
      enum Kind { NONE = 0; CARD = 1; CASH = 5; LOST = -3; }
      """;

  @TempDir private Path directory;

  private static String schema() {
    StringBuilder out =
        new StringBuilder("syntax = \"proto3\";\npackage com.example;\nmessage Everything {\n");
    for (int i = 0; i < SCALARS.size(); i++) {
      String type = SCALARS.get(i);
      out.append("  %s a%d = %d;\n".formatted(type, i, i + 1));
      out.append("  optional %s b%d = %d;\n".formatted(type, i, i + 21));
      out.append("  repeated %s c%d = %d;\n".formatted(type, i, i + 41));
      out.append("  repeated %s d%d = %d [packed = false];\n".formatted(type, i, i + 61));
    }
    return out.append(REST).toString();
  }

  private ProtoFile.Row rows(String schema, String message) throws IOException {
    Path file = Files.writeString(directory.resolve("everything.proto"), schema);
    Diagnostics found = new Diagnostics();
    SchemaFiles files =
        new SchemaFiles(new SourceTree(directory), directory.resolve("pipeline.yaml"));
    ProtoSymbols symbols = new ProtoSymbols(files, "types.T", found);
    symbols.load(file);
    ProtoFile.Row row =
        new ProtoFile(symbols, "types.T", null, name -> name, found)
            .read(symbols.get(message), "Everything", Set.of(), Set.of());
    assertThat(found.sorted()).isEmpty();
    return row;
  }

  /** The same schema as Google's library has it; it cannot read the text itself. */
  private static Descriptor descriptor() throws Exception {
    DescriptorProto.Builder all = DescriptorProto.newBuilder().setName("Everything");
    int choices = 0;
    for (int i = 0; i < SCALARS.size(); i++) {
      FieldDescriptorProto.Type type =
          FieldDescriptorProto.Type.valueOf(
              "TYPE_" + SCALARS.get(i).toUpperCase(java.util.Locale.ROOT));
      all.addField(field("a" + i, i + 1, type, ""));
      all.addField(list("c" + i, i + 41, type, ""));
      FieldDescriptorProto.Builder unpacked = list("d" + i, i + 61, type, "");
      if (!Set.of("string", "bytes").contains(SCALARS.get(i))) {
        unpacked.setOptions(FieldOptions.newBuilder().setPacked(false));
      }
      all.addField(unpacked);
    }
    all.addField(field("kind", 101, FieldDescriptorProto.Type.TYPE_ENUM, ".com.example.Kind"));
    all.addField(list("kinds", 102, FieldDescriptorProto.Type.TYPE_ENUM, ".com.example.Kind"));
    all.addField(field("home", 103, FieldDescriptorProto.Type.TYPE_MESSAGE, ".com.example.Place"));
    all.addField(list("places", 104, FieldDescriptorProto.Type.TYPE_MESSAGE, ".com.example.Place"));
    map(all, "named", 105, FieldDescriptorProto.Type.TYPE_MESSAGE, ".com.example.Place");
    map(all, "counts", 106, FieldDescriptorProto.Type.TYPE_SINT64, "");
    map(all, "choices", 107, FieldDescriptorProto.Type.TYPE_ENUM, ".com.example.Kind");
    all.addField(
        field("at", 108, FieldDescriptorProto.Type.TYPE_MESSAGE, ".google.protobuf.Timestamp"));
    all.addField(
        field("took", 109, FieldDescriptorProto.Type.TYPE_MESSAGE, ".google.protobuf.Duration"));
    all.addField(
        list("times", 110, FieldDescriptorProto.Type.TYPE_MESSAGE, ".google.protobuf.Timestamp"));
    all.addField(
        field("maybe", 111, FieldDescriptorProto.Type.TYPE_MESSAGE, ".google.protobuf.Int64Value"));
    all.addField(
        field("note", 112, FieldDescriptorProto.Type.TYPE_MESSAGE, ".google.protobuf.StringValue"));
    all.addOneofDecl(OneofDescriptorProto.newBuilder().setName("means"));
    all.addField(field("card", 113, FieldDescriptorProto.Type.TYPE_STRING, "").setOneofIndex(0));
    all.addField(
        field("bank", 114, FieldDescriptorProto.Type.TYPE_MESSAGE, ".com.example.Place")
            .setOneofIndex(0));
    all.addField(field("voucher", 115, FieldDescriptorProto.Type.TYPE_INT64, "").setOneofIndex(0));
    for (int i = 0; i < SCALARS.size(); i++) {
      FieldDescriptorProto.Type type =
          FieldDescriptorProto.Type.valueOf(
              "TYPE_" + SCALARS.get(i).toUpperCase(java.util.Locale.ROOT));
      all.addOneofDecl(OneofDescriptorProto.newBuilder().setName("_b" + i));
      all.addField(
          field("b" + i, i + 21, type, "").setOneofIndex(++choices).setProto3Optional(true));
    }
    DescriptorProto.Builder place = DescriptorProto.newBuilder().setName("Place");
    place.addField(field("city", 1, FieldDescriptorProto.Type.TYPE_STRING, ""));
    place.addOneofDecl(OneofDescriptorProto.newBuilder().setName("_zip"));
    place.addField(
        field("zip", 2, FieldDescriptorProto.Type.TYPE_INT32, "")
            .setOneofIndex(0)
            .setProto3Optional(true));
    place.addField(field("deep", 3, FieldDescriptorProto.Type.TYPE_MESSAGE, ".com.example.Deep"));
    DescriptorProto.Builder deep = DescriptorProto.newBuilder().setName("Deep");
    deep.addField(list("values", 1, FieldDescriptorProto.Type.TYPE_DOUBLE, ""));
    deep.addOneofDecl(OneofDescriptorProto.newBuilder().setName("_yes"));
    deep.addField(
        field("yes", 2, FieldDescriptorProto.Type.TYPE_BOOL, "")
            .setOneofIndex(0)
            .setProto3Optional(true));
    EnumDescriptorProto.Builder kind = EnumDescriptorProto.newBuilder().setName("Kind");
    Map.of("NONE", 0, "CARD", 1, "CASH", 5, "LOST", -3).entrySet().stream()
        .sorted(Map.Entry.comparingByValue(java.util.Comparator.comparing(Math::abs)))
        .forEach(
            value ->
                kind.addValue(
                    EnumValueDescriptorProto.newBuilder()
                        .setName(value.getKey())
                        .setNumber(value.getValue())));
    FileDescriptorProto file =
        FileDescriptorProto.newBuilder()
            .setSyntax("proto3")
            .setName("everything.proto")
            .setPackage("com.example")
            .addDependency("google/protobuf/timestamp.proto")
            .addDependency("google/protobuf/duration.proto")
            .addDependency("google/protobuf/wrappers.proto")
            .addMessageType(all)
            .addMessageType(place)
            .addMessageType(deep)
            .addEnumType(kind)
            .build();
    FileDescriptor built =
        FileDescriptor.buildFrom(
            file,
            new FileDescriptor[] {
              TimestampProto.getDescriptor(),
              DurationProto.getDescriptor(),
              WrappersProto.getDescriptor()
            });
    return built.findMessageTypeByName("Everything");
  }

  private static FieldDescriptorProto.Builder field(
      String name, int number, FieldDescriptorProto.Type type, String typeName) {
    FieldDescriptorProto.Builder made =
        FieldDescriptorProto.newBuilder()
            .setName(name)
            .setNumber(number)
            .setType(type)
            .setLabel(Label.LABEL_OPTIONAL);
    return typeName.isEmpty() ? made : made.setTypeName(typeName);
  }

  private static FieldDescriptorProto.Builder list(
      String name, int number, FieldDescriptorProto.Type type, String typeName) {
    return field(name, number, type, typeName).setLabel(Label.LABEL_REPEATED);
  }

  private static void map(
      DescriptorProto.Builder all,
      String name,
      int number,
      FieldDescriptorProto.Type type,
      String typeName) {
    String entry =
        name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1) + "Entry";
    all.addNestedType(
        DescriptorProto.newBuilder()
            .setName(entry)
            .addField(field("key", 1, FieldDescriptorProto.Type.TYPE_STRING, ""))
            .addField(field("value", 2, type, typeName))
            .setOptions(MessageOptions.newBuilder().setMapEntry(true)));
    all.addField(
        list(
            name,
            number,
            FieldDescriptorProto.Type.TYPE_MESSAGE,
            ".com.example.Everything." + entry));
  }

  private static CompiledSources compile(RecordType used, ProtoFile.Row row) {
    Map<String, RecordType> records = new LinkedHashMap<>();
    collect(used, records);
    List<JavaFile> files = new ArrayList<>();
    records.forEach(
        (name, record) ->
            files.add(
                RecordWriter.write(RecordSpec.of("a.yaml", PACKAGE, record, RecordSpec.Kind.ROW))));
    files.add(
        DecoderWriter.write(
            new DecoderSpec(
                "a.yaml",
                PACKAGE,
                "In",
                "in",
                used,
                row.type(),
                FormatDecl.Kind.PROTOBUF,
                ',',
                false,
                null,
                row.message(),
                false)));
    files.add(
        EncoderWriter.write(
            new EncoderSpec(
                "a.yaml",
                PACKAGE,
                "Out",
                "out",
                used,
                used.fields(),
                FormatDecl.Kind.PROTOBUF,
                ',',
                false,
                null,
                row.message())));
    return CompiledSources.of(files);
  }

  private static void collect(io.millrace.compiler.types.Type type, Map<String, RecordType> into) {
    if (type instanceof RecordType record) {
      if (into.putIfAbsent(record.name(), record) == null) {
        record.fields().forEach(field -> collect(field.type(), into));
      }
    } else if (type instanceof ListType list) {
      collect(list.element(), into);
    } else if (type instanceof MapType map) {
      collect(map.value(), into);
    }
  }

  private static DynamicMessage random(Descriptor type, Random random, double share) {
    DynamicMessage.Builder made = DynamicMessage.newBuilder(type);
    for (FieldDescriptor field : type.getFields()) {
      if (random.nextDouble() > share) {
        continue;
      }
      if (field.isMapField()) {
        Descriptor entry = field.getMessageType();
        for (int i = random.nextInt(3); i > 0; i--) {
          made.addRepeatedField(
              field,
              DynamicMessage.newBuilder(entry)
                  .setField(entry.findFieldByName("key"), "k" + i)
                  .setField(
                      entry.findFieldByName("value"),
                      value(entry.findFieldByName("value"), random, share))
                  .build());
        }
      } else if (field.isRepeated()) {
        for (int i = random.nextInt(4); i > 0; i--) {
          made.addRepeatedField(field, value(field, random, share));
        }
      } else {
        made.setField(field, value(field, random, share));
      }
    }
    return made.build();
  }

  private static Object value(FieldDescriptor field, Random random, double share) {
    long any = random.nextLong() >> random.nextInt(64);
    return switch (field.getType()) {
      case DOUBLE -> random.nextInt(5) == 0 ? -0.0 : Double.longBitsToDouble(any);
      case FLOAT -> random.nextInt(5) == 0 ? 0f : (float) random.nextGaussian();
      case INT64, SINT64, SFIXED64 -> any;
      case UINT64, FIXED64 -> any & Long.MAX_VALUE;
      case INT32, SINT32, SFIXED32, UINT32, FIXED32 -> (int) any;
      case BOOL -> random.nextBoolean();
      case STRING -> random.nextBoolean() ? "" : "é\uD83D\uDE00x".repeat(random.nextInt(50));
      case BYTES -> ByteString.copyFrom(new byte[random.nextInt(3)]);
      case ENUM -> field.getEnumType().findValueByNumberCreatingIfUnknown(random.nextInt(8) - 3);
      case MESSAGE -> message(field.getMessageType(), random, share);
      case GROUP -> throw new IllegalStateException();
    };
  }

  /** Times of whole microseconds, as rows have no finer ones. */
  private static DynamicMessage message(Descriptor type, Random random, double share) {
    if (!Set.of("Timestamp", "Duration").contains(type.getName())) {
      return random(type, random, share);
    }
    boolean back = type.getName().equals("Duration") && random.nextBoolean();
    long seconds = random.nextInt(2_000_000_000);
    int nanos = random.nextInt(1_000_000) * 1_000;
    return DynamicMessage.newBuilder(type)
        .setField(type.findFieldByName("seconds"), back ? -seconds : seconds)
        .setField(type.findFieldByName("nanos"), back && seconds != 0 ? -nanos : nanos)
        .build();
  }

  @Test
  void randomMessagesComeBackAsTheyWere() throws Exception {
    Descriptor type = descriptor();
    ProtoFile.Row row = rows(schema(), "com.example.Everything");
    CompiledSources classes = compile(row.type(), row);
    RecordDecoder<Object> decoder = classes.create(PACKAGE + ".In");
    RecordEncoder<Object> encoder = classes.create(PACKAGE + ".Out");
    Random random = new Random(7);
    for (int i = 0; i < 400; i++) {
      byte[] bytes = random(type, random, random.nextDouble()).toByteArray();
      if (i % 4 == 0) {
        // Messages behind one another are merged.
        bytes = joined(bytes, random(type, random, random.nextDouble()).toByteArray());
      }
      DynamicMessage expected = DynamicMessage.parseFrom(type, bytes);
      byte[] embedded = joined(joined(new byte[1], bytes), new byte[2]);
      Object decoded = decoder.decode(embedded, 1, bytes.length);
      assertThat(DynamicMessage.parseFrom(type, encoder.encode(decoded))).isEqualTo(expected);
      damaged(decoder, bytes, random);
    }
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  @Test
  void unusedFieldsAreSkippedAndChoicesKeepTheLast() throws Exception {
    Descriptor type = descriptor();
    ProtoFile.Row row = rows(schema(), "com.example.Everything");
    Set<String> names = Set.of("a3", "card", "home", "c2");
    RecordType used =
        new RecordType(
            "Everything",
            row.type().fields().stream().filter(f -> names.contains(f.name())).toList());
    CompiledSources classes = compile(used, row);
    RecordDecoder<Object> decoder = classes.create(PACKAGE + ".In");
    RecordEncoder<Object> encoder = classes.create(PACKAGE + ".Out");
    Random random = new Random(8);
    for (int i = 0; i < 200; i++) {
      byte[] bytes =
          joined(random(type, random, 0.5).toByteArray(), random(type, random, 0.5).toByteArray());
      DynamicMessage.Builder expected = DynamicMessage.parseFrom(type, bytes).toBuilder();
      for (FieldDescriptor field : type.getFields()) {
        if (!names.contains(field.getName())) {
          expected.clearField(field);
        }
      }
      Object decoded = decoder.decode(bytes, 0, bytes.length);
      assertThat(DynamicMessage.parseFrom(type, encoder.encode(decoded)))
          .isEqualTo(expected.build());
    }
  }

  /** Bytes that are no message end in a decode exception, or happen to be another message. */
  private static void damaged(RecordDecoder<Object> decoder, byte[] bytes, Random random) {
    if (bytes.length == 0) {
      return;
    }
    byte[] changed = bytes.clone();
    for (int i = 0; i < 3; i++) {
      changed[random.nextInt(changed.length)] = (byte) random.nextInt();
    }
    byte[] noise = new byte[random.nextInt(40)];
    random.nextBytes(noise);
    for (byte[] document : List.of(changed, Arrays.copyOf(bytes, bytes.length / 2), noise)) {
      try {
        decoder.decode(document, 0, document.length);
      } catch (DecodeException e) {
        assertThat(e).hasMessageMatching("(?s).*at byte \\d+");
      }
    }
  }

  @Test
  void errorsNameTheField() throws Exception {
    ProtoFile.Row row =
        rows(
            """
            syntax = "proto2";
            message Payment {
              required string id = 1;
              optional Place home = 2;
              optional uint64 n = 3;
            }
            message Place { required string city = 1; }
            """,
            "Payment");
    RecordDecoder<Object> decoder = compile(row.type(), row).create(PACKAGE + ".In");
    assertError(decoder, new byte[] {}, "field id: missing");
    assertError(
        decoder, new byte[] {10, 5, 'a'}, "field id: 5 bytes should follow, 1 are left, at byte 2");
    assertError(
        decoder,
        new byte[] {10, 1, (byte) 0xff},
        "field id: expected UTF-8, found other bytes, at byte 2");
    assertError(decoder, new byte[] {10, 1, 'a', 18, 0}, "field home.city: missing");
    assertError(
        decoder,
        new byte[] {24, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1},
        "field n: 18446744073709551615 does not fit into 64 bits with a sign, at byte 11");
    assertError(decoder, new byte[] {1}, "no field has the tag 1, at byte 1");
    assertError(decoder, new byte[] {14}, "field id: there is no wire type 6 here, at byte 1");
    byte[] groups = new byte[300];
    Arrays.fill(groups, (byte) 43);
    assertThatThrownBy(() -> decoder.decode(groups, 0, groups.length))
        .hasMessage("more than 100 groups within each other, at byte 101");
    assertThat(decoder.decode(new byte[] {10, 1, 'a', 43, 44}, 0, 5).toString()).contains("id=a");
  }

  private static void assertError(RecordDecoder<Object> decoder, byte[] bytes, String message) {
    assertThatThrownBy(() -> decoder.decode(bytes, 0, bytes.length))
        .isInstanceOf(DecodeException.class)
        .hasMessage(message);
  }
}
