package io.millrace.maven.files;

import io.millrace.compiler.javatext.JavaIdentifiers;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Java packages from Maven's coordinates. */
public final class PackageNames {
  private PackageNames() {}

  /** {@code com.example-corp.3d} → {@code com.example_corp._3d}: always a legal package. */
  public static String of(String groupId) {
    return Arrays.stream(groupId.split("\\."))
        .filter(part -> !part.isEmpty())
        .map(JavaIdentifiers::field)
        .collect(Collectors.joining("."));
  }
}
