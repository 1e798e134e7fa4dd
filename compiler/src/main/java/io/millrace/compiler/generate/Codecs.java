package io.millrace.compiler.generate;

import io.millrace.compiler.generate.format.DecoderSpec;
import io.millrace.compiler.generate.format.DecoderWriter;
import io.millrace.compiler.generate.format.EncoderSpec;
import io.millrace.compiler.generate.format.EncoderWriter;
import io.millrace.compiler.generate.format.KeyDecoderWriter;
import io.millrace.compiler.model.FormatDecl;
import io.millrace.compiler.plan.AvroSpec;
import io.millrace.compiler.plan.FormatSpec;
import io.millrace.compiler.plan.KafkaUpsert;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The decoder and encoder classes of a pipeline, and where bad records come out. */
final class Codecs {
  private final JobContext job;
  private final Map<String, String> badRecords = new LinkedHashMap<>();

  Codecs(JobContext job) {
    this.job = job;
  }

  /** Generates the decoder of a source and gives its class name. */
  String decoder(PlanNode.DecodingSource node) {
    return decoder(node.id(), node, node.format());
  }

  /** Generates a decoder of a source's rows in a format, and gives its class name. */
  String decoder(String id, PlanNode.DecodingSource node, FormatSpec format) {
    String name = job.names.classFor(id, "Decoder");
    job.files.add(
        DecoderWriter.write(
            new DecoderSpec(
                job.source(),
                job.packageName,
                name,
                node.id(),
                node.decoded(),
                node.wire(),
                format.kind(),
                format.delimiter(),
                format.header(),
                format.avro(),
                format.proto(),
                format.fast())));
    return name;
  }

  /** Generates the decoder of the keys of a source's records and gives its class name. */
  String keyDecoder(String id, KafkaUpsert upsert) {
    String name = job.names.classFor(id, "KeyDecoder");
    RecordType key = upsert.key();
    job.files.add(
        upsert.jsonKey()
            ? DecoderWriter.write(
                new DecoderSpec(
                    job.source(),
                    job.packageName,
                    name,
                    id,
                    key,
                    key,
                    FormatDecl.Kind.JSON,
                    ',',
                    false))
            : KeyDecoderWriter.write(job.source(), job.packageName, name, id, key));
    return name;
  }

  /** What the constructor of a decoder or encoder is given. */
  static String arguments(FormatSpec format) {
    AvroSpec avro = format.avro();
    if (avro == null || avro.registry() == null) {
      return "";
    }
    String registry = DeployJava.text(avro.registry());
    return avro.subject() == null ? registry : registry + ", " + DeployJava.text(avro.subject());
  }

  /** Generates the decoder of a lookup's answers and gives its class name. */
  String answerDecoder(String id, RecordType answer, RecordType wire) {
    String name = job.names.classFor(id, "Decoder");
    job.files.add(
        DecoderWriter.write(
            new DecoderSpec(
                job.source(),
                job.packageName,
                name,
                id,
                answer,
                wire,
                FormatDecl.Kind.JSON,
                ',',
                false)));
    return name;
  }

  /** Generates the encoder of a row's value and gives its class name. */
  String encoder(String id, RecordType row, List<Field> fields, FormatSpec format) {
    String name = job.names.classFor(id, "Encoder");
    job.files.add(
        EncoderWriter.write(
            new EncoderSpec(
                job.source(),
                job.packageName,
                name,
                id,
                row,
                fields,
                format.kind(),
                format.delimiter(),
                format.header(),
                format.avro(),
                format.proto())));
    return name;
  }

  /** Generates the encoder of a record's key and gives its class name. */
  String keyEncoder(String id, RecordType row, List<String> key, boolean json) {
    return keyEncoder(id, "KeyEncoder", row, key, json);
  }

  /** Generates an encoder of what picks a record's partition and gives its class name. */
  String partitionEncoder(String id, RecordType row, List<String> fields) {
    return keyEncoder(id, "PartitionEncoder", row, fields, fields.size() > 1);
  }

  private String keyEncoder(
      String id, String suffix, RecordType row, List<String> key, boolean json) {
    String name = job.names.classFor(id, suffix);
    EncoderSpec spec = EncoderSpec.key(job.source(), job.packageName, name, id, row, key);
    job.files.add(EncoderWriter.write(json ? spec.asJson() : spec));
    return name;
  }

  /** Notes Java for the stream of a node's bad records; several streams are merged. */
  void badRecords(String node, String stream) {
    badRecords.merge(node, stream, (one, more) -> one + ".union(" + more + ")");
  }

  /** Java for the stream of a node's bad records. */
  String badRecords(String node) {
    String stream = badRecords.get(node);
    if (stream == null) {
      throw new IllegalStateException("nobody wrote the dead letters of " + node);
    }
    return stream;
  }
}
