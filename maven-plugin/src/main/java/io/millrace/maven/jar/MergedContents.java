package io.millrace.maven.jar;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The entries of several parts as those of one jar, sorted by name. */
final class MergedContents {
  static final String LICENSE = "META-INF/LICENSE";
  static final String NOTICE = "META-INF/NOTICE";
  private static final String VERSIONS = "META-INF/versions/";

  private final SortedMap<String, ContentSource.Entry> single = new TreeMap<>();
  private final SortedMap<String, Set<String>> services = new TreeMap<>();
  private final LegalTexts licenses = new LegalTexts();
  private final LegalTexts notices = new LegalTexts();
  private final Map<List<String>, JobJarResult.Clash> clashes = new LinkedHashMap<>();
  private boolean multiRelease;

  /** Adds a part; what was added earlier wins. */
  void add(ContentSource source) throws IOException {
    boolean versioned = source.isMultiRelease();
    for (ContentSource.Entry entry : source.entries()) {
      String name = entry.name();
      if (name.startsWith(VERSIONS) && !versioned) {
        continue; // would come to life under our manifest
      }
      switch (EntryKind.of(name)) {
        case DROPPED -> {}
        case SERVICE ->
            services.computeIfAbsent(name, n -> new LinkedHashSet<>()).addAll(providers(entry));
        case LICENSE -> licenses.add(source.label(), text(entry));
        case NOTICE -> notices.add(source.label(), text(entry));
        case CLASS -> addClass(entry);
        case RESOURCE -> single.putIfAbsent(name, entry);
      }
    }
  }

  private void addClass(ContentSource.Entry entry) {
    ContentSource.Entry first = single.putIfAbsent(entry.name(), entry);
    if (first == null) {
      multiRelease |= entry.name().startsWith(VERSIONS);
    } else if (first.checksum() != entry.checksum()) {
      String kept = first.source().label();
      String dropped = entry.source().label();
      clashes.merge(
          List.of(kept, dropped),
          new JobJarResult.Clash(kept, dropped, entry.name(), 1),
          (a, b) -> new JobJarResult.Clash(kept, dropped, a.example(), a.count() + 1));
    }
  }

  private static List<String> providers(ContentSource.Entry entry) throws IOException {
    return text(entry)
        .lines()
        .map(line -> line.indexOf('#') < 0 ? line : line.substring(0, line.indexOf('#')))
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private static String text(ContentSource.Entry entry) throws IOException {
    return new String(entry.bytes(), StandardCharsets.UTF_8);
  }

  boolean isMultiRelease() {
    return multiRelease;
  }

  boolean contains(String name) {
    return single.containsKey(name);
  }

  List<JobJarResult.Clash> clashes() {
    return List.copyOf(clashes.values());
  }

  /** Every entry but the manifest, by name; contents are read when asked for. */
  SortedMap<String, Content> contents() {
    SortedMap<String, Content> all = new TreeMap<>();
    single.forEach((name, entry) -> all.put(name, entry::bytes));
    services.forEach((name, lines) -> all.put(name, bytes(String.join("\n", lines) + "\n")));
    if (!licenses.isEmpty()) {
      all.put(LICENSE, bytes(licenses.text()));
    }
    if (!notices.isEmpty()) {
      all.put(NOTICE, bytes(notices.text()));
    }
    return all;
  }

  private static Content bytes(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return () -> bytes;
  }

  /** The bytes of an entry. */
  interface Content {
    byte[] read() throws IOException;
  }
}
