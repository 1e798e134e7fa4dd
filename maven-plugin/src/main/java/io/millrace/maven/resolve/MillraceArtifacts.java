package io.millrace.maven.resolve;

import io.millrace.maven.run.ClassPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.collection.DependencyCollectionException;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.DependencyNode;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;

/**
 * Finds the artifacts that belong to this plugin but must stay out of its class loader: Flink would
 * make every validation download and load a hundred megabytes.
 */
public final class MillraceArtifacts {
  static final String GROUP = "io.millrace";

  private final RepositorySystem system;
  private final RepositorySystemSession session;
  private final List<RemoteRepository> repositories;

  /**
   * @param repositories asked in order; doubles are asked once
   */
  public MillraceArtifacts(
      RepositorySystem system,
      RepositorySystemSession session,
      List<RemoteRepository> repositories) {
    this.system = system;
    this.session = session;
    Set<RemoteRepository> distinct = new LinkedHashSet<>(repositories);
    this.repositories = List.copyOf(distinct);
  }

  /**
   * What a cluster has, by {@code group:artifact} to version: all that {@code millrace-flink} leads
   * to. Reads POMs only.
   */
  public Map<String, String> onCluster(String version) throws DependencyCollectionException {
    CollectRequest request = collect(new DefaultArtifact(GROUP, "millrace-flink", "pom", version));
    Map<String, String> versions = new LinkedHashMap<>();
    gather(system.collectDependencies(session, request).getRoot(), versions);
    return versions;
  }

  private static void gather(DependencyNode node, Map<String, String> versions) {
    for (DependencyNode child : node.getChildren()) {
      Artifact artifact = child.getArtifact();
      versions.put(artifact.getGroupId() + ":" + artifact.getArtifactId(), artifact.getVersion());
      gather(child, versions);
    }
  }

  /** The class path of {@code millrace-local}: the embedded Flink and all that it needs. */
  public List<ClassPath.Element> local(String version) throws DependencyResolutionException {
    DependencyRequest request =
        new DependencyRequest(
            collect(new DefaultArtifact(GROUP, "millrace-local", "jar", version)), null);
    List<ClassPath.Element> elements = new ArrayList<>();
    for (ArtifactResult result :
        system.resolveDependencies(session, request).getArtifactResults()) {
      Artifact artifact = result.getArtifact();
      if (!artifact.getExtension().equals("pom")) {
        elements.add(
            new ClassPath.Element(
                key(artifact.getGroupId(), artifact.getArtifactId(), artifact.getClassifier()),
                artifact.getVersion(),
                artifact.getFile().toPath()));
      }
    }
    return elements;
  }

  /** How class path elements are told apart. */
  public static String key(String groupId, String artifactId, String classifier) {
    return groupId + ":" + artifactId + ":" + classifier;
  }

  private CollectRequest collect(Artifact root) {
    return new CollectRequest(new Dependency(root, "runtime"), repositories);
  }
}
