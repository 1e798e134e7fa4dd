package io.millrace.compiler.bind;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.SchemaCode;
import io.millrace.compiler.diag.SourceText;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.model.DeployText;
import io.millrace.compiler.model.ExpressionDecl;
import io.millrace.compiler.model.NamedExpression;
import io.millrace.compiler.schema.DurationText;
import io.millrace.compiler.yaml.YamlMapping;
import io.millrace.compiler.yaml.YamlNode;
import io.millrace.compiler.yaml.YamlScalar;
import io.millrace.compiler.yaml.YamlSequence;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A mapping that passed the schema, read field by field into values with spans. What the schema
 * rules out is a bug and throws; what it cannot say is reported.
 */
final class Section {
  private final YamlMapping mapping;
  private final String path;
  private final BindContext context;

  Section(YamlMapping mapping, String path, BindContext context) {
    this.mapping = mapping;
    this.path = path;
    this.context = context;
  }

  String path() {
    return path;
  }

  Span span() {
    return mapping.span();
  }

  BindContext context() {
    return context;
  }

  boolean has(String key) {
    return mapping.get(key) != null;
  }

  @Nullable YamlNode node(String key) {
    return mapping.get(key);
  }

  /** Where a key is written. */
  Span keySpan(String key) {
    YamlMapping.Entry entry = mapping.entry(key);
    return entry == null ? mapping.span() : entry.key().span();
  }

  String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  void report(SchemaCode code, Span span, String key, String message) {
    context.add(Diagnostic.of(code, span, pathOf(key), message));
  }

  <T> T required(String key, @Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("the schema lets " + path + " go without " + key);
    }
    return value;
  }

  @Nullable YamlScalar scalar(String key) {
    return (YamlScalar) mapping.get(key);
  }

  @Nullable Located<String> text(String key) {
    YamlScalar scalar = scalar(key);
    return scalar == null ? null : located(scalar);
  }

  Located<String> requiredText(String key) {
    return required(key, text(key));
  }

  String description() {
    Located<String> text = text("description");
    return text == null ? "" : text.value();
  }

  @Nullable DeployText deployText(String key) {
    YamlScalar scalar = scalar(key);
    return scalar == null ? null : new DeployText(scalar.text(), pathOf(key));
  }

  DeployText requiredDeployText(String key) {
    return required(key, deployText(key));
  }

  @Nullable ExpressionDecl expression(String key) {
    YamlScalar scalar = scalar(key);
    return scalar == null ? null : context.expression(scalar, pathOf(key));
  }

  @Nullable Located<Duration> duration(String key) {
    YamlScalar scalar = scalar(key);
    if (scalar == null) {
      return null;
    }
    DurationText duration = DurationText.parse(scalar.value());
    Duration value = duration.value();
    if (value == null) {
      report(
          SchemaCode.SCH006,
          scalar.span(),
          key,
          "duration `" + scalar.value() + "` " + duration.problem());
      value = DurationText.LONGEST;
    }
    return new Located<>(value, scalar.span());
  }

  /** Reports a literal duration that is too long; one with a parameter is known at the start. */
  @Nullable DeployText deployDuration(String key) {
    YamlScalar scalar = scalar(key);
    if (scalar != null && !scalar.value().contains("${")) {
      duration(key);
    }
    return deployText(key);
  }

  @Nullable Located<Boolean> bool(String key) {
    YamlScalar scalar = scalar(key);
    return scalar == null ? null : new Located<>(scalar.booleanValue(), scalar.span());
  }

  @Nullable Located<Long> integer(String key) {
    YamlScalar scalar = scalar(key);
    return scalar == null ? null : context.integer(scalar, pathOf(key));
  }

  @Nullable Located<Double> number(String key) {
    YamlScalar scalar = scalar(key);
    if (scalar == null) {
      return null;
    }
    double value =
        scalar.kind() == YamlScalar.Kind.INT
            ? new BigDecimal(scalar.integerValue()).doubleValue()
            : scalar.floatValue();
    return new Located<>(value, scalar.span());
  }

  /** The constant that is named in kebab case: {@code exactly-once} for {@code EXACTLY_ONCE}. */
  <E extends Enum<E>> @Nullable Located<E> choice(String key, Class<E> type) {
    YamlScalar scalar = scalar(key);
    return scalar == null ? null : new Located<>(constant(scalar.value(), type), scalar.span());
  }

  static <E extends Enum<E>> E constant(String word, Class<E> type) {
    return Enum.valueOf(type, word.replace('-', '_').toUpperCase(Locale.ROOT));
  }

  /** The section under a key, or null. */
  @Nullable Section section(String key) {
    YamlNode node = mapping.get(key);
    return node instanceof YamlMapping child ? new Section(child, pathOf(key), context) : null;
  }

  /** Binds each entry of the mapping under a key, in order; nothing there gives nothing. */
  <T> List<T> each(String key, Function<Entry, T> bind) {
    Section section = section(key);
    return section == null ? List.of() : section.each(bind);
  }

  /** Binds each entry of this mapping, in order. */
  <T> List<T> each(Function<Entry, T> bind) {
    List<T> bound = new ArrayList<>();
    for (YamlMapping.Entry entry : mapping.entries()) {
      bound.add(bind.apply(new Entry(located(entry.key()), entry.value(), this)));
    }
    return Collections.unmodifiableList(bound);
  }

  /** The names under a key that takes one name or a list of them. */
  List<Located<String>> names(String key) {
    return scalars(key).stream().map(Section::located).toList();
  }

  /** The scalars under a key that takes one or a list of them; empty where the key is missing. */
  List<YamlScalar> scalars(String key) {
    YamlNode node = mapping.get(key);
    if (node == null) {
      return List.of();
    }
    return node instanceof YamlSequence sequence
        ? sequence.items().stream().map(YamlScalar.class::cast).toList()
        : List.of((YamlScalar) node);
  }

  /** The path of an item under a key that takes one scalar or a list of them. */
  String itemPath(String key, int index) {
    return mapping.get(key) instanceof YamlSequence ? pathOf(key) + "[" + index + "]" : pathOf(key);
  }

  List<NamedExpression> expressions(String key) {
    return each(key, Entry::expression);
  }

  Map<String, DeployText> deployTexts(String key) {
    Map<String, DeployText> texts = new LinkedHashMap<>();
    each(
        key,
        entry ->
            texts.put(
                entry.name().value(),
                new DeployText(((YamlScalar) entry.value()).text(), entry.path())));
    return Collections.unmodifiableMap(texts);
  }

  /** The names of declared parameters. */
  Set<String> parameters() {
    return context.parameters();
  }

  /** An empty text that stands for something else that was written. */
  static DeployText empty(Section section, Span span) {
    return new DeployText(SourceText.unmapped("", span), section.path());
  }

  static Located<String> located(YamlScalar scalar) {
    return new Located<>(scalar.value(), scalar.span());
  }

  /**
   * An entry of a mapping whose keys are names that the user chose.
   *
   * @param parent the mapping
   */
  record Entry(Located<String> name, YamlNode value, Section parent) {
    String path() {
      return parent.pathOf(name.value());
    }

    Section section() {
      return new Section((YamlMapping) value, path(), parent.context());
    }

    NamedExpression expression() {
      return new NamedExpression(name, parent.context().expression((YamlScalar) value, path()));
    }
  }
}
