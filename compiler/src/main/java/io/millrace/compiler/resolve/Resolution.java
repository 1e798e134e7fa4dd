package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.DiagnosticCode;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.DidYouMean;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.expr.ExpressionCompiler;
import io.millrace.compiler.expr.Scope;
import io.millrace.compiler.model.NodeHead;
import io.millrace.compiler.model.OnErrorDecl;
import io.millrace.compiler.model.OperatorDecl;
import io.millrace.compiler.model.ParameterDecl;
import io.millrace.compiler.model.PipelineDecl;
import io.millrace.compiler.model.TopNDecl;
import io.millrace.compiler.plan.ErrorPolicy;
import io.millrace.compiler.plan.NodeInfo;
import io.millrace.compiler.plan.ProtoMessage;
import io.millrace.compiler.plan.StreamRef;
import io.millrace.compiler.plan.StreamShape;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the resolvers of one pipeline share. */
final class Resolution {
  /** Name of the slot of parameters in expressions. */
  static final String PARAM = "param";

  final PipelineDecl pipeline;
  final Diagnostics out = new Diagnostics();
  final ClassNames classNames = new ClassNames();
  final ExpressionCompiler expressions = new ExpressionCompiler();
  final Map<String, ParameterDecl> parameters = new LinkedHashMap<>();
  final DeployTexts texts;
  final RecordType parameterRecord;

  /** Shapes of resolved outputs, by display name of the reference. */
  final Map<String, StreamShape> shapes = new LinkedHashMap<>();

  /** Schemas of Avro that files declare, by the names of the records. */
  final Map<String, String> avroSchemas = new LinkedHashMap<>();

  /** How types that files declare stand in Protocol Buffers, by the names of the records. */
  final Map<String, ProtoMessage> protoMessages = new LinkedHashMap<>();

  /** The same by the names of the types under {@code types}. */
  final Map<String, ProtoMessage> protoTypes = new LinkedHashMap<>();

  final SchemaFiles files;

  /** Types of imported libraries, by the names under which the pipeline knows them. */
  final Map<String, RecordType> importedTypes;

  Resolution(PipelineDecl own, Imports imports, SchemaFiles files) {
    this.files = files;
    imports.libraries().stream()
        .flatMap(imported -> imported.library().closure().stream())
        .forEach(
            library -> {
              avroSchemas.putAll(library.avroSchemas());
              protoMessages.putAll(library.protoMessages());
            });
    ImportedNames.Merged merged = ImportedNames.merge(own, imports, out);
    this.pipeline = merged.pipeline();
    this.importedTypes = merged.types();
    merged.classes().forEach(classNames::reserve);
    importedTypes.forEach(
        (name, type) -> {
          ProtoMessage message = protoMessages.get(type.name());
          if (message != null) {
            protoTypes.put(name, message);
          }
        });
    List<Field> fields = new ArrayList<>();
    for (ParameterDecl parameter : pipeline.parameters()) {
      parameters.put(parameter.name().value(), parameter);
      ScalarType type = typeOf(parameter.kind().value());
      if (type != null) {
        fields.add(Field.of(parameter.name().value(), type, false));
      }
    }
    this.parameterRecord = new RecordType(PARAM, fields);
    this.texts = new DeployTexts(parameters, out);
  }

  private static @Nullable ScalarType typeOf(ParameterDecl.Kind kind) {
    return switch (kind) {
      case STRING -> ScalarType.STRING;
      case INT -> ScalarType.INT;
      case DOUBLE -> ScalarType.DOUBLE;
      case BOOL -> ScalarType.BOOL;
      case DURATION -> ScalarType.DURATION;
      case TIMESTAMP -> ScalarType.TIMESTAMP;
      case SECRET -> null;
    };
  }

  /** A scope with the fields of a stream's rows, what is known of them, and the parameters. */
  Scope.Builder scope(StreamShape shape) {
    return scope(shape.row()).present(shape.present());
  }

  /** A scope with the row's fields and the parameters. */
  Scope.Builder scope(RecordType row) {
    Scope.Builder scope = Scope.builder().row(row);
    return parameterRecord.fields().isEmpty() ? scope : scope.record(PARAM, parameterRecord);
  }

  /** A scope with the parameters alone. */
  Scope.Builder scopeOfParameters() {
    Scope.Builder scope = Scope.builder();
    return parameterRecord.fields().isEmpty() ? scope : scope.record(PARAM, parameterRecord);
  }

  /**
   * How long an operator keeps state of a key: as it says, else as the job says; null: for ever.
   */
  @Nullable Duration stateTtl(@Nullable Located<Duration> own) {
    Located<Duration> ttl = own != null ? own : pipeline.job().stateTtl();
    return ttl == null ? null : ttl.value();
  }

  /** Whether rows are results of windows, whose event time is the window's last millisecond. */
  boolean isWindowed(List<StreamRef> refs) {
    return refs.stream().allMatch(ref -> isWindowed(ref.node(), ref.output()));
  }

  private boolean isWindowed(String id, @Nullable String output) {
    for (OperatorDecl operator : pipeline.operators()) {
      if (operator.head().id().value().equals(id)) {
        return operator instanceof OperatorDecl.Aggregate aggregate
            ? aggregate.window() != null && output == null
            : operator instanceof TopNDecl topN
                ? topN.window() != null && output == null
                : operator.inputs().stream()
                    .allMatch(input -> isWindowed(input.node(), input.output()));
      }
    }
    return false; // a source
  }

  NodeInfo info(NodeHead head) {
    String id = head.id().value();
    return new NodeInfo(
        id,
        head.uid() == null ? id : head.uid().value(),
        head.description(),
        texts.plainOrNull(head.parallelism()),
        policy(head.onError()),
        head.id().span(),
        head.path());
  }

  static ErrorPolicy policy(OnErrorDecl decl) {
    if (decl instanceof OnErrorDecl.DeadLetter deadLetter) {
      return new ErrorPolicy.DeadLetter(deadLetter.sink().value());
    }
    return decl instanceof OnErrorDecl.Skip ? new ErrorPolicy.Skip() : new ErrorPolicy.Fail();
  }

  Diagnostic error(DiagnosticCode code, Span span, String path, String message) {
    return Diagnostic.of(code, span, path, message);
  }

  /** Reports a name that is not there, with the nearest that is. */
  void unknown(
      DiagnosticCode code,
      Located<String> name,
      String path,
      String what,
      Collection<String> known) {
    unknown(code, name, path, what, known, out);
  }

  /** The same, to a place of one's own. */
  static void unknown(
      DiagnosticCode code,
      Located<String> name,
      String path,
      String what,
      Collection<String> known,
      Diagnostics out) {
    String close = DidYouMean.closest(name.value(), known);
    Diagnostic diagnostic =
        Diagnostic.of(code, name.span(), path, "unknown " + what + " `" + name.value() + "`")
            .withLabel(close == null ? "" : "did you mean `" + close + "`?");
    if (close == null && !known.isEmpty() && known.size() <= 12) {
      diagnostic = diagnostic.withHelp("there are: " + String.join(", ", known));
    }
    out.add(diagnostic);
  }

  static List<String> names(RecordType row) {
    return row.fields().stream().map(Field::name).toList();
  }
}
