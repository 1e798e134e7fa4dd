package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.PlanCode;
import io.millrace.compiler.diag.SourceText;
import io.millrace.compiler.model.ProcessDecl.StateDecl;
import io.millrace.compiler.model.ProcessDecl.StateKind;
import io.millrace.compiler.plan.StateSlot;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.MapType;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.TimestampForm;
import io.millrace.compiler.types.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The states of operators. */
final class StateResolver {
  /** Name of the slot of states in expressions. */
  static final String STATE = "state";

  /** What stands for the type of the input's rows. */
  private static final String ROW = "row";

  private final Resolution resolution;
  private final TypeResolver types;

  StateResolver(Resolution resolution, TypeResolver types) {
    this.resolution = resolution;
    this.types = types;
  }

  /** A slot a state; null after a report. */
  @Nullable List<StateSlot> slots(List<StateDecl> decls, RecordType input) {
    List<StateSlot> slots = new ArrayList<>();
    for (StateDecl decl : decls) {
      StateSlot slot = slot(decl, input);
      if (slot != null) {
        slots.add(slot);
      }
    }
    return slots.size() == decls.size() ? slots : null;
  }

  private @Nullable StateSlot slot(StateDecl decl, RecordType input) {
    Type type = type(decl, input);
    Object initial = null;
    if (type != null && decl.initial() != null && decl.kind().value() == StateKind.VALUE) {
      initial = initial(decl.initial(), type, decl.path());
      type = initial == null ? null : type;
    }
    Duration jobTtl =
        resolution.pipeline.job().stateTtl() == null
            ? null
            : resolution.pipeline.job().stateTtl().value();
    return type == null
        ? null
        : new StateSlot(
            decl.name().value(),
            decl.kind().value(),
            type,
            initial,
            decl.ttl() == null ? jobTtl : decl.ttl().value(),
            decl.name().span());
  }

  private @Nullable Type type(StateDecl decl, RecordType input) {
    SourceText text = decl.type();
    if (text.value().strip().equals(ROW)) {
      return input;
    }
    TypeText type = types.type(text, decl.path() + ".of");
    if (type != null && type.nullable()) {
      int mark = text.value().lastIndexOf('?');
      resolution.out.add(
          Diagnostic.of(
                  PlanCode.PLN023,
                  text.span(mark, mark + 1),
                  decl.path() + ".of",
                  "a state holds what is there: an absent value leaves it empty")
              .withHelp("leave out the `?`"));
      return null;
    }
    return type == null ? null : type.type();
  }

  private @Nullable Object initial(SourceText text, Type type, String path) {
    if (type instanceof ScalarType scalar && scalar != ScalarType.BYTES) {
      Object value = Literals.parse(text.value(), scalar, TimestampForm.ISO);
      if (value != null) {
        return value;
      }
    }
    resolution.out.add(
        Diagnostic.of(
            PlanCode.PLN096,
            text.whole(),
            path + ".initial",
            type instanceof ScalarType scalar && scalar != ScalarType.BYTES
                ? "the initial value of type "
                    + type.display()
                    + " is "
                    + Literals.example(scalar)
                    + ", not `"
                    + text.value()
                    + "`"
                : "a state of type " + type.display() + " has no initial value"));
    return null;
  }

  /** What expressions see as {@code state}. */
  static RecordType record(List<StateSlot> slots) {
    return new RecordType(
        STATE, slots.stream().map(s -> Field.of(s.name(), held(s), s.nullable())).toList());
  }

  /** The type of a state as a whole. */
  static Type held(StateSlot slot) {
    return switch (slot.kind()) {
      case VALUE -> slot.type();
      case LIST -> new ListType(slot.type());
      case MAP -> new MapType(slot.type());
    };
  }
}
