package io.millrace.maven.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Tells pipeline files from other YAML without parsing them, so that a repository full of other
 * YAML costs little and cannot fail on files that are none of ours.
 */
final class PipelineSniffer {
  /** The header stands at the top; whoever hides it behind a megabyte of comments is not found. */
  private static final int HEAD = 64 * 1024;

  private static final Pattern HEADER =
      Pattern.compile(
          "^(?:\\uFEFF)?(?:---[ \\t]+)?(?:[{][ \\t]*)?[\"']?apiVersion[\"']?[ \\t]*:[ \\t]*[\"']?millrace/",
          Pattern.MULTILINE);

  private static final Pattern OVERLAY =
      Pattern.compile(
          "^(?:[{][ \\t]*)?[\"']?kind[\"']?[ \\t]*:[ \\t]*[\"']?Overlay\\b", Pattern.MULTILINE);

  private PipelineSniffer() {}

  /** Whether a line at the top level says {@code apiVersion: millrace/…}. */
  static boolean isPipeline(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return isPipeline(new String(in.readNBytes(HEAD), StandardCharsets.UTF_8));
    }
  }

  /** Whether a line at the top level says {@code kind: Overlay}. */
  static boolean isOverlay(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      String head = new String(in.readNBytes(HEAD), StandardCharsets.UTF_8);
      return isPipeline(head) && OVERLAY.matcher(head).find();
    }
  }

  static boolean isPipeline(String text) {
    return HEADER.matcher(text).find();
  }
}
