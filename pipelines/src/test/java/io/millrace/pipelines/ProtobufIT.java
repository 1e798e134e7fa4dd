package io.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Timestamp;
import com.google.protobuf.TimestampProto;
import io.millrace.local.kafka.TopicRecord;
import io.millrace.local.kafka.TopicWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages that Google's library wrote go in, and it reads those that come out. */
class ProtobufIT {
  private static final Descriptor PAYMENT =
      descriptor("Payment", FieldDescriptorProto.Type.TYPE_DOUBLE, true);
  private static final Descriptor LARGE =
      descriptor("Large", FieldDescriptorProto.Type.TYPE_FLOAT, false);

  /** The messages of {@code shop-payment.proto}. */
  private static Descriptor descriptor(
      String name, FieldDescriptorProto.Type amount, boolean tags) {
    DescriptorProto.Builder message = DescriptorProto.newBuilder().setName(name);
    message.addField(field("account", 1, FieldDescriptorProto.Type.TYPE_STRING));
    message.addField(field("amount", 2, amount));
    message.addField(
        field("at", 3, FieldDescriptorProto.Type.TYPE_MESSAGE)
            .setTypeName(".google.protobuf.Timestamp"));
    message.addField(
        tags
            ? field("tags", 4, FieldDescriptorProto.Type.TYPE_STRING).setLabel(Label.LABEL_REPEATED)
            : field("tags", 4, FieldDescriptorProto.Type.TYPE_INT64));
    message.addField(field("note", 5, FieldDescriptorProto.Type.TYPE_STRING));
    FileDescriptorProto file =
        FileDescriptorProto.newBuilder()
            .setSyntax("proto3")
            .setName(name + ".proto")
            .addDependency("google/protobuf/timestamp.proto")
            .addMessageType(message)
            .build();
    try {
      return FileDescriptor.buildFrom(file, new FileDescriptor[] {TimestampProto.getDescriptor()})
          .findMessageTypeByName(name);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static FieldDescriptorProto.Builder field(
      String name, int number, FieldDescriptorProto.Type type) {
    return FieldDescriptorProto.newBuilder()
        .setName(name)
        .setNumber(number)
        .setType(type)
        .setLabel(Label.LABEL_OPTIONAL);
  }

  private static DynamicMessage payment(String account, double amount, long seconds) {
    return DynamicMessage.newBuilder(PAYMENT)
        .setField(PAYMENT.findFieldByName("account"), account)
        .setField(PAYMENT.findFieldByName("amount"), amount)
        .setField(PAYMENT.findFieldByName("at"), Timestamp.newBuilder().setSeconds(seconds).build())
        .addRepeatedField(PAYMENT.findFieldByName("tags"), "x")
        .addRepeatedField(PAYMENT.findFieldByName("tags"), "y")
        .build();
  }

  @Test
  void readsAndWritesWhatGooglesLibraryDoes() throws Exception {
    for (String topic : List.of("protobuf.payments", "protobuf.large", "protobuf.rejects")) {
      Topics.fresh(topic, 1);
    }
    DynamicMessage noted =
        payment("b", 40, 1_767_225_601L).toBuilder()
            .setField(PAYMENT.findFieldByName("note"), "hello")
            .build();
    byte[] whole = noted.toByteArray();
    byte[] cut = java.util.Arrays.copyOf(whole, whole.length - 3);
    DynamicMessage timeless = noted.toBuilder().clearField(PAYMENT.findFieldByName("at")).build();
    try (TopicWriter writer = Topics.writer("protobuf.payments")) {
      for (byte[] value :
          List.of(
              payment("a", 12.25, 1_767_225_600L).toByteArray(),
              payment("a", 5, 1_767_225_600L).toByteArray(),
              cut,
              timeless.toByteArray(),
              whole)) {
        writer.send(null, null, null, value, List.of());
      }
    }
    try (RunningPipeline running = RunningPipeline.start(Pipelines.compileTest("protobuf"))) {
      Topics.await("protobuf.rejects", 2);
      Topics.await("protobuf.large", 2);
      running.settle();
    }
    List<String> rows = new ArrayList<>();
    for (TopicRecord record : Topics.readAll("protobuf.large")) {
      DynamicMessage message = DynamicMessage.parseFrom(LARGE, record.value());
      rows.add(record.keyText() + ": " + message.toString().replaceAll("\\s+", " ").strip());
    }
    assertThat(rows)
        .containsExactlyInAnyOrder(
            "a: account: \"a\" amount: 24.5 at { seconds: 1767225600 } tags: 2",
            "b: account: \"b\" amount: 80.0 at { seconds: 1767225601 } tags: 2 note: \"hello\"");
    assertThat(Topics.readAll("protobuf.rejects"))
        .extracting(record -> record.header("millrace.cause"))
        .satisfiesExactly(
            cause -> assertThat(cause).contains("field note: 5 bytes should follow, 2 are left"),
            cause -> assertThat(cause).contains("field at: missing"));
  }
}
