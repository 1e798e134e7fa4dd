package io.millrace.compiler.bind;

import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.Outcome;
import io.millrace.compiler.diag.SchemaCode;
import io.millrace.compiler.model.JobDecl;
import io.millrace.compiler.model.ParameterDecl;
import io.millrace.compiler.model.PipelineDecl;
import io.millrace.compiler.yaml.YamlDocument;
import io.millrace.compiler.yaml.YamlMapping;
import io.millrace.compiler.yaml.YamlScalar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Turns a document that passed the schema into declarations, and reports what is wrong with single
 * declarations beyond the reach of a schema. References between them are not its business.
 */
public final class PipelineBinder {
  private PipelineBinder() {}

  /**
   * The declarations of a file, with warnings; or errors, all with codes of {@link SchemaCode}.
   *
   * @param document without errors from {@link
   *     io.millrace.compiler.schema.SchemaValidator#validatePipeline}; others make this throw
   */
  public static Outcome<PipelineDecl> bind(YamlDocument document) {
    return bind(document, new BindContext(parameterNames((YamlMapping) document.root())));
  }

  /** The same for a file, which may use fragments. */
  public static Outcome<PipelineDecl> bind(YamlDocument document, Fragments fragments, Path file) {
    Set<String> parameters = parameterNames((YamlMapping) document.root());
    return bind(document, new BindContext(parameters, fragments, file));
  }

  private static Outcome<PipelineDecl> bind(YamlDocument document, BindContext context) {
    PipelineDecl pipeline = bind(new Section((YamlMapping) document.root(), "", context));
    return context.hasErrors()
        ? Outcome.failed(context.found())
        : new Outcome<>(pipeline, context.found());
  }

  static Set<String> parameterNames(YamlMapping root) {
    Set<String> names = new HashSet<>();
    if (root.get("parameters") instanceof YamlMapping parameters) {
      parameters.entries().forEach(entry -> names.add(entry.key().value()));
    }
    return names;
  }

  private static PipelineDecl bind(Section root) {
    Section jobSection = root.section("job");
    JobDecl job = jobSection == null ? JobDecl.EMPTY : JobBinder.bind(jobSection);
    NodeBinder nodes = new NodeBinder(job);
    FragmentNodes fragments = FragmentNodes.open(root);
    fragments.connect();
    return new PipelineDecl(
        root.requiredText("name"),
        root.description(),
        LibraryBinder.imports(root),
        root.each("parameters", PipelineBinder::parameter),
        root.each("connections", ConnectionBinder::bind),
        root.each("types", TypeBinder::type),
        root.each("windows", WindowBinder::named),
        job,
        nodes(root, fragments, "sources", new SourceBinder(nodes)::bind),
        nodes(root, fragments, "operators", new OperatorBinder(nodes)::bind),
        nodes(root, fragments, "sinks", new SinkBinder(nodes)::bind),
        fragments.uses(),
        root.span());
  }

  /** The nodes of a section: the file's own, then those of the fragments that it uses. */
  private static <T> List<T> nodes(
      Section root, FragmentNodes fragments, String section, Function<Section.Entry, T> bind) {
    List<T> all = new ArrayList<>();
    root.each(section, entry -> FragmentNodes.isFragment(entry) || all.add(bind.apply(entry)));
    all.addAll(fragments.each(section, bind));
    return all;
  }

  static ParameterDecl parameter(Section.Entry entry) {
    Section section = entry.section();
    Located<ParameterDecl.Kind> kind =
        section.required("type", section.choice("type", ParameterDecl.Kind.class));
    YamlScalar defaultValue = section.scalar("default");
    if (defaultValue != null && kind.value() == ParameterDecl.Kind.SECRET) {
      section.report(
          SchemaCode.SCH015,
          section.keySpan("default"),
          "default",
          "the secret `" + entry.name().value() + "` cannot have a default");
    }
    return new ParameterDecl(
        entry.name(),
        kind,
        section.text("env"),
        section.text("file"),
        defaultValue == null ? null : defaultValue.text(),
        section.description());
  }
}
