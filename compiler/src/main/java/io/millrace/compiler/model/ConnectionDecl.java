package io.millrace.compiler.model;

import io.millrace.compiler.diag.Located;
import java.util.Map;

/**
 * A Kafka cluster.
 *
 * @param properties Kafka client properties, passed through, in the order written
 */
public record ConnectionDecl(
    Located<String> id, DeployText bootstrapServers, Map<String, DeployText> properties) {}
