package io.millrace.compiler.model;

import java.util.List;

/** Takes rows and does nothing with them. */
public record BlackholeSinkDecl(NodeHead head, List<InputRef> inputs) implements SinkDecl {}
