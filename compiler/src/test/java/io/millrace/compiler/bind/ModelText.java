package io.millrace.compiler.bind;

import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.SourceText;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.model.DeployText;
import io.millrace.compiler.model.ExpressionDecl;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Declarations as text: every component of every record, spans as {@code @line:column+length}. What
 * is left out, null or empty, is left out here too.
 */
final class ModelText {
  private final StringBuilder out = new StringBuilder();

  private ModelText() {}

  static String of(Object value) {
    ModelText text = new ModelText();
    text.value(value, 0);
    return text.out.append('\n').toString();
  }

  private void value(Object value, int indent) {
    if (value instanceof Located<?> located) {
      value(located.value(), indent);
      span(located.span());
    } else if (value instanceof ExpressionDecl expression) {
      text(expression.text());
      out.append(" at ").append(expression.path());
    } else if (value instanceof DeployText deploy) {
      out.append('$');
      text(deploy.text());
      out.append(" at ").append(deploy.path());
    } else if (value instanceof SourceText text) {
      text(text);
    } else if (value instanceof Span span) {
      span(span);
    } else if (value instanceof String string) {
      out.append('"').append(string.replace("\n", "\\n").replace("\t", "\\t")).append('"');
    } else if (value instanceof List<?> list) {
      list.forEach(item -> line("- ", item, indent));
    } else if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, item) -> {
            start(indent);
            value(key, indent);
            out.append(": ");
            value(item, indent + 1);
          });
    } else if (value instanceof Record structure) {
      structure(structure, indent);
    } else {
      out.append(Objects.toString(value));
    }
  }

  private void structure(Record structure, int indent) {
    out.append(structure.getClass().getSimpleName());
    for (RecordComponent component : structure.getClass().getRecordComponents()) {
      Object value = component(structure, component);
      boolean empty =
          value == null
              || (value instanceof List<?> list && list.isEmpty())
              || (value instanceof Map<?, ?> map && map.isEmpty());
      if (!empty) {
        line(component.getName() + ": ", value, indent);
      }
    }
  }

  private static Object component(Record structure, RecordComponent component) {
    try {
      return component.getAccessor().invoke(structure);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private void line(String before, Object value, int indent) {
    start(indent);
    out.append(before);
    value(value, indent + 1);
  }

  private void start(int indent) {
    out.append('\n').append("  ".repeat(indent + 1));
  }

  private void text(SourceText text) {
    value(text.value(), 0);
    span(text.whole());
  }

  private void span(Span span) {
    String text = span.text();
    out.append(" @")
        .append(span.line())
        .append(':')
        .append(span.column())
        .append('+')
        .append(text.codePointCount(0, text.length()));
  }
}
