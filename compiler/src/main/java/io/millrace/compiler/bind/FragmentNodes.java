package io.millrace.compiler.bind;

import io.millrace.compiler.model.FragmentUse;
import io.millrace.compiler.yaml.YamlMapping;
import io.millrace.compiler.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The fragments that one file uses. */
final class FragmentNodes {
  private final Map<String, FragmentInstance> instances = new LinkedHashMap<>();

  private FragmentNodes() {}

  /** Opens all fragments of a file, so that the names of their outputs are known in it. */
  static FragmentNodes open(Section root) {
    FragmentNodes nodes = new FragmentNodes();
    root.each("operators", entry -> nodes.add(entry));
    return nodes;
  }

  private boolean add(Section.Entry entry) {
    if (isFragment(entry)) {
      FragmentInstance instance = FragmentInstance.open(entry);
      NodeNames names = entry.parent().context().names();
      if (instance != null) {
        instances.put(entry.name().value(), instance);
        entry.parent().context().uses(entry.name().value(), instance.outputs());
        instance.publish(entry.name().value(), names);
      }
    }
    return true;
  }

  /** Whether an operator is the use of a fragment. */
  static boolean isFragment(Section.Entry entry) {
    return entry.value() instanceof YamlMapping mapping
        && mapping.get("type") instanceof YamlScalar type
        && type.value().equals("fragment");
  }

  void connect() {
    instances.values().forEach(FragmentInstance::connect);
  }

  /** What a section of all fragments binds to, those used inside of others included. */
  <T> List<T> each(String section, Function<Section.Entry, T> bind) {
    List<T> bound = new ArrayList<>();
    for (FragmentInstance instance : instances.values()) {
      instance
          .root()
          .each(section, entry -> isFragment(entry) ? true : bound.add(bind.apply(entry)));
      bound.addAll(instance.nested().each(section, bind));
    }
    return bound;
  }

  List<FragmentUse> uses() {
    List<FragmentUse> uses = new ArrayList<>();
    for (FragmentInstance instance : instances.values()) {
      uses.add(instance.use());
      uses.addAll(instance.nested().uses());
    }
    return uses;
  }
}
