package io.millrace.maven.jar;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What becomes of an entry when jars are merged. */
enum EntryKind {
  /** Describes one jar and is wrong for the whole: signatures, manifests, module descriptors. */
  DROPPED,
  /** A list of providers: the lines of all jars. */
  SERVICE,
  LICENSE,
  NOTICE,
  /** The first one wins; a different second one is worth a warning. */
  CLASS,
  /** The first one wins. */
  RESOURCE;

  private static final Set<String> SIGNATURES = Set.of("SF", "RSA", "DSA", "EC");
  private static final Set<String> DROPPED_NAMES =
      Set.of("META-INF/MANIFEST.MF", "META-INF/INDEX.LIST", "META-INF/DEPENDENCIES");
  private static final Pattern LEGAL =
      Pattern.compile("(?:META-INF/)?(LICENSE|LICENCE|NOTICE)(?:[.](?:txt|md))?");

  /** The kind of an entry by its name, with forward slashes. */
  static EntryKind of(String name) {
    if (name.endsWith("/")
        || DROPPED_NAMES.contains(name)
        || isModuleDescriptor(name)
        || isSignature(name)) {
      return DROPPED;
    }
    if (name.startsWith("META-INF/services/")) {
      return SERVICE;
    }
    if (name.endsWith(".class")) {
      return CLASS;
    }
    var legal = LEGAL.matcher(name);
    if (legal.matches()) {
      return legal.group(1).equals("NOTICE") ? NOTICE : LICENSE;
    }
    return RESOURCE;
  }

  private static boolean isModuleDescriptor(String name) {
    return name.equals("module-info.class")
        || (name.startsWith("META-INF/versions/") && name.endsWith("/module-info.class"));
  }

  private static boolean isSignature(String name) {
    if (!name.startsWith("META-INF/") || name.indexOf('/', "META-INF/".length()) >= 0) {
      return false;
    }
    String file = name.substring("META-INF/".length()).toUpperCase(Locale.ROOT);
    return file.startsWith("SIG-")
        || SIGNATURES.contains(file.substring(file.lastIndexOf('.') + 1));
  }
}
