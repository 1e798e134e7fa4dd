package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.PlanCode;
import io.millrace.compiler.model.DeployText;
import io.millrace.compiler.model.JobDecl;
import io.millrace.compiler.model.ParameterDecl;
import io.millrace.compiler.plan.DeployValue;
import io.millrace.compiler.plan.Durations;
import io.millrace.compiler.plan.JobSettings;
import io.millrace.compiler.plan.Parameter;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.TimestampForm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Parameters and job settings. */
final class SettingsResolver {
  private final Resolution resolution;

  SettingsResolver(Resolution resolution) {
    this.resolution = resolution;
  }

  List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>();
    for (ParameterDecl decl : resolution.pipeline.parameters()) {
      String text = decl.defaultValue() == null ? null : decl.defaultValue().value();
      ScalarType type = scalar(decl.kind().value());
      if (text != null && Literals.parse(text, type, TimestampForm.ISO) == null) {
        resolution.out.add(
            Diagnostic.of(
                PlanCode.PLN016,
                decl.defaultValue().whole(),
                "parameters." + decl.name().value() + ".default",
                "the default of `"
                    + decl.name().value()
                    + "` must be "
                    + Literals.example(type)
                    + ", not `"
                    + text
                    + "`"));
      }
      parameters.add(
          new Parameter(
              decl.name().value(),
              decl.kind().value(),
              decl.env() == null ? null : decl.env().value(),
              decl.file() == null ? null : decl.file().value(),
              text,
              decl.description()));
    }
    return parameters;
  }

  private static ScalarType scalar(ParameterDecl.Kind kind) {
    return switch (kind) {
      case STRING, SECRET -> ScalarType.STRING;
      case INT -> ScalarType.INT;
      case DOUBLE -> ScalarType.DOUBLE;
      case BOOL -> ScalarType.BOOL;
      case DURATION -> ScalarType.DURATION;
      case TIMESTAMP -> ScalarType.TIMESTAMP;
    };
  }

  JobSettings job() {
    JobDecl job = resolution.pipeline.job();
    checkConstant(
        job.checkpointInterval(),
        text -> {
          Duration duration = Durations.parse(text);
          return duration != null && duration.toMillis() >= 10;
        },
        "a checkpoint interval is a duration of at least 10ms");
    return new JobSettings(
        resolution.texts.plainOrNull(job.parallelism()),
        job.maxParallelism() == null ? null : job.maxParallelism().value().intValue(),
        job.mode(),
        resolution.texts.plainOrNull(job.checkpointInterval()),
        job.checkpointTimeout(),
        job.exactlyOnceCheckpoints(),
        resolution.texts.plainOrNull(job.checkpointDirectory()),
        job.backend() == null ? null : job.backend().value(),
        job.stateTtl() == null ? null : job.stateTtl().value(),
        job.rewritesOff());
  }

  /** Reports a text that is wrong already now; one with parameters is checked at the start. */
  private void checkConstant(@Nullable DeployText text, Predicate<String> right, String message) {
    if (text == null) {
      return;
    }
    DeployValue value = new DeployValue(text.text().value(), List.of());
    if (value.isConstant() && !right.test(value.text())) {
      resolution.out.add(
          Diagnostic.of(
              PlanCode.PLN022,
              text.text().whole(),
              text.path(),
              message + ", not `" + value.text() + "`"));
    }
  }
}
