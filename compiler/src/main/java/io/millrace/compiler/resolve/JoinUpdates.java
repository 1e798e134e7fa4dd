package io.millrace.compiler.resolve;

import io.millrace.compiler.model.JoinDecl;
import io.millrace.compiler.model.OperatorDecl;
import io.millrace.compiler.plan.ChangeMode;
import io.millrace.compiler.plan.JoinKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Refuses updating inputs of joins where no result could be right. */
final class JoinUpdates {
  private final Resolution resolution;
  private final OperatorDecl decl;

  JoinUpdates(Resolution resolution, OperatorDecl decl) {
    this.resolution = resolution;
    this.decl = decl;
  }

  /** Whether a join understands its inputs; reports what it does not. */
  boolean accept(Inputs.Merged left, Inputs.Merged right, JoinModes modes) {
    JoinDecl join = (JoinDecl) decl;
    if (join.window() == null && join.within() == null && join.asOf() == null) {
      return true;
    }
    String type =
        join.window() != null
            ? "window join"
            : join.within() != null ? "interval join" : "as-of join";
    boolean sound = true;
    if (!left.shape().mode().isAppend()) {
      sound =
          refuse(
              left,
              "a " + type + " would take each new version for one more row",
              "leave the time out, and the join follows updates");
    }
    if (!right.shape().mode().isAppend()) {
      if (join.asOf() == null) {
        sound =
            refuse(
                right,
                "a " + type + " would take each new version for one more row",
                "leave the time out, and the join follows updates");
      } else if (!modes.rightByKey()) {
        sound = refuse(right, "`on` is not just the key of its updates", null);
      }
    }
    return sound;
  }

  /** Whether an enrichment understands its inputs; reports what it does not. */
  boolean accept(Inputs.Merged rows, Inputs.Merged small, List<JoinKey> on, boolean await) {
    boolean sound = true;
    if (!rows.shape().mode().isAppend() && !await) {
      sound =
          refuse(
              rows,
              "an old version could not be taken back when the small input has changed since",
              "use a `join`, which follows updates of both sides");
    }
    ChangeMode mode = small.shape().mode();
    if (!mode.isAppend() && !JoinModes.byKey(mode, on.stream().map(JoinKey::right).toList())) {
      sound = refuse(small, "`on` is not just the key of its updates", null);
    }
    return sound;
  }

  private boolean refuse(Inputs.Merged input, String reason, @Nullable String help) {
    Updates.refuse(resolution, decl.head(), input.refs().get(0), input.shape(), reason, help);
    return false;
  }
}
