package io.millrace.local;

import io.millrace.compiler.api.CompiledPipeline;
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
        .anyMatch(argument -> argument.startsWith("--") && name(argument).equals(parameter));
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
