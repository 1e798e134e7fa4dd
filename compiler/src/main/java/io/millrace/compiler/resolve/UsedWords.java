package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.SourceFile;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of some texts. A name that is no word of them is surely not used in them, wherever the
 * language lets names stand; one that only occurs in a comment counts as used.
 */
final class UsedWords {
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9_]+");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]+");

  private final Set<String> words = new HashSet<>();

  UsedWords(List<SourceFile> texts) {
    texts.forEach(text -> add(text.text()));
  }

  void add(String text) {
    for (Pattern pattern : List.of(IDENTIFIER, ID)) {
      Matcher word = pattern.matcher(text);
      while (word.find()) {
        words.add(word.group());
      }
    }
  }

  boolean contain(String name) {
    return words.contains(name);
  }
}
