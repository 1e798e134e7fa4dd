package io.millrace.compiler.resolve;

import io.millrace.compiler.model.DeduplicateDecl;
import io.millrace.compiler.plan.ChangeMode;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.Deduplicate;
import io.millrace.compiler.plan.OrderTerm;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.StreamShape;
import io.millrace.compiler.types.RecordType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code deduplicate} to a plan node. */
final class DeduplicateResolver {
  private final Resolution resolution;
  private final Columns columns;

  DeduplicateResolver(Resolution resolution) {
    this.resolution = resolution;
    this.columns = new Columns(resolution);
  }

  @Nullable PlanNode resolve(DeduplicateDecl decl, Inputs.Merged merged) {
    String id = decl.head().id().value();
    StreamShape shape = merged.shape();
    if (!shape.mode().isAppend()) {
      Updates.refuse(
          resolution,
          decl.head(),
          merged.refs().get(0),
          shape,
          "a new version of a row is no duplicate of it",
          "a `top-n` with `limit: 1` takes updates");
      return null;
    }
    List<Column> keys = new KeyResolver(resolution).keys(decl.keys(), shape);
    List<OrderTerm> order = columns.order(decl.order(), shape);
    RecordType row = shape.row();
    ChangeMode mode = ChangeMode.append();
    if (decl.keepLast()) {
      row = Columns.copy(resolution, id, shape.row(), null);
      List<String> fields = keys == null ? null : Columns.keyFields(keys);
      mode = fields == null ? ChangeMode.retract() : new ChangeMode.Upsert(fields);
    }
    resolution.shapes.put(id, new StreamShape(row, shape.watermarked(), mode, shape.present()));
    if (keys == null || order == null) {
      return null;
    }
    return new Deduplicate(
        resolution.info(decl.head()),
        merged.refs(),
        keys,
        decl.keepLast(),
        decl.within() == null ? null : decl.within().value(),
        shape.watermarked(),
        order,
        resolution.stateTtl(decl.stateTtl()),
        shape.row(),
        row);
  }
}
