package io.millrace.runtime.job;

import io.millrace.runtime.job.JobParameters.Declared;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code --name value} and {@code --name=value}; a bool may do without its value. */
final class CommandLine {
  private final Map<String, Declared> declared;
  private final List<String> problems;
  private final List<ParametersFile> files = new ArrayList<>();

  CommandLine(Map<String, Declared> declared, List<String> problems) {
    this.declared = declared;
    this.problems = problems;
  }

  /** The files of parameters that were named, in order; filled by {@link #read}. */
  List<ParametersFile> files() {
    return files;
  }

  /** Texts by name; a name without its text has the value null. */
  Map<String, String> read(List<String> args) {
    Map<String, String> given = new LinkedHashMap<>();
    for (int i = 0; i < args.size(); i++) {
      String arg = args.get(i);
      if (!arg.startsWith("--")) {
        // Not shown: it may be a secret whose option was misspelled.
        problems.add("argument %d is no --name and belongs to none".formatted(i + 1));
        continue;
      }
      int equals = arg.indexOf('=');
      String name = equals < 0 ? arg.substring(2) : arg.substring(2, equals);
      Declared parameter = declared.get(name);
      String text = equals < 0 ? null : arg.substring(equals + 1);
      if (text == null && i + 1 < args.size() && takesNext(parameter, args.get(i + 1))) {
        text = args.get(++i);
      }
      if (name.equals(ParametersFile.OPTION)) {
        if (text == null) {
          problems.add("--" + name + " needs the path of a file");
        } else {
          files.add(read(ParametersFile.read(text, problems)));
        }
        continue;
      }
      if (parameter == null) {
        problems.add("unknown parameter --" + name + didYouMean(name).replace("mean ", "mean --"));
        continue;
      }
      if (text == null && parameter.type() == ParameterType.BOOL) {
        text = "true";
      }
      if (given.containsKey(name)) {
        problems.add("--" + name + " is given twice");
      } else if (text == null) {
        problems.add("--%s needs a value: %s".formatted(name, parameter.type().form));
      }
      given.put(name, text);
    }
    return given;
  }

  private ParametersFile read(ParametersFile file) {
    for (String name : file.values().keySet()) {
      if (!declared.containsKey(name)) {
        problems.add(
            "%s: unknown parameter %s%s".formatted(file.place(name), name, didYouMean(name)));
      }
    }
    return file;
  }

  private static boolean takesNext(@Nullable Declared parameter, String next) {
    if (next.startsWith("--")) {
      return false;
    }
    return parameter == null
        || parameter.type() != ParameterType.BOOL
        || next.equalsIgnoreCase("true")
        || next.equalsIgnoreCase("false");
  }

  private String didYouMean(String name) {
    String best = null;
    int least = Math.max(2, name.length() / 3) + 1;
    for (String candidate : declared.keySet()) {
      int distance = distance(name, candidate);
      if (distance < least) {
        least = distance;
        best = candidate;
      }
    }
    return best == null ? "" : "; did you mean " + best + "?";
  }

  /** Levenshtein distance. */
  private static int distance(String from, String to) {
    int[] above = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      above[column] = column;
    }
    for (int row = 1; row <= from.length(); row++) {
      int[] current = new int[to.length() + 1];
      current[0] = row;
      for (int column = 1; column <= to.length(); column++) {
        int change = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
        current[column] =
            Math.min(above[column - 1] + change, 1 + Math.min(above[column], current[column - 1]));
      }
      above = current;
    }
    return above[to.length()];
  }
}
