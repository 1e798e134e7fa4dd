package io.millrace.local;

import io.millrace.compiler.api.CompiledPipeline;
import io.millrace.runtime.job.ParametersFile;
import java.util.ArrayList;
import java.util.List;

/** Parameters on the command line: {@code --name value} or {@code --name=value}. */
final class JobArguments {
  private final List<String> arguments;

  JobArguments(List<String> arguments) {
    this.arguments = List.copyOf(arguments);
  }

  boolean names(String parameter) {
    return arguments.stream()
            .anyMatch(argument -> argument.startsWith("--") && name(argument).equals(parameter))
        || files().stream().anyMatch(file -> ParametersFile.names(file).contains(parameter));
  }

  private List<String> files() {
    List<String> files = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.startsWith("--") && name(argument).equals(ParametersFile.OPTION)) {
        int equals = argument.indexOf('=');
        if (equals >= 0) {
          files.add(argument.substring(equals + 1));
        } else if (i + 1 < arguments.size()) {
          files.add(arguments.get(i + 1));
        }
      }
    }
    return files;
  }

  /**
   * Those meant for one of several pipelines. What no pipeline declares goes to all of them, so
   * that each says so.
   */
  List<String> of(CompiledPipeline pipeline, List<CompiledPipeline> all) {
    List<String> chosen = new ArrayList<>();
    boolean taken = true;
    for (String argument : arguments) {
      if (argument.startsWith("--")) {
        String name = name(argument);
        taken =
            pipeline.parameters().contains(name)
                || all.stream().noneMatch(other -> other.parameters().contains(name));
      }
      if (taken) {
        chosen.add(argument);
      }
    }
    return chosen;
  }

  private static String name(String argument) {
    int equals = argument.indexOf('=');
    return argument.substring(2, equals < 0 ? argument.length() : equals);
  }
}
