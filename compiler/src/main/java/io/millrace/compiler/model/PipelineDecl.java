package io.millrace.compiler.model;

import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.Span;
import java.util.List;

/** A whole pipeline file. Lists keep the order of the file. */
public record PipelineDecl(
    Located<String> name,
    String description,
    List<ImportDecl> imports,
    List<ParameterDecl> parameters,
    List<ConnectionDecl> connections,
    List<TypeDecl> types,
    List<NamedWindow> windows,
    JobDecl job,
    List<SourceDecl> sources,
    List<OperatorDecl> operators,
    List<SinkDecl> sinks,
    List<FragmentUse> fragments,
    Span span) {
  public PipelineDecl {
    imports = List.copyOf(imports);
    parameters = List.copyOf(parameters);
    connections = List.copyOf(connections);
    types = List.copyOf(types);
    windows = List.copyOf(windows);
    sources = List.copyOf(sources);
    operators = List.copyOf(operators);
    sinks = List.copyOf(sinks);
    fragments = List.copyOf(fragments);
  }

  /** The same pipeline with declarations from elsewhere beside its own. */
  public PipelineDecl with(
      List<ParameterDecl> allParameters,
      List<ConnectionDecl> allConnections,
      List<NamedWindow> allWindows) {
    return new PipelineDecl(
        name,
        description,
        imports,
        allParameters,
        allConnections,
        types,
        allWindows,
        job,
        sources,
        operators,
        sinks,
        fragments,
        span);
  }

  /** A window that operators refer to by name. */
  public record NamedWindow(Located<String> id, WindowDecl window) {}
}
