package io.millrace.runtime.job;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Values of parameters in a file: a line {@code name = value} each, UTF-8. Blanks around both do
 * not count, nor do empty lines and lines that start with {@code #}. Problems never show a value:
 * it may be a secret.
 */
public final class ParametersFile {
  /** The argument that names such a file; it may be given several times, and the last one wins. */
  public static final String OPTION = "parameters-file";

  private final String shown;
  private final Map<String, String> values = new LinkedHashMap<>();
  private final Map<String, Integer> lines = new LinkedHashMap<>();

  private ParametersFile(String shown) {
    this.shown = shown;
  }

  /** The names in a file; none if it cannot be read, which the job itself reports. */
  public static Set<String> names(String file) {
    return read(file, new ArrayList<>()).values.keySet();
  }

  static ParametersFile read(String file, List<String> problems) {
    ParametersFile read = new ParametersFile(file);
    try {
      String text = Files.readString(Path.of(file), StandardCharsets.UTF_8);
      read.parse(text.startsWith("\uFEFF") ? text.substring(1) : text, problems);
    } catch (NoSuchFileException | InvalidPathException e) {
      problems.add("--%s: there is no file %s".formatted(OPTION, file));
    } catch (CharacterCodingException e) {
      problems.add("--%s: %s is not UTF-8".formatted(OPTION, file));
    } catch (IOException e) {
      problems.add("--%s: %s cannot be read: %s".formatted(OPTION, file, e.getMessage()));
    }
    return read;
  }

  private void parse(String text, List<String> problems) {
    int number = 0;
    for (String line : text.split("\\R", -1)) {
      number++;
      String stripped = line.strip();
      if (stripped.isEmpty() || stripped.startsWith("#")) {
        continue;
      }
      int equals = stripped.indexOf('=');
      String name = equals < 0 ? "" : stripped.substring(0, equals).strip();
      if (name.isEmpty()) {
        problems.add("%s:%d: the line is no `name = value`".formatted(shown, number));
      } else if (values.containsKey(name)) {
        problems.add(
            "%s:%d: %s stands in line %d already".formatted(shown, number, name, lines.get(name)));
      } else {
        values.put(name, stripped.substring(equals + 1).strip());
        lines.put(name, number);
      }
    }
  }

  Map<String, String> values() {
    return values;
  }

  /** {@code prod.properties:3}. */
  String place(String name) {
    return shown + ":" + lines.get(name);
  }
}
