package io.millrace.compiler.schema;

import com.networknt.schema.Error;
import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.yaml.YamlDocument;
import io.millrace.compiler.yaml.YamlNode;
import java.util.List;

/**
 * Checks the shape of a file against its published JSON Schema. Finds all errors, without those
 * that only follow from another one, sorted by position.
 */
public final class SchemaValidator {
  private SchemaValidator() {}

  /** What is wrong with the shape of a pipeline file; empty where nothing is. */
  public static List<Diagnostic> validatePipeline(YamlDocument document) {
    return validatePipeline(document.root());
  }

  /** What is wrong with the shape of a pipeline; empty where nothing is. */
  public static List<Diagnostic> validatePipeline(YamlNode root) {
    return validate(DocumentKind.PIPELINE, root);
  }

  /** What is wrong with the shape of a file of some kind; empty where nothing is. */
  public static List<Diagnostic> validate(DocumentKind kind, YamlNode root) {
    PipelineSchema schema = PipelineSchema.of(kind);
    List<Error> errors = schema.validate(JsonTree.of(root));
    return errors.isEmpty() ? List.of() : new ErrorTranslator(schema, root).translate(errors);
  }
}
