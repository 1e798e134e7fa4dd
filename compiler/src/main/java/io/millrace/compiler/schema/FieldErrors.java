package io.millrace.compiler.schema;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.DidYouMean;
import io.millrace.compiler.diag.SchemaCode;
import io.millrace.compiler.yaml.YamlMapping;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Words errors about which fields a mapping has: unknown, missing, or too many of a group. */
final class FieldErrors {
  private final PipelineSchema schema;

  FieldErrors(PipelineSchema schema) {
    this.schema = schema;
  }

  /** A group of fields of which one must be there. */
  private record Group(JsonNode holder, Set<String> names, boolean exclusive) {}

  /** The diagnostics of one mapping; what an unknown field explains is folded into it. */
  List<Diagnostic> translate(Place place, List<Error> errors) {
    YamlMapping mapping = (YamlMapping) place.node();
    Map<String, JsonNode> unknown = new LinkedHashMap<>();
    Map<String, JsonNode> missing = new LinkedHashMap<>();
    Map<String, Group> groups = new LinkedHashMap<>();
    for (Error error : errors) {
      NodePath keyword = error.getSchemaLocation().getFragment();
      int up = ErrorTranslator.stepsToCombinator(keyword);
      if (up >= 0) {
        Group group = group(keyword, up);
        groups.put(group.names().toString(), group);
      } else if (error.getKeyword().equals("required")) {
        missing.put(error.getProperty(), holderOfFields(keyword));
      } else {
        unknown.put(error.getProperty(), holderOfFields(keyword));
      }
    }
    List<Diagnostic> found = new ArrayList<>();
    unknown.forEach(
        (name, holder) -> found.add(unknown(place, mapping, name, holder, missing, groups)));
    missing.forEach((name, holder) -> found.add(missing(place, name, holder)));
    groups.values().forEach(group -> found.add(group(place, mapping, group)));
    return found;
  }

  private Group group(NodePath keyword, int up) {
    JsonNode alternatives = schema.at(keyword, up);
    Set<String> names = new LinkedHashSet<>();
    for (JsonNode alternative : alternatives) {
      names.addAll(Wording.texts(alternative.path("required")));
    }
    String combinator = keyword.getElement(keyword.getNameCount() - 1 - up).toString();
    return new Group(schema.at(keyword, up + 1), names, combinator.equals("oneOf"));
  }

  /** The subschema of the mapping: it may stand above the keyword, around an if or else. */
  private JsonNode holderOfFields(NodePath keyword) {
    JsonNode holder = schema.at(keyword, 1);
    return holder.has("properties") ? holder : schema.at(keyword, 2);
  }

  private Diagnostic unknown(
      Place place,
      YamlMapping mapping,
      String name,
      JsonNode holder,
      Map<String, JsonNode> missing,
      Map<String, Group> groups) {
    YamlMapping.Entry entry = mapping.entry(name);
    if (entry == null) {
      throw new IllegalStateException("no " + name + " in " + place.path());
    }
    Collection<String> known = holder.path("properties").propertyNames();
    List<String> free = known.stream().filter(field -> mapping.get(field) == null).toList();
    Diagnostic diagnostic =
        Diagnostic.of(
            SchemaCode.SCH002,
            entry.key().span(),
            place.path(),
            "unknown field `" + name + "`" + ofWhat(place, holder));
    String suggestion = DidYouMean.closest(name, free);
    if (suggestion == null) {
      String taken = DidYouMean.closest(name, known);
      return diagnostic.withHelp(
          taken == null ? elsewhere(name, holder, known) : "`" + taken + "` is there already");
    }
    int folded = 0;
    if (missing.remove(suggestion) != null) {
      folded++;
    }
    if (groups.values().removeIf(group -> explains(suggestion, group, mapping))) {
      folded++;
    }
    return diagnostic.withLabel("did you mean `" + suggestion + "`?").withFolded(folded);
  }

  private static boolean explains(String suggestion, Group group, YamlMapping mapping) {
    return group.names().contains(suggestion) && present(group, mapping).isEmpty();
  }

  private static List<YamlMapping.Entry> present(Group group, YamlMapping mapping) {
    return mapping.entries().stream()
        .filter(entry -> group.names().contains(entry.key().value()))
        .toList();
  }

  /** Where an unknown field would be known: at another type of node, or which ones are known. */
  private String elsewhere(String name, JsonNode holder, Collection<String> known) {
    String type = typeOf(holder);
    if (type != null) {
      List<String> owners = schema.siblingsWith(holder, name);
      if (!owners.isEmpty()) {
        return "`" + name + "` is a field of type " + String.join(", ", owners);
      }
    }
    return "known fields: " + String.join(", ", known);
  }

  private Diagnostic missing(Place place, String name, JsonNode holder) {
    return Diagnostic.of(
            SchemaCode.SCH003,
            place.head(),
            place.path(),
            "missing field `" + name + "`" + ofWhat(place, holder))
        .withHelp(example(name, holder));
  }

  /** {@code where: "amount > 100"}, from the schema's own examples. */
  private @Nullable String example(String name, JsonNode holder) {
    JsonNode field = holder.path("properties").path(name);
    if (field.has("enum")) {
      return name + ": " + String.join(" | ", Wording.texts(field.path("enum")));
    }
    if (field.has("const")) {
      return name + ": " + Wording.flow(field.path("const"));
    }
    JsonNode example = field.path("examples").path(0);
    return example.isMissingNode() ? null : name + ": " + Wording.flow(example);
  }

  private Diagnostic group(Place place, YamlMapping mapping, Group group) {
    List<YamlMapping.Entry> present = present(group, mapping);
    String count = group.exclusive() ? "one of " : "at least one of ";
    String names = Wording.choices(group.names());
    if (present.isEmpty()) {
      return Diagnostic.of(
          SchemaCode.SCH010,
          place.head(),
          place.path(),
          "missing " + count + names + ofWhat(place, group.holder()));
    }
    List<String> given = present.stream().map(entry -> entry.key().value()).toList();
    Diagnostic diagnostic =
        Diagnostic.of(
            SchemaCode.SCH010,
            present.get(1).key().span(),
            place.path(),
            "only one of "
                + names
                + " can be there, got "
                + Wording.choices(given).replace(" or ", " and "));
    return diagnostic.withRelated(present.get(0).key().span(), "the first is here");
  }

  /** {@code for type kafka}, or {@code in `checkpoint`}. */
  private static String ofWhat(Place place, JsonNode holder) {
    String type = typeOf(holder);
    if (type != null) {
      return " for type " + type;
    }
    return place.path().isEmpty() ? "" : " in " + place.quoted();
  }

  private static @Nullable String typeOf(JsonNode holder) {
    JsonNode constant = holder.path("properties").path("type").path("const");
    return constant.isString() ? constant.stringValue() : null;
  }
}
