package io.millrace.maven.resolve;

import java.util.List;
import java.util.function.Predicate;
import org.apache.maven.RepositoryUtils;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.DependencyManagement;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.collection.DependencyCollectionException;
import org.eclipse.aether.graph.DependencyNode;
import org.jspecify.annotations.Nullable;

/**
 * Whether a project depends on an artifact of Millrace, in any scope but test: what is provided
 * lies in the cluster's library directory. Only for what its POM does not name are the POMs of its
 * dependencies read, because most projects name all.
 */
public final class DependedModules implements Predicate<String> {
  private final MavenProject project;
  private final RepositorySystem system;
  private final RepositorySystemSession session;
  private @Nullable DependencyNode graph;

  public DependedModules(
      MavenProject project, RepositorySystem system, RepositorySystemSession session) {
    this.project = project;
    this.system = system;
    this.session = session;
  }

  @Override
  public boolean test(String artifactId) {
    for (Dependency dependency : project.getDependencies()) {
      if (isModule(dependency.getGroupId(), dependency.getArtifactId(), artifactId)
          && !"test".equals(dependency.getScope())) {
        return true;
      }
    }
    try {
      if (graph == null) {
        graph = system.collectDependencies(session, request()).getRoot();
      }
    } catch (DependencyCollectionException e) {
      return true; // not known; whoever resolves the dependencies says what is wrong with them
    }
    return isBelow(graph, artifactId);
  }

  private CollectRequest request() {
    DependencyManagement management = project.getDependencyManagement();
    List<Dependency> managed = management == null ? List.of() : management.getDependencies();
    return new CollectRequest()
        .setDependencies(
            project.getDependencies().stream()
                .filter(dependency -> !"test".equals(dependency.getScope()))
                .map(this::converted)
                .toList())
        .setManagedDependencies(managed.stream().map(this::converted).toList())
        .setRepositories(project.getRemoteProjectRepositories());
  }

  private org.eclipse.aether.graph.Dependency converted(Dependency dependency) {
    return RepositoryUtils.toDependency(dependency, session.getArtifactTypeRegistry());
  }

  private static boolean isBelow(DependencyNode node, String artifactId) {
    for (DependencyNode child : node.getChildren()) {
      if (isModule(
              child.getArtifact().getGroupId(), child.getArtifact().getArtifactId(), artifactId)
          || isBelow(child, artifactId)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isModule(String groupId, String artifactId, String wanted) {
    return groupId.equals(MillraceArtifacts.GROUP) && artifactId.equals(wanted);
  }
}
