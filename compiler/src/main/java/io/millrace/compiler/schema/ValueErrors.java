package io.millrace.compiler.schema;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.DidYouMean;
import io.millrace.compiler.diag.SchemaCode;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.yaml.YamlMapping;
import io.millrace.compiler.yaml.YamlNode;
import io.millrace.compiler.yaml.YamlScalar;
import io.millrace.compiler.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Words errors about single values: kind, choice, form, range. */
final class ValueErrors {
  private static final Pattern PARAMETER = Pattern.compile("\\$\\{([a-zA-Z_][a-zA-Z0-9_]*)\\}");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");
  private static final Pattern INTEGER = Pattern.compile("-?[0-9]+");
  private static final Pattern BOOLEAN = Pattern.compile("true|false");

  private final PipelineSchema schema;

  ValueErrors(PipelineSchema schema) {
    this.schema = schema;
  }

  /** The diagnostics of one error; several only for a list with several repeats. */
  List<Diagnostic> translate(Place place, Error error) {
    NodePath keyword = error.getSchemaLocation().getFragment();
    JsonNode holder = schema.at(keyword, 1);
    return switch (error.getKeyword()) {
      case "enum" -> List.of(notAChoice(place, Wording.texts(holder.path("enum")), keyword));
      case "const" -> List.of(notAChoice(place, List.of(holder.path("const").asString()), keyword));
      case "pattern" -> List.of(malformed(place, holder));
      case "propertyNames" ->
          List.of(malformedKey(place, error.getProperty(), holder.path("propertyNames")));
      case "uniqueItems" -> repeats(place);
      case "minLength", "minItems", "minProperties" -> List.of(empty(place));
      case "minimum", "exclusiveMinimum", "maximum" ->
          List.of(outOfRange(place, error.getKeyword(), holder));
      default -> List.of(of(SchemaCode.SCH001, place, place.quoted() + " " + error.getMessage()));
    };
  }

  /** A value of another kind than the schema takes. */
  Diagnostic wrongKind(Place place, Error error) {
    JsonNode holder = schema.at(error.getSchemaLocation().getFragment(), 1);
    Diagnostic parameter = misplacedParameter(place, holder);
    if (parameter != null) {
      return parameter;
    }
    if (isDuration(holder) && place.node() instanceof YamlScalar scalar && isNumber(scalar)) {
      return malformedDuration(place, scalar.value());
    }
    String where = place.path().isEmpty() ? "" : " for " + place.quoted();
    return of(
            SchemaCode.SCH001,
            place,
            "expected " + Wording.expected(holder) + where + ", got " + Wording.found(place.node()))
        .withHelp(otherWriting(place, holder));
  }

  /** How the value could be meant, written in the right kind; null where that is not clear. */
  private static @Nullable String otherWriting(Place place, JsonNode holder) {
    JsonNode type = holder.path("type");
    List<String> types = type.isArray() ? Wording.texts(type) : List.of(type.asString());
    if (!(place.node() instanceof YamlScalar scalar)) {
      boolean expression = holder.path("x-kind").asString("").equals("an expression");
      return expression ? "put the expression in quotes" : null;
    }
    String value = scalar.value();
    boolean pluralOnly = types.equals(List.of("array"));
    return switch (scalar.kind()) {
      case NULL ->
          place.key() != null && types.equals(List.of("object"))
              ? "indent what belongs to `" + place.name() + "` below it, or remove the key"
              : null;
      case STRING -> {
        boolean number = types.contains("number") || types.contains("integer");
        boolean bare =
            (number && (types.contains("number") ? NUMBER : INTEGER).matcher(value).matches())
                || (types.contains("boolean") && BOOLEAN.matcher(value).matches());
        yield pluralOnly
            ? "[" + scalar.span().text() + "]"
            : bare ? value + ", without quotes" : null;
      }
      default ->
          types.equals(List.of("string")) && fits(value, holder)
              ? "\"" + value + "\""
              : pluralOnly ? "[" + value + "]" : null;
    };
  }

  private static boolean fits(String value, JsonNode holder) {
    return !holder.has("pattern")
        || Pattern.compile(holder.path("pattern").asString()).matcher(value).find();
  }

  private Diagnostic notAChoice(Place place, List<String> choices, NodePath keyword) {
    Diagnostic parameter = misplacedParameter(place, schema.at(keyword, 1));
    if (parameter != null) {
      return parameter;
    }
    String expected = Wording.choices(choices) + orMapping(keyword);
    if (!(place.node() instanceof YamlScalar scalar) || scalar.kind() == YamlScalar.Kind.NULL) {
      return of(
          SchemaCode.SCH001,
          place,
          "expected "
              + expected
              + " for "
              + place.quoted()
              + ", got "
              + Wording.found(place.node()));
    }
    String value = scalar.value();
    String suggestion = choices.size() == 1 ? null : DidYouMean.closest(value, choices);
    return of(
            SchemaCode.SCH004,
            place,
            choices.size() == 1
                ? "expected " + expected + " for " + place.quoted() + ", got `" + value + "`"
                : "unknown " + place.name() + " `" + value + "`, expected " + expected)
        .withLabel(suggestion == null ? "" : "did you mean `" + suggestion + "`?");
  }

  /** The other form of a field that takes a word or a mapping. */
  private String orMapping(NodePath keyword) {
    if (!keyword.getElement(keyword.getNameCount() - 2).toString().equals("then")) {
      return "";
    }
    JsonNode fields = schema.at(keyword, 2).path("properties");
    return fields.isObject()
        ? ", or a mapping with " + Wording.choices(fields.propertyNames())
        : ", or a mapping with `type`";
  }

  private Diagnostic malformed(Place place, JsonNode holder) {
    Diagnostic parameter = misplacedParameter(place, holder);
    if (parameter != null) {
      return parameter;
    }
    String value = ((YamlScalar) place.node()).value();
    if (value.isEmpty()) {
      return empty(place);
    }
    if (isDuration(holder)) {
      return malformedDuration(place, value);
    }
    return of(
            SchemaCode.SCH005,
            place,
            "malformed "
                + place.name()
                + " `"
                + value
                + "`: expected "
                + holder.path("x-expected").asString())
        .withHelp(repair(value, holder));
  }

  private static @Nullable String repair(String name, JsonNode holder) {
    String repaired = Wording.repair(name, holder.path("pattern").asString());
    return repaired == null && holder.has("x-help") ? holder.path("x-help").asString() : repaired;
  }

  private Diagnostic malformedKey(Place place, String name, JsonNode names) {
    JsonNode holder = schema.resolve(names);
    YamlMapping.Entry entry = ((YamlMapping) place.node()).entry(name);
    Span span = entry == null ? place.span() : entry.key().span();
    String repaired = repair(name, holder);
    boolean field =
        repaired != null && place.path().endsWith(".fields") && place.path().startsWith("types.");
    String help = field ? repaired + ": { type: …, name: " + Wording.text(name) + " }" : repaired;
    return Diagnostic.of(
            SchemaCode.SCH005,
            span,
            place.path() + "." + name,
            "malformed name `"
                + name
                + "` in "
                + place.quoted()
                + ": expected "
                + holder.path("x-expected").asString())
        .withHelp(help);
  }

  private static Diagnostic malformedDuration(Place place, String value) {
    DurationText duration = DurationText.parse(value);
    String problem = duration.problem();
    if (PARAMETER.matcher(value).find()) {
      problem = "is not a duration, nor one parameter alone";
    } else if (problem.isEmpty()) {
      problem = "is not longer than zero";
    }
    return of(SchemaCode.SCH006, place, "duration `" + value + "` " + problem)
        .withHelp(duration.help());
  }

  private static boolean isDuration(JsonNode holder) {
    return holder.path("x-expected").asString("").endsWith("duration");
  }

  private static boolean isNumber(YamlScalar scalar) {
    return scalar.kind() == YamlScalar.Kind.INT || scalar.kind() == YamlScalar.Kind.FLOAT;
  }

  /**
   * The diagnostic for a parameter in a leaf that the compiler has to know; null if there is none.
   */
  private static @Nullable Diagnostic misplacedParameter(Place place, JsonNode holder) {
    if (!(place.node() instanceof YamlScalar scalar) || holder.path("x-deploy-time").asBoolean()) {
      return null;
    }
    Matcher parameter = PARAMETER.matcher(scalar.value());
    if (!parameter.find()) {
      return null;
    }
    return Diagnostic.of(
        SchemaCode.SCH014,
        scalar.text().span(parameter.start(), parameter.end()),
        place.path(),
        "`"
            + parameter.group()
            + "` cannot stand in "
            + place.quoted()
            + ": it is known only when the job starts");
  }

  private static Diagnostic outOfRange(Place place, String keyword, JsonNode holder) {
    String bound =
        switch (keyword) {
          case "minimum" -> "at least ";
          case "maximum" -> "at most ";
          default -> "greater than ";
        };
    String value = ((YamlScalar) place.node()).value();
    String limit = holder.path(keyword).asString();
    return of(
        SchemaCode.SCH007,
        place,
        place.quoted() + " must be " + bound + limit + ", got `" + value + "`");
  }

  private static List<Diagnostic> repeats(Place place) {
    List<Diagnostic> found = new ArrayList<>();
    Map<String, YamlNode> seen = new HashMap<>();
    int index = 0;
    for (YamlNode item : ((YamlSequence) place.node()).items()) {
      String text =
          item instanceof YamlScalar scalar ? scalar.value() : JsonTree.of(item).toString();
      YamlNode first = seen.putIfAbsent(text, item);
      if (first != null) {
        found.add(
            Diagnostic.of(
                    SchemaCode.SCH009,
                    item.span(),
                    place.path() + "[" + index + "]",
                    "`" + text + "` is listed twice in " + place.quoted())
                .withRelated(first.span(), "the first is here"));
      }
      index++;
    }
    return found;
  }

  private static Diagnostic empty(Place place) {
    return of(SchemaCode.SCH008, place, place.quoted() + " is empty");
  }

  private static Diagnostic of(SchemaCode code, Place place, String message) {
    return Diagnostic.of(code, place.span(), place.path(), message);
  }
}
