package io.millrace.compiler.yaml;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.DidYouMean;
import io.millrace.compiler.diag.SourceFile;
import io.millrace.compiler.diag.SourceText;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.diag.YamlCode;
import io.millrace.compiler.yaml.YamlScalar.Kind;
import io.millrace.compiler.yaml.YamlScalar.Style;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;

/**
 * Builds the nodes of one document from the library's events. Events and not the library's own
 * nodes, because those forget where an alias is used.
 *
 * <p>Every mistake but a syntax error is recorded and the rest of the document still read; the
 * offending entry is left out, or replaced by null.
 */
final class NodeComposer {
  static final int MAX_DEPTH = 100;

  /** More mistakes than this are no help to anyone. */
  private static final int MAX_DIAGNOSTICS = 200;

  private final SourceFile file;
  private final Iterator<Event> events;
  private final EventSpans spans;
  private final List<Diagnostic> found;
  private final AnchorTable anchors = new AnchorTable();
  private final DocumentPath path = new DocumentPath();
  private final ScalarRanges scalars = new ScalarRanges();

  /** Nodes so far, those of aliases counted again at each use. */
  private long nodes;

  NodeComposer(SourceFile file, Iterator<Event> events, EventSpans spans, List<Diagnostic> found) {
    this.file = file;
    this.events = events;
    this.spans = spans;
    this.found = found;
  }

  /** The node that starts with an event; reads the events up to its end. */
  YamlNode compose(Event event) {
    return node(event, 0, -1);
  }

  /** Where text is content, so that a {@code #} inside is no comment. */
  ScalarRanges scalars() {
    return scalars;
  }

  private YamlNode node(Event event, int depth, int blockIndent) {
    nodes++;
    if (event instanceof AliasEvent alias) {
      return alias(alias);
    }
    NodeEvent start = (NodeEvent) event;
    AnchorTable.Anchored anchored =
        start.getAnchor().map(Anchor::getValue).map(anchors::start).orElse(null);
    long before = nodes - 1;
    YamlNode node =
        start instanceof ScalarEvent scalar
            ? scalar(scalar, blockIndent)
            : collection((CollectionStartEvent) start, depth, blockIndent);
    if (anchored != null) {
      anchored.complete(node, nodes - before);
    }
    return node;
  }

  private YamlNode alias(AliasEvent event) {
    Span use = spans.exact(event);
    String name = event.getAlias().getValue();
    AnchorTable.Anchored anchored = anchors.find(name);
    if (anchored == null) {
      boolean few = found.size() < MAX_DIAGNOSTICS && anchors.names().size() < MAX_DIAGNOSTICS;
      String closest = few ? DidYouMean.closest(name, anchors.names()) : null;
      String help =
          closest == null
              ? "quote a value that starts with `*`"
              : "did you mean `*" + closest + "`?";
      add(
          error(
                  YamlCode.YAML011,
                  use,
                  "no anchor " + ShownText.marked("&" + name) + " stands before this alias")
              .withHelp(help));
      return missing(use);
    }
    YamlNode node = anchored.node();
    if (node == null) {
      add(
          error(
              YamlCode.YAML012,
              use,
              ShownText.marked("*" + name) + " stands inside the value that it repeats"));
      return missing(use);
    }
    switch (anchors.use(anchored)) {
      case ALLOWED -> {
        nodes += anchored.size() - 1;
        return standingAt(node, use);
      }
      case FIRST_REFUSED ->
          add(
              error(
                  YamlCode.YAML013,
                  use,
                  "the aliases of this file expand to more than %,d nodes"
                      .formatted(AnchorTable.MAX_ALIASED_NODES)));
      case REFUSED -> {}
    }
    return missing(use);
  }

  private static YamlNode standingAt(YamlNode anchored, Span use) {
    if (anchored instanceof YamlScalar scalar) {
      return new YamlScalar(new AliasText(scalar.text(), use), scalar.kind(), scalar.style());
    }
    if (anchored instanceof YamlSequence sequence) {
      return new YamlSequence(sequence.items(), use);
    }
    return new YamlMapping(((YamlMapping) anchored).entries(), use);
  }

  /** Stands for a value that could not be made, where an error is reported already. */
  private static YamlScalar missing(Span span) {
    return new YamlScalar(SourceText.unmapped("", span), Kind.NULL, Style.PLAIN);
  }

  private YamlScalar scalar(ScalarEvent event, int blockIndent) {
    NodeProperties properties = spans.properties(event, event.getTag());
    Style style = style(event.getScalarStyle());
    Span span = spans.scalar(event, style, properties);
    boolean block = style == Style.LITERAL || style == Style.FOLDED;
    // The header of a block scalar may end in a comment.
    int contentStart =
        block ? BlockScalarScan.contentStart(file.text(), span.start()) : span.start();
    scalars.add(contentStart, Math.max(contentStart, span.end()));
    return new YamlScalar(
        new MappedText(event.getValue(), span, style, blockIndent),
        kind(event, style, properties, span),
        style);
  }

  private static Style style(ScalarStyle style) {
    return switch (style) {
      case SINGLE_QUOTED -> Style.SINGLE_QUOTED;
      case DOUBLE_QUOTED, JSON_SCALAR_STYLE -> Style.DOUBLE_QUOTED;
      case LITERAL -> Style.LITERAL;
      case FOLDED -> Style.FOLDED;
      case PLAIN -> Style.PLAIN;
    };
  }

  private Kind kind(ScalarEvent event, Style style, NodeProperties properties, Span span) {
    String value = event.getValue();
    String tag = event.getTag().orElse(null);
    if (tag == null) {
      return style == Style.PLAIN ? CoreSchemaKinds.ofPlain(value) : Kind.STRING;
    }
    Kind demanded = CoreSchemaKinds.ofTag(tag);
    if (demanded == null) {
      badTag(tag, properties, "a scalar", span);
      return Kind.STRING;
    }
    if (!CoreSchemaKinds.fits(value, demanded)) {
      String written = properties.tag(file.text());
      add(
          error(
              YamlCode.YAML010,
              span,
              ShownText.marked(value) + " does not fit its tag " + ShownText.marked(written)));
      return Kind.STRING;
    }
    return demanded;
  }

  private void badTag(String tag, NodeProperties properties, String what, Span content) {
    Span span = new Span(file, properties.tagStart(), properties.tagEnd());
    String written = span.text();
    if (CoreSchemaKinds.isKnownTag(tag)) {
      add(
          error(
              YamlCode.YAML010,
              span,
              "the tag " + ShownText.marked(written) + " does not fit " + what));
      return;
    }
    // The tag with what follows on its line is the value as it was probably meant.
    boolean oneLine = span.line() == file.line(content.end());
    String meant = oneLine ? span.to(content).text() : written;
    add(
        error(YamlCode.YAML009, span, "unknown tag " + ShownText.marked(written))
            .withHelp("quote a value that starts with `!`: " + ShownText.quoted(meant)));
  }

  private YamlNode collection(CollectionStartEvent event, int depth, int blockIndent) {
    boolean sequence = event instanceof SequenceStartEvent;
    int start = spans.collectionStart(event);
    String tag = event.getTag().orElse("!");
    if (!tag.equals("!") && !tag.equals(CoreSchemaKinds.TAG_PREFIX + (sequence ? "seq" : "map"))) {
      NodeProperties properties = spans.properties(event, event.getTag());
      badTag(tag, properties, sequence ? "a list" : "a mapping", spans.point(start));
    }
    if (depth >= MAX_DEPTH) {
      Span span = new Span(file, start, start + 1);
      add(error(YamlCode.YAML014, span, "nested more than " + MAX_DEPTH + " levels deep"));
      throw new TooDeepException();
    }
    int indent = spans.setsIndent(event) ? spans.column(start) : blockIndent;
    return sequence
        ? sequence(event, start, depth + 1, indent)
        : mapping(event, start, depth + 1, indent);
  }

  private YamlSequence sequence(CollectionStartEvent event, int start, int depth, int indent) {
    List<YamlNode> items = new ArrayList<>();
    Event next = events.next();
    while (next.getEventId() != Event.ID.SequenceEnd) {
      path.enter(items.size());
      items.add(node(next, depth, indent));
      path.leave();
      next = events.next();
    }
    return new YamlSequence(items, spans.collection(event, start, next));
  }

  private YamlMapping mapping(CollectionStartEvent event, int start, int depth, int indent) {
    List<YamlMapping.Entry> entries = new ArrayList<>();
    Map<String, YamlScalar> seen = new HashMap<>();
    Event next = events.next();
    while (next.getEventId() != Event.ID.MappingEnd) {
      YamlNode key = node(next, depth, indent);
      path.enter(key instanceof YamlScalar scalar ? ShownText.shortened(scalar.value()) : "?");
      YamlNode value = node(events.next(), depth, indent);
      YamlScalar usable = usableKey(key, seen);
      if (usable != null) {
        entries.add(new YamlMapping.Entry(usable, value));
      }
      path.leave();
      next = events.next();
    }
    return new YamlMapping(entries, spans.collection(event, start, next));
  }

  /** The key if its entry can be kept; null, and reported, if not. */
  private @Nullable YamlScalar usableKey(YamlNode node, Map<String, YamlScalar> seen) {
    if (!(node instanceof YamlScalar key)) {
      String kind = node instanceof YamlMapping ? "a mapping" : "a list";
      add(
          error(YamlCode.YAML007, node.span(), kind + " cannot be a key")
              .withHelp("quote a value that starts with `{` or `[`"));
      return null;
    }
    String name = key.value();
    if (key.kind() == Kind.NULL) {
      String help = name.isEmpty() ? "write a name before `:`" : "quote it: \"" + name + "\"";
      add(error(YamlCode.YAML007, key.span(), "null cannot be a key").withHelp(help));
      return null;
    }
    if (key.style() == Style.PLAIN && name.equals("<<")) {
      add(
          error(YamlCode.YAML008, key.span(), "YAML 1.2 has no merge key `<<`")
              .withHelp("write the keys out, or share a whole value with `&name` and `*name`"));
      return null;
    }
    YamlScalar first = seen.putIfAbsent(name, key);
    if (first != null) {
      add(
          error(YamlCode.YAML006, key.span(), "the key " + ShownText.marked(name) + " occurs twice")
              .withRelated(first.span(), "first used here"));
      return null;
    }
    return key;
  }

  private Diagnostic error(YamlCode code, Span span, String message) {
    return Diagnostic.of(code, span, path.toString(), message);
  }

  private void add(Diagnostic diagnostic) {
    if (found.size() < MAX_DIAGNOSTICS || diagnostic.code() == YamlCode.YAML014) {
      found.add(diagnostic);
    }
  }

  /**
   * Ends the reading of a document that is nested too deep, as a syntax error does. The rest is not
   * worth its time: the library looks back over every open bracket at each further one.
   */
  static final class TooDeepException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
