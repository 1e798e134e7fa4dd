package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.ReferenceCode;
import io.millrace.compiler.model.BlackholeSinkDecl;
import io.millrace.compiler.model.FormatDecl;
import io.millrace.compiler.model.JdbcSinkDecl;
import io.millrace.compiler.model.NodeHead;
import io.millrace.compiler.model.SinkDecl;
import io.millrace.compiler.plan.BlackholeSink;
import io.millrace.compiler.plan.DeployValue;
import io.millrace.compiler.plan.KafkaCluster;
import io.millrace.compiler.plan.KafkaRecord;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.StreamRef;
import io.millrace.compiler.types.RecordType;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sink declarations to plan nodes; null after a report. */
final class SinkResolver {
  private final Resolution resolution;
  private final Inputs inputs;
  private final Connections connections;
  private final Set<String> deadLetterSinks;
  private final KafkaRecordResolver records;
  private final JdbcSinkResolver databases;

  SinkResolver(
      Resolution resolution, Inputs inputs, Connections connections, Set<String> deadLetterSinks) {
    this.resolution = resolution;
    this.inputs = inputs;
    this.connections = connections;
    this.deadLetterSinks = deadLetterSinks;
    this.records = new KafkaRecordResolver(resolution);
    this.databases = new JdbcSinkResolver(resolution, connections);
  }

  @Nullable PlanNode resolve(SinkDecl decl) {
    String id = decl.head().id().value();
    boolean deadLetters = deadLetterSinks.contains(id);
    if (decl.inputs().isEmpty() && !deadLetters) {
      resolution.out.add(
          Diagnostic.of(
                  ReferenceCode.REF014,
                  decl.head().id().span(),
                  decl.head().path(),
                  "sink `" + id + "` has no input")
              .withHelp("`input: <node>`"));
      return null;
    }
    if (deadLetters) {
      return deadLetterSink(decl);
    }
    Inputs.Merged merged = inputs.merge(decl.head(), decl.inputs());
    if (decl instanceof SinkDecl.Kafka kafka) {
      return kafka(kafka, merged);
    }
    if (decl instanceof JdbcSinkDecl jdbc) {
      return databases.resolve(jdbc, merged);
    }
    if (decl instanceof BlackholeSinkDecl) {
      return merged == null
          ? null
          : new BlackholeSink(resolution.info(decl.head()), merged.refs(), merged.shape().row());
    }
    if (decl instanceof SinkDecl.Print) {
      return merged == null
          ? null
          : new PlanNode.PrintSink(
              resolution.info(decl.head()), merged.refs(), merged.shape().row());
    }
    return file((SinkDecl.File) decl, merged);
  }

  private @Nullable PlanNode deadLetterSink(SinkDecl decl) {
    if (decl instanceof SinkDecl.Kafka kafka
        && kafka.format().kind().value() == FormatDecl.Kind.RAW
        && kafka.inputs().isEmpty()
        && kafka.record().key().isEmpty()) {
      KafkaCluster cluster = connections.cluster(kafka.connection(), kafka.head().path());
      return cluster == null ? null : node(kafka, cluster, List.of(), KafkaRecord.plain(), null);
    }
    resolution.out.add(
        Diagnostic.of(
                ReferenceCode.REF010,
                decl.head().id().span(),
                decl.head().path(),
                "`"
                    + decl.head().id().value()
                    + "` takes dead letters, so it must be a Kafka sink of format raw without"
                    + " input and key")
            .withHelp("write dead letters and rows to sinks of their own"));
    return null;
  }

  private @Nullable PlanNode kafka(SinkDecl.Kafka decl, Inputs.@Nullable Merged merged) {
    KafkaCluster cluster = connections.cluster(decl.connection(), decl.head().path());
    if (merged == null) {
      return null;
    }
    RecordType row = merged.shape().row();
    KafkaRecord record = records.resolve(decl, merged);
    if (record == null) {
      return null;
    }
    Formats.check(
        resolution,
        decl.format(),
        row.fields().stream().filter(f -> record.value().contains(f.name())).toList(),
        decl.format().span(),
        decl.format().path());
    return cluster == null ? null : node(decl, cluster, merged.refs(), record, row);
  }

  private PlanNode node(
      SinkDecl.Kafka decl,
      KafkaCluster cluster,
      List<StreamRef> refs,
      KafkaRecord record,
      @Nullable RecordType row) {
    DeployValue prefix = resolution.texts.plainOrNull(decl.transactionalIdPrefix());
    return new PlanNode.KafkaSink(
        resolution.info(decl.head()),
        refs,
        cluster,
        resolution.texts.plain(decl.topic()),
        record,
        row == null
            ? Formats.written(resolution, decl.format())
            : Formats.sink(
                resolution,
                decl.format(),
                row,
                row.fields().stream().filter(f -> record.value().contains(f.name())).toList(),
                resolution.texts.plain(decl.topic())),
        decl.delivery() == null ? SinkDecl.Delivery.EXACTLY_ONCE : decl.delivery().value(),
        prefix != null
            ? prefix
            : new DeployValue(
                resolution.pipeline.name().value() + "--" + decl.head().id().value() + "--",
                List.of()),
        decl.transactionTimeout(),
        resolution.texts.properties(decl.properties()),
        row == null,
        row);
  }

  private @Nullable PlanNode file(SinkDecl.File decl, Inputs.@Nullable Merged merged) {
    DeployValue directory = resolution.texts.plain(decl.directory());
    if (merged == null) {
      return null;
    }
    NodeHead head = decl.head();
    Formats.check(
        resolution,
        decl.format(),
        merged.shape().row().fields(),
        decl.format().span(),
        decl.format().path());
    if (!merged.shape().mode().isAppend()) {
      Updates.refuse(
          resolution,
          head,
          merged.refs().get(0),
          merged.shape(),
          "a file cannot take a row back",
          "use a `kafka` sink, or give the aggregate a window");
      return null;
    }
    return new PlanNode.FileSink(
        resolution.info(head),
        merged.refs(),
        directory,
        Formats.sink(
                resolution,
                decl.format(),
                merged.shape().row(),
                merged.shape().row().fields(),
                directory)
            .ofFiles(),
        merged.shape().row());
  }
}
