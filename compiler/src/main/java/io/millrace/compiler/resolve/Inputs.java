package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.PlanCode;
import io.millrace.compiler.diag.ReferenceCode;
import io.millrace.compiler.model.InputRef;
import io.millrace.compiler.model.NodeHead;
import io.millrace.compiler.model.OperatorDecl;
import io.millrace.compiler.model.ProcessDecl;
import io.millrace.compiler.plan.ChangeMode;
import io.millrace.compiler.plan.StreamRef;
import io.millrace.compiler.plan.StreamShape;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The inputs of a node, merged where there are several. */
final class Inputs {
  private final Resolution resolution;

  Inputs(Resolution resolution) {
    this.resolution = resolution;
  }

  /** What a node reads. */
  record Merged(List<StreamRef> refs, StreamShape shape) {}

  /**
   * The merged inputs; null where one is missing (reported here, or its own mistakes were reported
   * before).
   */
  @Nullable Merged merge(NodeHead head, List<InputRef> inputs) {
    return merge(head, "input", inputs);
  }

  /** The same for inputs that another field of the node names. */
  @Nullable Merged merge(NodeHead head, String role, List<InputRef> inputs) {
    List<StreamRef> refs = new ArrayList<>();
    List<StreamShape> shapes = new ArrayList<>();
    boolean sound = true;
    for (InputRef input : inputs) {
      StreamRef ref = new StreamRef(input.node(), input.output(), input.text().span());
      StreamShape shape = resolution.shapes.get(ref.display());
      if (shape == null) {
        sound = false;
        reportOutput(input, head.path() + "." + role);
      } else {
        refs.add(ref);
        shapes.add(shape);
      }
    }
    if (!sound || refs.isEmpty()) {
      return null;
    }
    return compatible(head.path() + "." + role, refs, shapes)
        ? new Merged(refs, shape(head, role, shapes))
        : null;
  }

  private void reportOutput(InputRef input, String path) {
    List<String> outputs =
        resolution.shapes.keySet().stream()
            .filter(name -> name.startsWith(input.node() + "."))
            .map(name -> name.substring(input.node().length() + 1))
            .toList();
    boolean namedOnly = hasNamedOutputsOnly(input.node());
    boolean sound = resolution.shapes.containsKey(input.node()) || namedOnly;
    if (!sound || (outputs.isEmpty() && namedOnly)) {
      return; // unknown, on a cycle, or with mistakes of its own: reported there
    }
    if (input.output() == null) {
      resolution.out.add(
          Diagnostic.of(
                  ReferenceCode.REF012,
                  input.text().span(),
                  path,
                  "`" + input.node() + "` has named outputs only: name one of them")
              .withHelp(
                  "one of "
                      + input.node()
                      + "."
                      + String.join(", " + input.node() + ".", outputs)));
    } else {
      Diagnostic diagnostic =
          Diagnostic.of(
              ReferenceCode.REF004,
              input.text().span(),
              path,
              "`" + input.node() + "` has no output `" + input.output() + "`");
      resolution.out.add(
          diagnostic.withHelp(
              outputs.isEmpty()
                  ? "take its only output: `" + input.node() + "`"
                  : "there are: " + String.join(", ", outputs)));
    }
  }

  /** Whether an operator has no main output, or none that is known since it has mistakes. */
  private boolean hasNamedOutputsOnly(String id) {
    return resolution.pipeline.operators().stream()
        .anyMatch(
            o ->
                o.head().id().value().equals(id)
                    && (o instanceof OperatorDecl.Route
                        || (o instanceof ProcessDecl && !resolution.shapes.containsKey(id))));
  }

  private boolean compatible(String path, List<StreamRef> refs, List<StreamShape> shapes) {
    StreamShape first = shapes.get(0);
    for (int i = 1; i < shapes.size(); i++) {
      String difference = difference(first.row(), shapes.get(i).row());
      if (difference != null) {
        resolution.out.add(
            Diagnostic.of(
                    PlanCode.PLN005,
                    refs.get(i).span(),
                    path,
                    "rows of `"
                        + refs.get(i).display()
                        + "` differ from rows of `"
                        + refs.get(0).display()
                        + "`: "
                        + difference)
                .withHelp("bring both to one shape with `select`"));
        return false;
      }
    }
    return true;
  }

  private static @Nullable String difference(RecordType left, RecordType right) {
    if (left.name().equals(right.name())) {
      return null;
    }
    for (Field field : left.fields()) {
      Field other = right.field(field.name());
      if (other == null) {
        return "they have no `" + field.name() + "`";
      }
      if (!other.type().equals(field.type()) || other.nullable() != field.nullable()) {
        return "`" + other.display() + "` is `" + field.display() + "` there";
      }
    }
    for (Field field : right.fields()) {
      if (left.field(field.name()) == null) {
        return "they have `" + field.name() + "` more";
      }
    }
    return null;
  }

  /** Streams of one declared type keep it; others that only look alike get a type of their own. */
  private StreamShape shape(NodeHead head, String role, List<StreamShape> shapes) {
    boolean watermarked = shapes.stream().allMatch(StreamShape::watermarked);
    RecordType first = shapes.get(0).row();
    boolean oneType = shapes.stream().allMatch(s -> s.row().name().equals(first.name()));
    RecordType row = first;
    if (!oneType) {
      List<Field> fields =
          first.fields().stream().map(f -> Field.of(f.name(), f.type(), f.nullable())).toList();
      row = new RecordType(resolution.classNames.allocate(head.id().value() + "-" + role), fields);
    }
    SortedSet<String> present = new TreeSet<>(shapes.get(0).present());
    shapes.forEach(shape -> present.retainAll(shape.present()));
    return new StreamShape(row, watermarked, mode(shapes), present);
  }

  /** Two streams may hold rows of one key, so what is merged no longer updates by it. */
  private static ChangeMode mode(List<StreamShape> shapes) {
    if (shapes.size() == 1) {
      return shapes.get(0).mode();
    }
    return shapes.stream().allMatch(shape -> shape.mode().isAppend())
        ? ChangeMode.append()
        : ChangeMode.retract();
  }
}
