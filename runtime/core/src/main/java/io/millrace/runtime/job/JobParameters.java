package io.millrace.runtime.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a pipeline, resolved when its job starts: from {@code --name value} or {@code
 * --name=value}, else from a {@link ParametersFile}, else from the environment, else from the file
 * that the parameter names, else the default.
 *
 * <p>A getter for a name that was not declared, or with another type, is a bug and throws {@link
 * IllegalArgumentException}.
 */
public final class JobParameters {
  private final Map<String, Parameter> values;

  private JobParameters(Map<String, Parameter> values) {
    this.values = values;
  }

  /** Starts the declaration of a pipeline's parameters. */
  public static Declaration declare() {
    return new Declaration();
  }

  /** The text of a string or secret. */
  public String string(String name) {
    Parameter parameter = parameter(name);
    if (parameter.type != ParameterType.SECRET) {
      parameter(name, ParameterType.STRING);
    }
    return parameter.text;
  }

  public long int64(String name) {
    return (Long) parameter(name, ParameterType.INT).value;
  }

  public double float64(String name) {
    return (Double) parameter(name, ParameterType.DOUBLE).value;
  }

  public boolean bool(String name) {
    return (Boolean) parameter(name, ParameterType.BOOL).value;
  }

  public long durationMicros(String name) {
    return (Long) parameter(name, ParameterType.DURATION).value;
  }

  /** Microseconds since the epoch. */
  public long timestampMicros(String name) {
    return (Long) parameter(name, ParameterType.TIMESTAMP).value;
  }

  /**
   * A text with each <code>${name}</code> replaced by the parameter as it was written; <code>$${
   * </code> stands for a literal <code>${</code>. The result may hold secrets.
   */
  public String expand(String text) {
    StringBuilder out = new StringBuilder();
    int position = 0;
    while (true) {
      int open = text.indexOf("${", position);
      if (open < 0) {
        return out.append(text, position, text.length()).toString();
      }
      if (open > position && text.charAt(open - 1) == '$') {
        out.append(text, position, open - 1).append("${");
        position = open + 2;
        continue;
      }
      int close = text.indexOf('}', open);
      if (close < 0) {
        throw new IllegalArgumentException("No } behind ${ in a text of the pipeline");
      }
      out.append(text, position, open).append(parameter(text.substring(open + 2, close)).text);
      position = close + 1;
    }
  }

  /**
   * A positive number whose text may name parameters, as a parallelism.
   *
   * @param what names the setting to a person
   */
  public int expandToInt(String what, String text) {
    String expanded = expand(text);
    try {
      int value = Integer.parseInt(expanded.strip());
      if (value > 0) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Reported below.
    }
    throw unfit(what, text, expanded, "a positive whole number");
  }

  /** A duration whose text may name parameters, as a checkpoint interval. */
  public Duration expandToDuration(String what, String text) {
    String expanded = expand(text);
    try {
      long micros = (Long) ParameterType.DURATION.parse(expanded);
      return Duration.ofSeconds(
          Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
    } catch (IllegalArgumentException e) {
      throw unfit(what, text, expanded, ParameterType.DURATION.form);
    }
  }

  /** A time in epoch microseconds whose text may name parameters, as where a source starts. */
  public long expandToTimestamp(String what, String text) {
    String expanded = expand(text);
    try {
      return (Long) ParameterType.TIMESTAMP.parse(expanded);
    } catch (IllegalArgumentException e) {
      throw unfit(what, text, expanded, ParameterType.TIMESTAMP.form);
    }
  }

  private JobStartException unfit(String what, String text, String expanded, String form) {
    boolean secret =
        values.entrySet().stream()
            .anyMatch(e -> e.getValue().secret() && text.contains("${" + e.getKey() + "}"));
    return new JobStartException(
        "%s: `%s`%s is not %s"
            .formatted(
                what, text, secret || text.equals(expanded) ? "" : " = `" + expanded + "`", form));
  }

  private Parameter parameter(String name) {
    Parameter parameter = values.get(name);
    if (parameter == null) {
      throw new IllegalArgumentException("No parameter " + name + " was declared");
    }
    return parameter;
  }

  private Parameter parameter(String name, ParameterType type) {
    Parameter parameter = parameter(name);
    if (parameter.type != type) {
      throw new IllegalArgumentException(
          "Parameter " + name + " is " + parameter.type.typeName + ", not " + type.typeName);
    }
    return parameter;
  }

  /** Names and values, without those of secrets. */
  @Override
  public String toString() {
    return values.entrySet().stream()
        .map(e -> e.getKey() + "=" + (e.getValue().secret() ? "***" : e.getValue().text))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  /** A resolved value: its text, and what the text means. */
  record Parameter(ParameterType type, String text, Object value) {
    boolean secret() {
      return type == ParameterType.SECRET;
    }

    @Override
    public String toString() {
      return type.typeName + (secret() ? " ***" : " " + text);
    }
  }

  /** A declared parameter. */
  record Declared(
      String name,
      ParameterType type,
      @Nullable String env,
      @Nullable String file,
      @Nullable String defaultText) {
    Declared withFile(String newFile) {
      return new Declared(name, type, env, newFile, defaultText);
    }
  }

  /**
   * What parameters a pipeline has. Each has a name, an environment variable or null, and a default
   * as text or null; without a default it is required.
   */
  public static final class Declaration {
    private final Map<String, Declared> declared = new LinkedHashMap<>();

    private Declaration() {}

    public Declaration string(String name, @Nullable String env, @Nullable String defaultText) {
      return add(name, ParameterType.STRING, env, defaultText);
    }

    /** A text that is never printed, logged or part of a message. */
    public Declaration secret(String name, @Nullable String env, @Nullable String defaultText) {
      return add(name, ParameterType.SECRET, env, defaultText);
    }

    public Declaration int64(String name, @Nullable String env, @Nullable String defaultText) {
      return add(name, ParameterType.INT, env, defaultText);
    }

    public Declaration float64(String name, @Nullable String env, @Nullable String defaultText) {
      return add(name, ParameterType.DOUBLE, env, defaultText);
    }

    public Declaration bool(String name, @Nullable String env, @Nullable String defaultText) {
      return add(name, ParameterType.BOOL, env, defaultText);
    }

    public Declaration duration(String name, @Nullable String env, @Nullable String defaultText) {
      return add(name, ParameterType.DURATION, env, defaultText);
    }

    public Declaration timestamp(String name, @Nullable String env, @Nullable String defaultText) {
      return add(name, ParameterType.TIMESTAMP, env, defaultText);
    }

    private Declaration add(
        String name, ParameterType type, @Nullable String env, @Nullable String defaultText) {
      if (declared.put(name, new Declared(name, type, env, null, defaultText)) != null) {
        throw new IllegalArgumentException("Parameter " + name + " is declared twice");
      }
      return this;
    }

    /**
     * Lets a parameter be read from a file, as containers mount secrets: all of its text, but for a
     * line break at the end. A file that is not there gives nothing.
     */
    public Declaration fromFile(String name, String file) {
      Declared known = declared.get(name);
      if (known == null) {
        throw new IllegalArgumentException("No parameter " + name + " was declared");
      }
      declared.put(name, known.withFile(file));
      return this;
    }

    /**
     * Resolves all parameters.
     *
     * @throws JobStartException with all that is wrong: missing, malformed and unknown ones
     */
    public JobParameters parse(String... args) {
      return parse(List.of(args), System.getenv());
    }

    /** As {@link #parse(String...)}, with the environment given. */
    public JobParameters parse(List<String> args, Map<String, String> environment) {
      List<String> problems = new ArrayList<>();
      CommandLine commandLine = new CommandLine(declared, problems);
      Map<String, String> given = commandLine.read(args);
      Map<String, Parameter> values = new LinkedHashMap<>();
      for (Declared parameter : declared.values()) {
        Parameter value = resolve(parameter, given, commandLine.files(), environment, problems);
        if (value != null) {
          values.put(parameter.name, value);
        }
      }
      if (!problems.isEmpty()) {
        throw new JobStartException(message(problems));
      }
      return new JobParameters(values);
    }

    private static @Nullable Parameter resolve(
        Declared parameter,
        Map<String, String> given,
        List<ParametersFile> files,
        Map<String, String> environment,
        List<String> problems) {
      String text = given.get(parameter.name);
      String origin = "--" + parameter.name;
      for (ParametersFile file : files) {
        if (!given.containsKey(parameter.name) && file.values().containsKey(parameter.name)) {
          text = file.values().get(parameter.name);
          origin = file.place(parameter.name);
        }
      }
      if (text == null && parameter.env != null) {
        text = environment.get(parameter.env);
        origin = "environment variable " + parameter.env;
      }
      if (text == null && parameter.file != null) {
        text = content(parameter, problems);
        origin = parameter.file;
      }
      if (text == null) {
        text = parameter.defaultText;
        origin = "default of " + parameter.name;
      }
      if (text == null) {
        if (!given.containsKey(parameter.name)) {
          String orEnv = parameter.env == null ? "" : " or set " + parameter.env;
          String orFile = parameter.file == null ? "" : " or write it to " + parameter.file;
          problems.add(
              "parameter %s is missing: give --%s <%s>%s%s"
                  .formatted(
                      parameter.name, parameter.name, parameter.type.typeName, orEnv, orFile));
        }
        return null;
      }
      try {
        return new Parameter(parameter.type, text, parameter.type.parse(text));
      } catch (IllegalArgumentException e) {
        problems.add("%s: expected %s, got `%s`".formatted(origin, parameter.type.form, text));
        return null;
      }
    }

    private static @Nullable String content(Declared parameter, List<String> problems) {
      Path file = Path.of(String.valueOf(parameter.file));
      if (!Files.exists(file)) {
        return null;
      }
      try {
        return Files.readString(file, StandardCharsets.UTF_8).replaceFirst("\\R\\z", "");
      } catch (IOException e) {
        problems.add("%s: %s cannot be read".formatted(parameter.name, parameter.file));
        return null;
      }
    }

    private String message(List<String> problems) {
      StringBuilder out = new StringBuilder("The job cannot start with these parameters:");
      problems.forEach(problem -> out.append("\n  - ").append(problem));
      out.append(declared.isEmpty() ? "\nThe pipeline has no parameters." : "\nParameters:");
      for (Declared parameter : declared.values()) {
        out.append("\n  --").append(parameter.name);
        out.append(" <").append(parameter.type.typeName).append('>');
        if (parameter.env != null) {
          out.append("  or ").append(parameter.env);
        }
        if (parameter.file != null) {
          out.append("  or ").append(parameter.file);
        }
        if (parameter.defaultText != null) {
          String shown = parameter.type == ParameterType.SECRET ? "***" : parameter.defaultText;
          out.append("  default ").append(shown);
        }
      }
      return out.toString();
    }
  }
}
