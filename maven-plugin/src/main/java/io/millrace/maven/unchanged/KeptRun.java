package io.millrace.maven.unchanged;

import io.millrace.compiler.files.FilesRead;
import io.millrace.maven.report.Findings;
import io.millrace.maven.report.Findings.Form;
import io.millrace.maven.report.Summary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A run without errors: what it depended on, and what came of it.
 *
 * @param circumstances see {@link Circumstances}
 * @param modules of Millrace that were asked for, and whether the project has them
 * @param files that were read, and those that were written, if any
 * @param usesJava whether a pipeline uses functions in Java
 */
public record KeptRun(
    List<String> circumstances,
    SortedMap<String, Boolean> modules,
    FilesRead files,
    Findings findings,
    boolean usesJava) {
  private static final String HEADER =
      "# What the last run looked at, and what it found. Without this file the next one looks"
          + " again.";

  /** As long as it is missing, the file was not written to its end. */
  private static final String END = "end";

  public KeptRun {
    circumstances = List.copyOf(circumstances);
    modules = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(modules));
  }

  /** One line a fact, its parts separated by tabs. */
  String text() {
    StringBuilder out = new StringBuilder(HEADER).append('\n');
    circumstances.forEach(line -> add(out, "circumstance", line));
    modules.forEach((module, has) -> add(out, "module", module, has.toString()));
    files.stamps().forEach((path, stamp) -> add(out, "file", path.toString(), stamp));
    files.absent().forEach(path -> add(out, "absent", path.toString()));
    Summary summary = findings.summary();
    add(
        out,
        "summary",
        String.valueOf(summary.pipelines()),
        String.valueOf(summary.errors()),
        String.valueOf(summary.warnings()));
    findings.identities().forEach(identity -> add(out, "finding", identity));
    findings.texts().forEach((form, text) -> add(out, "text", form.name(), text));
    add(out, "uses-java", String.valueOf(usesJava));
    return out.append(END).append('\n').toString();
  }

  private static void add(StringBuilder out, String... parts) {
    for (int i = 0; i < parts.length; i++) {
      out.append(i == 0 ? "" : "\t").append(escaped(parts[i]));
    }
    out.append('\n');
  }

  /** The run that a text says; null if it was cut off or says something else. */
  static @Nullable KeptRun parse(String text) {
    if (!text.startsWith(HEADER) || !text.endsWith("\n" + END + "\n")) {
      return null;
    }
    List<String> circumstances = new ArrayList<>();
    SortedMap<String, Boolean> modules = new TreeMap<>();
    SortedMap<Path, String> stamps = new TreeMap<>();
    SortedSet<Path> absent = new TreeSet<>();
    List<String> identities = new ArrayList<>();
    Map<Form, String> texts = new EnumMap<>(Form.class);
    Summary summary = null;
    boolean usesJava = false;
    for (String line : text.split("\n")) {
      String[] parts = line.split("\t", -1);
      for (int i = 0; i < parts.length; i++) {
        parts[i] = unescaped(parts[i]);
      }
      try {
        switch (parts[0]) {
          case "circumstance" -> circumstances.add(parts[1]);
          case "module" -> modules.put(parts[1], Boolean.valueOf(parts[2]));
          case "file" -> stamps.put(Path.of(parts[1]), parts[2]);
          case "absent" -> absent.add(Path.of(parts[1]));
          case "finding" -> identities.add(parts[1]);
          case "text" -> texts.put(Form.valueOf(parts[1]), parts[2]);
          case "uses-java" -> usesJava = Boolean.parseBoolean(parts[1]);
          case "summary" ->
              summary =
                  new Summary(
                      Integer.parseInt(parts[1]),
                      Integer.parseInt(parts[2]),
                      Integer.parseInt(parts[3]));
          default -> {}
        }
      } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
        return null; // edited
      }
    }
    if (summary == null || texts.size() < Form.values().length) {
      return null;
    }
    return new KeptRun(
        circumstances,
        modules,
        new FilesRead(stamps, absent),
        new Findings(summary, identities, texts),
        usesJava);
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }

  private static String unescaped(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    boolean escape = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!escape && c == '\\') {
        escape = true;
      } else {
        out.append(escape ? escaped(c) : c);
        escape = false;
      }
    }
    return out.toString();
  }

  /** What a character behind a backslash stands for. */
  private static char escaped(char c) {
    return switch (c) {
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'r' -> '\r';
      default -> c;
    };
  }
}
