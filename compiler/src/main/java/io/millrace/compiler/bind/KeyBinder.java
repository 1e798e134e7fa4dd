package io.millrace.compiler.bind;

import io.millrace.compiler.model.NamedExpression;
import io.millrace.compiler.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Binds {@code key} of operators. */
final class KeyBinder {
  private KeyBinder() {}

  /** Null where no key is given, which is another thing than an empty one. */
  static @Nullable List<NamedExpression> keys(Section operator) {
    if (!operator.has("key")) {
      return null;
    }
    if (operator.section("key") != null) {
      return operator.expressions("key");
    }
    List<NamedExpression> keys = new ArrayList<>();
    for (YamlScalar field : operator.scalars("key")) {
      String path = operator.itemPath("key", keys.size());
      keys.add(
          new NamedExpression(Section.located(field), operator.context().expression(field, path)));
    }
    return List.copyOf(keys);
  }
}
