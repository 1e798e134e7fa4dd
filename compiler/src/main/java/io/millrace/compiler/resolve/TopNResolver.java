package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.PlanCode;
import io.millrace.compiler.model.TopNDecl;
import io.millrace.compiler.model.WindowRef;
import io.millrace.compiler.plan.ChangeMode;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.OrderTerm;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.StreamShape;
import io.millrace.compiler.plan.TopN;
import io.millrace.compiler.plan.WindowGrid;
import io.millrace.compiler.plan.WindowSpec;
import io.millrace.compiler.plan.WindowTiming;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code top-n} to a plan node. */
final class TopNResolver {
  private static final String INPUT = "input";

  private final Resolution resolution;
  private final WindowResolver windows;
  private final Columns columns;

  TopNResolver(Resolution resolution) {
    this.resolution = resolution;
    this.windows = new WindowResolver(resolution);
    this.columns = new Columns(resolution);
  }

  @Nullable PlanNode resolve(TopNDecl decl, Inputs.Merged merged) {
    String id = decl.head().id().value();
    StreamShape shape = merged.shape();
    boolean windowed = decl.window() != null;
    if (windowed && !shape.mode().isAppend()) {
      Updates.refuse(
          resolution,
          decl.head(),
          merged.refs().get(0),
          shape,
          "a row and the update that takes it back come at different times, perhaps in different"
              + " windows",
          "rank without a window");
      return null;
    }
    Window window = window(decl, merged);
    List<Column> keys = new KeyResolver(resolution).keys(decl.keys(), shape);
    List<OrderTerm> order = columns.order(decl.order(), shape);
    if (!checkRank(decl, shape.row())) {
      return null;
    }
    TopN.Replaces replaces = replaces(shape.mode(), keys);
    ChangeMode mode = windowed ? ChangeMode.append() : mode(decl, shape.mode(), replaces, keys);
    RecordType row = row(decl, shape.row(), windowed);
    if (windowed && (window.spec() == null || window.spec().needsWatermarks())) {
      resolution.shapes.put(id + "." + TopN.LATE, shape);
    }
    boolean timed =
        shape.watermarked() && (window.spec() == null || window.spec().needsWatermarks());
    resolution.shapes.put(id, new StreamShape(row, timed, mode, shape.present()));
    if (keys == null || order == null || !window.sound()) {
      return null;
    }
    return new TopN(
        resolution.info(decl.head()),
        merged.refs(),
        keys,
        order,
        decl.limit().value(),
        decl.rank() == null ? null : decl.rank().value(),
        decl.allTies(),
        window.spec(),
        window.ofInput(),
        replaces,
        windowed ? null : resolution.stateTtl(decl.stateTtl()),
        shape.row(),
        row);
  }

  /** Rows of a window without a rank are the input's. */
  private RecordType row(TopNDecl decl, RecordType input, boolean windowed) {
    Located<String> rank = decl.rank();
    if (windowed && rank == null) {
      return input;
    }
    Field more = rank == null ? null : Field.of(rank.value(), ScalarType.INT, false);
    return Columns.copy(resolution, decl.head().id().value(), input, more);
  }

  private boolean checkRank(TopNDecl decl, RecordType input) {
    Located<String> rank = decl.rank();
    if (rank == null || input.field(rank.value()) == null) {
      return true;
    }
    resolution.out.add(
        Diagnostic.of(
                PlanCode.PLN014,
                rank.span(),
                decl.head().path() + ".rank",
                "the row has a field `" + rank.value() + "` already")
            .withHelp("choose another name for the rank"));
    return false;
  }

  /** An update stays within its key's ranking only if the key of updates holds the key of ranks. */
  private static TopN.Replaces replaces(ChangeMode input, @Nullable List<Column> keys) {
    if (input.isAppend()) {
      return new TopN.Replaces.Nothing();
    }
    List<String> fields = keys == null ? null : Columns.keyFields(keys);
    return input instanceof ChangeMode.Upsert upsert
            && fields != null
            && upsert.key().containsAll(fields)
        ? new TopN.Replaces.SameKey(upsert.key())
        : new TopN.Replaces.SameRow();
  }

  /**
   * Places are updated by key and rank; without a rank, a single place by the key, and rows of an
   * input that updates by a key, by that key. Others come and go one by one.
   */
  private static ChangeMode mode(
      TopNDecl decl, ChangeMode input, TopN.Replaces replaces, @Nullable List<Column> keys) {
    List<String> fields = keys == null ? null : Columns.keyFields(keys);
    boolean places = decl.rank() != null || decl.limit().value() == 1;
    if (places && !decl.allTies() && fields != null) {
      List<String> key = new ArrayList<>(fields.stream().distinct().toList());
      if (decl.rank() != null) {
        key.add(decl.rank().value());
      }
      return new ChangeMode.Upsert(key);
    }
    return decl.rank() == null && replaces instanceof TopN.Replaces.SameKey
        ? input
        : ChangeMode.retract();
  }

  private record Window(@Nullable WindowSpec spec, boolean ofInput, boolean sound) {}

  private Window window(TopNDecl decl, Inputs.Merged merged) {
    String path = decl.head().path() + ".window";
    if (decl.window() instanceof WindowRef.Named named && named.name().value().equals(INPUT)) {
      if (!merged.shape().watermarked() || !resolution.isWindowed(merged.refs())) {
        resolution.out.add(
            Diagnostic.of(
                    PlanCode.PLN042,
                    named.name().span(),
                    path,
                    "`"
                        + merged.refs().get(0).display()
                        + "` does not come from an aggregate with a window")
                .withHelp("name a window, or put it in place: `{ type: tumbling, size: 1m }`"));
        return new Window(null, true, false);
      }
      // Results of one window have one timestamp, its last millisecond.
      WindowGrid grid = new WindowGrid(Duration.ZERO, null);
      return new Window(
          new WindowSpec.Tumbling(Duration.ofMillis(1), grid, WindowTiming.EVENT_TIME), true, true);
    }
    if (decl.window() == null) {
      return new Window(null, false, true);
    }
    WindowResolver.Found found = windows.resolve(decl.head(), decl.window(), merged);
    if (found == null) {
      return new Window(null, false, false);
    }
    if (!found.spec().hasBounds() || found.spec().timing().updates()) {
      resolution.out.add(
          Diagnostic.of(
                  PlanCode.PLN043,
                  found.use(),
                  path,
                  found.spec().hasBounds()
                      ? "the window " + found.spec().display() + " has more than one result"
                      : "a window of rows cannot be ranked")
              .withHelp("a window without `allowed-lateness` and `early`, or none for updates"));
      return new Window(null, false, false);
    }
    return new Window(found.spec(), false, true);
  }
}
