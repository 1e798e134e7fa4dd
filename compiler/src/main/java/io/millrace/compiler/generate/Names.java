package io.millrace.compiler.generate;

import io.millrace.compiler.javatext.JavaIdentifiers;
import io.millrace.compiler.javatext.LibraryNames;
import io.millrace.compiler.plan.Enrich;
import io.millrace.compiler.plan.JavaFunction;
import io.millrace.compiler.plan.Join;
import io.millrace.compiler.plan.KafkaSource;
import io.millrace.compiler.plan.KeyedProcess;
import io.millrace.compiler.plan.PatternMatch;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.StreamRef;
import io.millrace.compiler.plan.StreamShape;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.MapType;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.Type;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Names in the generated classes of one pipeline. Records have theirs from the plan; all others
 * give way. Case does not tell class names apart, as some file systems fold it.
 */
final class Names {
  private final Set<String> classes = LibraryNames.lowerCase();
  private final Set<String> members =
      new HashSet<>(Set.of("env", "parameters", "args", "main", "build"));
  private final Map<String, String> streams = new HashMap<>();

  Names(Plan plan) {
    for (StreamShape shape : plan.shapes().values()) {
      reserve(shape.row());
    }
    for (PlanNode node : plan.nodes()) {
      if (node instanceof PlanNode.DecodingSource source) {
        reserve(source.decoded());
        if (source instanceof KafkaSource kafka && kafka.upsert() != null) {
          reserve(kafka.upsert().key());
        }
      } else if (node instanceof Join join) {
        reserve(join.leftStored());
        reserve(join.rightStored());
      } else if (node instanceof Enrich enrich) {
        reserve(enrich.smallStored());
      } else if (node instanceof PatternMatch pattern) {
        reserve(pattern.stored());
      }
      if (node instanceof JavaFunction function && function.accumulator() != null) {
        reserve(function.accumulator());
      }
      if (node instanceof KeyedProcess process) {
        process.slots().forEach(state -> reserve(state.type()));
      }
    }
  }

  private void reserve(Type type) {
    if (type instanceof RecordType record) {
      classes.add(JavaIdentifiers.type(record.name()).toLowerCase(Locale.ROOT));
      for (Field field : record.fields()) {
        reserve(field.type());
      }
    } else if (type instanceof ListType list) {
      reserve(list.element());
    } else if (type instanceof MapType map) {
      reserve(map.value());
    }
  }

  /** A class name for a node: {@code large} and {@code Filter} give {@code LargeFilter}. */
  String classFor(String id, String role) {
    String wish = JavaIdentifiers.type(id) + role;
    String name = wish;
    for (int i = 2; !classes.add(name.toLowerCase(Locale.ROOT)); i++) {
      name = wish + i;
    }
    return name;
  }

  /** The variable that holds a stream; also the name of the method that makes it. */
  String stream(StreamRef ref) {
    return stream(ref.display());
  }

  String stream(String display) {
    return streams.computeIfAbsent(display, this::member);
  }

  private String member(String display) {
    String wish = JavaIdentifiers.variable(display);
    String name = wish;
    for (int i = 2; !members.add(name); i++) {
      name = wish + i;
    }
    return name;
  }
}
