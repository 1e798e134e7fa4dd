package io.millrace.compiler.bind;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.Outcome;
import io.millrace.compiler.diag.ReuseCode;
import io.millrace.compiler.diag.YamlCode;
import io.millrace.compiler.files.SourceTree;
import io.millrace.compiler.schema.DocumentKind;
import io.millrace.compiler.schema.SchemaValidator;
import io.millrace.compiler.yaml.Suppressions;
import io.millrace.compiler.yaml.YamlDocument;
import io.millrace.compiler.yaml.YamlMapping;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fragments of a request: each is loaded once, and what is wrong in it is said once. Any thread
 * may ask.
 */
public final class Fragments {
  private final SourceTree tree;
  private final Map<Path, @Nullable FragmentFile> loaded = new LinkedHashMap<>();
  private final Map<Path, List<Diagnostic>> found = new LinkedHashMap<>();

  public Fragments(SourceTree tree) {
    this.tree = tree;
  }

  /** What was found in the files of fragments, however they are used. */
  public List<Diagnostic> diagnostics() {
    Diagnostics all = new Diagnostics();
    found.values().forEach(all::addAll);
    return all.sorted();
  }

  private synchronized List<Diagnostic> found(Path file) {
    return found.getOrDefault(file.toAbsolutePath().normalize(), List.of());
  }

  /** Checks a fragment by itself. */
  public void check(Path file) {
    load(file);
  }

  /** The fragment that a node uses; null after a report, or if there is something wrong in it. */
  @Nullable FragmentFile find(Path from, Located<String> use, String path, BindContext out) {
    List<Diagnostic> found = new ArrayList<>();
    Path file = tree.find(from, use, path, found);
    found.forEach(out::add);
    if (file == null) {
      return null;
    }
    Outcome<YamlDocument> read = tree.read(file);
    if (read.isOk() && DocumentKind.of(read.get().root()) != DocumentKind.FRAGMENT) {
      out.add(
          Diagnostic.of(ReuseCode.REF039, use.span(), path, "`" + use.value() + "` is no fragment")
              .withHelp("a fragment says `kind: Fragment`"));
      return null;
    }
    FragmentFile fragment = load(file);
    if (fragment == null) {
      found(file).forEach(out::add);
    }
    return fragment;
  }

  private synchronized @Nullable FragmentFile load(Path file) {
    Path path = file.toAbsolutePath().normalize();
    if (!loaded.containsKey(path)) {
      Diagnostics out = new Diagnostics();
      FragmentFile fragment = load(path, tree.read(path), out);
      loaded.put(path, out.hasErrors() ? null : fragment);
      found.put(path, out.sorted());
    }
    return loaded.get(path);
  }

  private static @Nullable FragmentFile load(
      Path file, Outcome<YamlDocument> read, Diagnostics out) {
    out.addAll(read.diagnostics());
    if (out.hasErrors()) {
      return null;
    }
    YamlDocument document = read.get();
    out.addAll(SchemaValidator.validate(DocumentKind.FRAGMENT, document.root()));
    if (out.hasErrors()) {
      return null;
    }
    FragmentFile fragment = new FragmentFile(file, (YamlMapping) document.root());
    fragment.check(out);
    // Whether a comment is unused cannot be told: other uses may need it.
    List<Diagnostic> left = Suppressions.apply(document.suppressions(), out.sorted());
    out.removeIf(any -> true);
    left.stream().filter(any -> any.code() != YamlCode.YAML018).forEach(out::add);
    return fragment;
  }
}
