package io.millrace.compiler.schema;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.DisallowUnknownKeywordFactory;
import com.networknt.schema.keyword.NonValidationKeyword;
import com.networknt.schema.path.NodePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** The published schema of pipeline files, loaded once from the class path. */
final class PipelineSchema {
  /** Where the schema stands on the class path. */
  static final String RESOURCE = "/io/millrace/schemas/pipeline-v1.schema.json";

  /**
   * Draft 2020-12 with our {@code x-} keywords, which word errors and help editors; the library
   * would log a warning for each. Any other unknown keyword is a slip in the schema and fails.
   */
  private static final Dialect DIALECT =
      Dialect.builder(Dialects.getDraft202012())
          .unknownKeywordFactory(
              (keyword, context) ->
                  keyword.startsWith("x-")
                      ? new NonValidationKeyword(keyword)
                      : DisallowUnknownKeywordFactory.getInstance().getKeyword(keyword, context))
          .build();

  private final JsonNode root;
  private final Schema schema;

  private PipelineSchema(JsonNode root) {
    this.root = root;
    // Nothing is fetched: the one dialect is built in, and all references stay in the file.
    this.schema =
        SchemaRegistry.withDialect(
                DIALECT,
                builder ->
                    builder.schemaRegistryConfig(
                        SchemaRegistryConfig.builder().locale(Locale.ROOT).build()))
            .getSchema(root);
  }

  /** The schema; the first call loads it. */
  static PipelineSchema get() {
    return Loaded.INSTANCE;
  }

  JsonNode root() {
    return root;
  }

  List<Error> validate(JsonNode instance) {
    return schema.validate(instance);
  }

  /** The part of the schema at a location without its last {@code dropped} steps. */
  JsonNode at(NodePath location, int dropped) {
    JsonNode at = root;
    for (int i = 0; i < location.getNameCount() - dropped; i++) {
      Object step = location.getElement(i);
      JsonNode next = step instanceof Integer index ? at.path(index.intValue()) : null;
      at = next == null || next.isMissingNode() ? at.path(step.toString()) : next;
    }
    return at;
  }

  /** The other types of nodes of a node's section that have a field of that name. */
  List<String> siblingsWith(JsonNode node, String field) {
    List<String> types = new ArrayList<>();
    for (JsonNode definition : root.path("$defs")) {
      List<JsonNode> members = new ArrayList<>();
      for (JsonNode branch : definition.path("allOf")) {
        members.add(resolve(branch.path("then")));
      }
      if (members.contains(node)) {
        for (JsonNode member : members) {
          if (member.path("properties").has(field)) {
            types.add(member.path("properties").path("type").path("const").asString());
          }
        }
      }
    }
    return types;
  }

  /** Follows a chain of references within the schema. */
  JsonNode resolve(JsonNode subschema) {
    JsonNode at = subschema;
    while (at.path("$ref").isString()) {
      at = root.at(at.path("$ref").stringValue().substring(1));
    }
    return at;
  }

  private static final class Loaded {
    static final PipelineSchema INSTANCE = load();

    private static PipelineSchema load() {
      try (InputStream in = PipelineSchema.class.getResourceAsStream(RESOURCE)) {
        if (in == null) {
          throw new IllegalStateException("not on the class path: " + RESOURCE);
        }
        return new PipelineSchema(SchemaReader.read(in.readAllBytes()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
