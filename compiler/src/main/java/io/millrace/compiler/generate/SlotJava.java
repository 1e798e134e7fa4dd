package io.millrace.compiler.generate;

import io.millrace.compiler.generate.text.UniqueNames;
import io.millrace.compiler.javatext.JavaIdentifiers;
import io.millrace.compiler.javatext.JavaLiterals;
import io.millrace.compiler.javatext.JavaTypes;
import io.millrace.compiler.model.ProcessDecl.StateKind;
import io.millrace.compiler.plan.KeyedProcess;
import io.millrace.compiler.plan.StateSlot;
import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.MapType;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.Type;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The members of a process function that hold its states and timers. */
final class SlotJava {
  private static final String PROCESS = "io.millrace.runtime.process.";

  private final JobContext job;
  private final Map<String, StateSlot> slots = new LinkedHashMap<>();
  private final Map<String, String> states = new HashMap<>();
  private final Map<String, String> timers = new LinkedHashMap<>();
  private final Map<String, Boolean> processingTime = new HashMap<>();

  SlotJava(JobContext job, KeyedProcess node) {
    this.job = job;
    UniqueNames names = new UniqueNames();
    job.plan
        .parameters()
        .forEach(p -> names.of("param:" + p.name(), "param" + JavaIdentifiers.type(p.name())));
    for (StateSlot slot : node.slots()) {
      slots.put(slot.name(), slot);
      states.put(
          slot.name(),
          names.of("state:" + slot.name(), JavaIdentifiers.variable(slot.name()) + "State"));
    }
    for (KeyedProcess.Timer timer : node.timers()) {
      timers.put(
          timer.name(),
          names.of("timer:" + timer.name(), JavaIdentifiers.variable(timer.name()) + "Timer"));
      processingTime.put(timer.name(), timer.processingTime());
    }
  }

  StateSlot slot(String state) {
    StateSlot slot = slots.get(state);
    if (slot == null) {
      throw new IllegalArgumentException("no state " + state);
    }
    return slot;
  }

  /** The member that holds a state. */
  String state(String name) {
    return String.valueOf(states.get(name));
  }

  /** The member that holds a timer. */
  String timer(String name) {
    return String.valueOf(timers.get(name));
  }

  boolean isProcessingTime(String timer) {
    return Boolean.TRUE.equals(processingTime.get(timer));
  }

  /** Declares the members and makes them when the function opens. */
  void declare(FunctionBuilder function) {
    Code open = new Code();
    for (StateSlot slot : slots.values()) {
      function.member("private transient " + memberType(slot) + " " + state(slot.name()) + ";");
      open.line(made(slot));
    }
    if (!timers.isEmpty()) {
      String all = job.imports.use(PROCESS + "NamedTimers");
      String one = job.imports.use(PROCESS + "NamedTimer");
      open.line(all + " timers = new " + all + "(getRuntimeContext());");
      timers.forEach(
          (name, member) -> {
            function.member("private transient " + one + " " + member + ";");
            open.line(
                member
                    + " = timers."
                    + (isProcessingTime(name) ? "processingTime(" : "eventTime(")
                    + JavaLiterals.string(name)
                    + ");");
          });
    }
    if (!open.result().isEmpty()) {
      function.method(
          "public void open("
              + job.imports.use("org.apache.flink.api.common.functions.OpenContext")
              + " context)",
          open);
    }
  }

  private String made(StateSlot slot) {
    String type = memberClass(slot);
    boolean typed = type.equals("ValueSlot") || slot.kind() != StateKind.VALUE;
    String call =
        state(slot.name())
            + " = "
            + type
            + ".of(getRuntimeContext(), "
            + JavaLiterals.string(slot.name())
            + (typed ? ", " + TypeInfoJava.of(slot.type(), job) : "")
            + (slot.ttl() == null ? "" : ", " + DeployJava.duration(slot.ttl(), job.imports))
            + ")";
    Object initial = slot.initial();
    if (initial != null) {
      call += ".initially(" + literal(initial) + ")";
    }
    return CallWrap.wrap(call + ";", 6);
  }

  private static String literal(Object value) {
    if (value instanceof String text) {
      return JavaLiterals.string(text);
    }
    if (value instanceof Double number) {
      return JavaLiterals.doubleValue(number);
    }
    return value instanceof Long number ? JavaLiterals.longValue(number) : value.toString();
  }

  private String memberType(StateSlot slot) {
    String simple = memberClass(slot);
    boolean generic = !List.of("LongSlot", "DoubleSlot", "BoolSlot").contains(simple);
    return simple + (generic ? "<" + JavaTypes.boxed(slot.type()) + ">" : "");
  }

  private String memberClass(StateSlot slot) {
    String simple =
        switch (slot.kind()) {
          case LIST -> "ListSlot";
          case MAP -> "MapSlot";
          case VALUE ->
              slot.type() instanceof ScalarType scalar
                  ? switch (scalar) {
                    case BOOL -> "BoolSlot";
                    case INT, TIMESTAMP, DURATION -> "LongSlot";
                    case DOUBLE -> "DoubleSlot";
                    case STRING, BYTES -> "ValueSlot";
                  }
                  : "ValueSlot";
        };
    return job.imports.use(PROCESS + simple);
  }

  /**
   * Reads a state.
   *
   * @param into the type of the expression around it: a map that may become part of a value is
   *     copied, as what is read of it otherwise is looked up
   */
  String read(String state, Type into) {
    StateSlot slot = slot(state);
    if (slot.kind() == StateKind.MAP) {
      return state(state) + (contains(into, new MapType(slot.type())) ? ".copy()" : ".view()");
    }
    return state(state) + ".get()";
  }

  private static boolean contains(Type whole, Type part) {
    if (whole.equals(part)) {
      return true;
    }
    if (whole instanceof ListType list) {
      return contains(list.element(), part);
    }
    if (whole instanceof MapType map) {
      return contains(map.value(), part);
    }
    return whole instanceof RecordType record
        && record.fields().stream().anyMatch(field -> contains(field.type(), part));
  }
}
