package io.millrace.compiler.schema;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns the errors of the schema library into diagnostics: one for each mistake, with words of our
 * own, at the place in the YAML.
 */
final class ErrorTranslator {
  private final YamlNode root;
  private final FieldErrors fieldErrors;
  private final ValueErrors valueErrors;

  ErrorTranslator(PipelineSchema schema, YamlNode root) {
    this.root = root;
    this.fieldErrors = new FieldErrors(schema);
    this.valueErrors = new ValueErrors(schema);
  }

  List<Diagnostic> translate(List<Error> errors) {
    Map<String, List<Error>> byPlace = new LinkedHashMap<>();
    for (Error error : errors) {
      byPlace
          .computeIfAbsent(error.getInstanceLocation().toString(), place -> new ArrayList<>())
          .add(error);
    }
    Diagnostics found = new Diagnostics();
    for (List<Error> here : byPlace.values()) {
      Place place = Place.find(root, here.get(0).getInstanceLocation());
      found.addAll(translate(place, here));
    }
    return found.sorted();
  }

  private List<Diagnostic> translate(Place place, List<Error> here) {
    for (Error error : here) {
      // A value of the wrong kind meets no other demand either; those errors say nothing new.
      if (error.getKeyword().equals("type")) {
        return List.of(valueErrors.wrongKind(place, error));
      }
    }
    List<Diagnostic> found = new ArrayList<>();
    List<Error> ofFields = new ArrayList<>();
    for (Error error : here) {
      if (isAboutFields(error)) {
        ofFields.add(error);
      } else {
        found.addAll(valueErrors.translate(place, error));
      }
    }
    if (!ofFields.isEmpty()) {
      found.addAll(fieldErrors.translate(place, ofFields));
    }
    return found;
  }

  private static boolean isAboutFields(Error error) {
    return switch (error.getKeyword()) {
      case "additionalProperties", "required", "oneOf", "anyOf" -> true;
      default -> false;
    };
  }

  /** How many of the last steps of a path lead to the nearest {@code oneOf} or {@code anyOf}. */
  static int stepsToCombinator(NodePath keyword) {
    int count = keyword.getNameCount();
    for (int i = count - 1; i >= Math.max(0, count - 3); i--) {
      String step = keyword.getElement(i).toString();
      if (step.equals("oneOf") || step.equals("anyOf")) {
        return count - 1 - i;
      }
    }
    return -1;
  }
}
