package io.millrace.compiler.bind;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.Outcome;
import io.millrace.compiler.diag.ReuseCode;
import io.millrace.compiler.diag.SchemaCode;
import io.millrace.compiler.diag.SourceFile;
import io.millrace.compiler.files.SourceTree;
import io.millrace.compiler.schema.DocumentKind;
import io.millrace.compiler.schema.SchemaValidator;
import io.millrace.compiler.yaml.Suppressions;
import io.millrace.compiler.yaml.YamlDocument;
import io.millrace.compiler.yaml.YamlMapping;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The overlays of a request. All are checked, those of the chosen environment are applied: so a
 * mistake in one is found by whichever build comes first.
 */
public final class Overlays {
  private record Key(String environment, Path target) {}

  private final SourceTree tree;
  private final @Nullable String environment;
  private final Map<Key, OverlayFile> named = new HashMap<>();

  /** Those without mistakes. */
  private final Map<Key, OverlayFile> sound = new HashMap<>();

  private final SortedSet<String> environments = new TreeSet<>();
  private final Diagnostics all = new Diagnostics();

  /**
   * No overlays yet.
   *
   * @param environment whose overlays are applied; null for none
   */
  public Overlays(SourceTree tree, @Nullable String environment) {
    this.tree = tree;
    this.environment = environment;
  }

  /** The environments that the files name. */
  public SortedSet<String> environments() {
    return environments;
  }

  /** What was found in the files of overlays. */
  public List<Diagnostic> diagnostics() {
    return all.sorted();
  }

  /** Reads an overlay, and checks it against the file that it changes. */
  public void load(Path file) {
    Path path = file.toAbsolutePath().normalize();
    Diagnostics out = new Diagnostics();
    Outcome<YamlDocument> read = tree.read(path);
    out.addAll(read.diagnostics());
    if (read.isOk() && !out.hasErrors()) {
      load(path, read.get(), out);
      all.addAll(Suppressions.apply(read.get().suppressions(), out.sorted()));
    } else {
      all.addAll(out.sorted());
    }
  }

  private void load(Path path, YamlDocument document, Diagnostics out) {
    YamlMapping root = shape(document, out);
    if (root == null) {
      return;
    }
    Located<String> target = OverlayFile.text(root, "for");
    List<Diagnostic> found = new ArrayList<>();
    Path base = tree.find(path, target, "for", found);
    out.addAll(found);
    if (base == null) {
      return;
    }
    OverlayFile overlay = new OverlayFile(path, root, base);
    environments.add(overlay.environment().value());
    Outcome<YamlDocument> read = tree.read(base);
    if (!read.isOk() || !(read.get().root() instanceof YamlMapping declared)) {
      return; // said of that file
    }
    DocumentKind kind = DocumentKind.of(declared);
    if (kind != DocumentKind.PIPELINE && kind != DocumentKind.LIBRARY) {
      out.add(
          Diagnostic.of(
                  ReuseCode.REF039,
                  target.span(),
                  "for",
                  "`" + target.value() + "` is neither a pipeline nor a library")
              .withHelp("an overlay changes files of kind `Pipeline` or `Library`"));
      return;
    }
    claim(overlay, out);
    overlay.checkNames(declared, tree.display(base), out);
    if (!out.hasErrors() && SchemaValidator.validate(kind, declared).isEmpty()) {
      out.addAll(whole(overlay, SchemaValidator.validate(kind, overlay.appliedTo(declared))));
      if (!out.hasErrors()) {
        sound.put(key(overlay), overlay);
      }
    }
  }

  private static Key key(OverlayFile overlay) {
    return new Key(overlay.environment().value(), overlay.target());
  }

  private static @Nullable YamlMapping shape(YamlDocument document, Diagnostics out) {
    for (Diagnostic found : SchemaValidator.validate(DocumentKind.OVERLAY, document.root())) {
      boolean slip = found.code() != SchemaCode.SCH002 || !found.label().isEmpty();
      out.add(
          slip
              ? found
              : Diagnostic.of(
                  ReuseCode.SCH060,
                  found.span(),
                  found.path(),
                  "`" + found.span().text() + "` is the same in all environments"));
    }
    return out.hasErrors() ? null : (YamlMapping) document.root();
  }

  /** A mistake of both together is shown with the other file too. */
  private static List<Diagnostic> whole(OverlayFile overlay, List<Diagnostic> found) {
    SourceFile own = overlay.root().span().source();
    return found.stream()
        .map(
            any ->
                any.span().source().equals(own)
                    ? any
                    : any.withRelated(overlay.environment().span(), "with this overlay"))
        .toList();
  }

  private void claim(OverlayFile overlay, Diagnostics out) {
    Located<String> name = overlay.environment();
    OverlayFile first = named.putIfAbsent(key(overlay), overlay);
    if (first != null) {
      out.add(
          Diagnostic.of(
                  ReuseCode.REF070,
                  name.span(),
                  "environment",
                  "there is another overlay of `"
                      + name.value()
                      + "` for "
                      + tree.display(overlay.target()))
              .withRelated(first.environment().span(), "the other overlay"));
    }
  }

  private @Nullable OverlayFile chosen(Path file) {
    return environment == null
        ? null
        : sound.get(new Key(environment, file.toAbsolutePath().normalize()));
  }

  /** A pipeline or library as it is in the chosen environment. */
  public Outcome<YamlDocument> apply(Path file, Outcome<YamlDocument> read) {
    OverlayFile overlay = chosen(file);
    if (overlay == null || !read.isOk() || !(read.get().root() instanceof YamlMapping root)) {
      return read;
    }
    YamlDocument changed = new YamlDocument(overlay.appliedTo(root), read.get().suppressions());
    return new Outcome<>(changed, read.diagnostics());
  }

  /** The text of the overlay that changes a file in the chosen environment. */
  public List<SourceFile> texts(Path file) {
    OverlayFile overlay = chosen(file);
    return overlay == null ? List.of() : List.of(overlay.root().span().source());
  }
}
