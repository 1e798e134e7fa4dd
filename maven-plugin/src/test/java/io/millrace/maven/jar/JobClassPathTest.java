package io.millrace.maven.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobClassPathTest {
  private static final String RUNTIME = "io.millrace:millrace-runtime:1";
  private static final Map<String, String> CLUSTER =
      Map.of(
          "org.apache.flink:flink-core", "2.2.0",
          "org.apache.flink:flink-connector-base", "2.2.0",
          "org.apache.commons:commons-lang3", "3.18.0",
          "org.slf4j:slf4j-api", "1.7.36");

  @Test
  void leavesOutScopesThatTheJobDoesNotSee() throws Exception {
    JobClassPath chosen =
        choose(
            dependency("org.example:lib:1", "compile"),
            dependency("org.example:driver:1", "runtime"),
            dependency("org.apache.flink:flink-core:2.2.0", "provided"),
            dependency("org.junit:junit:6", "test"),
            dependency("org.example:native:1", "system"));

    assertThat(chosen.included())
        .extracting(ModuleDependency::label)
        .containsExactly("org.example:lib:1", "org.example:driver:1");
    assertThat(chosen.omitted()).isEmpty();
  }

  @Test
  void leavesOutLoggingWhateverItsScopeAndWhoeverBroughtIt() throws Exception {
    JobClassPath chosen =
        choose(
            dependency("org.slf4j:slf4j-api:2.0.9", "compile"),
            dependency("org.slf4j:slf4j-api:2.0.9", "compile", RUNTIME),
            dependency("org.apache.logging.log4j:log4j-core:2.24.3", "runtime"),
            dependency("ch.qos.logback:logback-classic:1.5.0", "compile"),
            dependency("com.google.code.findbugs:jsr305:1.3.9", "compile", RUNTIME));

    assertThat(chosen.included()).isEmpty();
    assertThat(chosen.omitted()).hasSize(5);
    assertThat(chosen.surprises()).isEmpty();
  }

  @Test
  void leavesOutWhatTheClusterHasButKeepsALibraryThatTheModuleNames() throws Exception {
    JobClassPath chosen =
        choose(
            dependency("org.apache.flink:flink-connector-base:2.2.0", "compile"),
            dependency("org.apache.commons:commons-lang3:3.20.0", "compile"));
    JobClassPath transitive =
        choose(dependency("org.apache.commons:commons-lang3:3.18.0", "compile", RUNTIME));

    assertThat(chosen.included())
        .extracting(ModuleDependency::label)
        .containsExactly("org.apache.commons:commons-lang3:3.20.0");
    assertThat(transitive.included()).isEmpty();
    assertThat(transitive.surprises()).isEmpty();
  }

  @Test
  void saysSoWhenTheClusterHasAnotherVersion() throws Exception {
    JobClassPath chosen =
        choose(dependency("org.apache.commons:commons-lang3:3.20.0", "compile", RUNTIME));

    assertThat(chosen.surprises())
        .extracting(JobClassPath.Omission::toString)
        .containsExactly(
            "org.apache.commons:commons-lang3:3.20.0 is left out, as the cluster has it in version"
                + " 3.18.0; depend on it directly to put it in");
  }

  @Test
  void keepsTheConnectorThatNoClusterHas() throws Exception {
    String connector = "org.apache.flink:flink-connector-kafka:5.0.0-2.2";

    assertThat(choose(dependency(connector, "compile", RUNTIME)).included())
        .extracting(ModuleDependency::label)
        .containsExactly(connector);
  }

  @Test
  void refusesFlinkItself() {
    assertThatThrownBy(
            () -> choose(dependency("org.apache.flink:flink-core:2.2.0", "compile", "a:b:1")))
        .isInstanceOf(FlinkInJobException.class)
        .hasMessageContaining("org.apache.flink:flink-core:2.2.0 is at scope compile")
        .hasMessageContaining("a:b:1 -> org.apache.flink:flink-core:2.2.0")
        .hasMessageContaining("millrace-flink");
  }

  private static JobClassPath choose(ModuleDependency... dependencies) throws FlinkInJobException {
    return JobClassPath.choose(Arrays.asList(dependencies), CLUSTER);
  }

  private static ModuleDependency dependency(String label, String scope, String... via) {
    String[] parts = label.split(":");
    List<String> trail = new ArrayList<>(Arrays.asList(via));
    trail.add(label);
    return new ModuleDependency(
        parts[0], parts[1], "jar", parts[2], scope, trail, Path.of(parts[1] + ".jar"));
  }
}
