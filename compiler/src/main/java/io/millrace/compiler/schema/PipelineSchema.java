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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The published schema of pipeline files, or of another kind; loaded once from the class path. */
final class PipelineSchema {
  /** Where the schemas stand on the class path. */
  private static final String DIRECTORY = "/io/millrace/schemas/";

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

  /** The schema of pipelines; the first call loads it. */
  static PipelineSchema get() {
    return Loaded.INSTANCE;
  }

  /** The schema of a kind of file; the first call loads it. */
  static PipelineSchema of(DocumentKind kind) {
    return kind == DocumentKind.PIPELINE
        ? get()
        : Others.LOADED.computeIfAbsent(kind, PipelineSchema::load);
  }

  /** A schema as it is published, read anew: schemas of other kinds refer to that of pipelines. */
  static JsonNode published(DocumentKind kind) {
    return read(DIRECTORY + kind.schemaFile());
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
    static final PipelineSchema INSTANCE = new PipelineSchema(published(DocumentKind.PIPELINE));
  }

  /** The schemas of the other kinds, each loaded when a file of its kind is met. */
  private static final class Others {
    static final Map<DocumentKind, PipelineSchema> LOADED = new ConcurrentHashMap<>();
  }

  /**
   * The schema of a kind. What it shares with pipelines is named in the pipelines' schema, and is
   * copied from there, so that all references stay in one document.
   */
  private static PipelineSchema load(DocumentKind kind) {
    ObjectNode root = (ObjectNode) localReferences(published(kind));
    ObjectNode definitions = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> shared : get().root.path("$defs").properties()) {
      definitions.set(shared.getKey(), shared.getValue());
    }
    for (Map.Entry<String, JsonNode> own : root.path("$defs").properties()) {
      definitions.set(own.getKey(), own.getValue());
    }
    root.set("$defs", definitions);
    return new PipelineSchema(root);
  }

  private static JsonNode localReferences(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (String name : List.copyOf(object.propertyNames())) {
        JsonNode value = object.get(name);
        if (name.equals("$ref")) {
          String reference = value.stringValue();
          object.put(name, reference.substring(reference.indexOf('#')));
        } else {
          localReferences(value);
        }
      }
    } else if (node.isArray()) {
      node.forEach(PipelineSchema::localReferences);
    }
    return node;
  }

  private static JsonNode read(String resource) {
    try (InputStream in = PipelineSchema.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("not on the class path: " + resource);
      }
      return SchemaReader.read(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
