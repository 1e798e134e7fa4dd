package io.millrace.compiler.testing;

import io.millrace.compiler.api.CompiledPipeline;
import io.millrace.compiler.api.PipelinePlans;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A pipeline as a test runs it.
 *
 * @param arguments a value for each of its parameters, as its {@code main} takes them
 * @param mocks answers by the ids of lookups
 */
public record TestTarget(
    CompiledPipeline pipeline, List<String> arguments, Map<String, List<LookupAnswer>> mocks) {
  public TestTarget {
    arguments = List.copyOf(arguments);
    mocks = Collections.unmodifiableMap(new LinkedHashMap<>(mocks));
  }

  /** Its plans. */
  public PipelinePlans plans() {
    PipelinePlans plans = pipeline.plans();
    if (plans == null) {
      throw new IllegalStateException(pipeline.name() + " was not made by the compiler");
    }
    return plans;
  }
}
