package io.millrace.compiler.plan;

import org.jspecify.annotations.Nullable;

/**
 * What is known of the Avro of a node.
 *
 * @param schema one line of JSON: what a sink writes, or what a source without a registry reads
 * @param registry address of the schema registry, or null for none
 * @param subject under which a sink registers its schema; null for sources
 */
public record AvroSpec(
    String schema, @Nullable DeployValue registry, @Nullable DeployValue subject) {}
