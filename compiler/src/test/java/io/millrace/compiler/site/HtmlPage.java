package io.millrace.compiler.site;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page as a strict reader takes it: ids, links, and all that is not well-formed. */
final class HtmlPage {
  private static final Pattern TAG =
      Pattern.compile(
          "<(?<end>/?)(?<name>[a-zA-Z][\\w-]*)(?<attributes>(?:\\s+[a-zA-Z][\\w:-]*(?:=\"[^\"<>]*\")?)*)\\s*(?<self>/?)>");
  private static final Pattern ATTRIBUTE =
      Pattern.compile("\\s([a-zA-Z][\\w:-]*)(?:=\"([^\"]*)\")?");
  private static final Pattern BARE_AMPERSAND =
      Pattern.compile("&(?!(?:amp|lt|gt|quot|nbsp|#39);)");
  private static final Set<String> VOID = Set.of("meta", "link", "input", "br");

  private static final Map<String, Set<String>> PARENTS =
      Map.of(
          "li", Set.of("ul", "ol"),
          "tr", Set.of("tbody", "thead"),
          "td", Set.of("tr"),
          "th", Set.of("tr"),
          "dt", Set.of("dl", "div"),
          "dd", Set.of("dl", "div"),
          "caption", Set.of("table"),
          "summary", Set.of("details"));

  /** What may not stand in a paragraph. */
  private static final Set<String> BLOCKS =
      Set.of("p", "div", "ul", "dl", "table", "h1", "h2", "h3", "h4", "section", "article", "nav");

  final List<String> mistakes = new ArrayList<>();
  final Set<String> ids = new HashSet<>();
  final List<String> links = new ArrayList<>();
  final Set<String> elements = new HashSet<>();

  private final Deque<String> open = new ArrayDeque<>();

  HtmlPage(String html) {
    if (!html.stripLeading().startsWith("<!doctype html>")) {
      mistakes.add("no doctype");
    }
    String body = html.stripLeading().substring("<!doctype html>".length());
    int at = 0;
    for (int next = body.indexOf('<'); next >= 0; next = body.indexOf('<', at)) {
      text(body.substring(at, next));
      Matcher tag = TAG.matcher(body).region(next, body.length());
      if (!tag.lookingAt()) {
        mistakes.add("no tag: " + body.substring(next, Math.min(body.length(), next + 40)));
        at = next + 1;
        continue;
      }
      tag(tag);
      at = tag.end();
    }
    text(body.substring(at));
    if (!open.isEmpty()) {
      mistakes.add("never closed: " + open);
    }
  }

  private void text(String text) {
    if (text.contains(">")) {
      mistakes.add("bare > in " + text.strip());
    }
    if (BARE_AMPERSAND.matcher(text).find()) {
      mistakes.add("bare & in " + text.strip());
    }
  }

  private void tag(Matcher tag) {
    String name = tag.group("name");
    if (!tag.group("end").isEmpty()) {
      String last = open.isEmpty() ? "" : open.pop();
      if (!last.equals(name)) {
        mistakes.add("</" + name + "> closes <" + last + ">");
      }
      return;
    }
    elements.add(name);
    String parent = open.isEmpty() ? "" : open.peek();
    if (PARENTS.containsKey(name) && !PARENTS.get(name).contains(parent)) {
      mistakes.add("<" + name + "> in <" + parent + ">");
    }
    if (open.contains("p") && BLOCKS.contains(name)) {
      mistakes.add("<" + name + "> in a paragraph");
    }
    if (open.contains("a") && name.equals("a")) {
      mistakes.add("a link in a link");
    }
    attributes(name, tag.group("attributes"));
    boolean closed = open.contains("svg") && !tag.group("self").isEmpty();
    if (!VOID.contains(name) && !closed) {
      open.push(name);
    }
  }

  private void attributes(String element, String attributes) {
    Set<String> seen = new HashSet<>();
    Matcher attribute = ATTRIBUTE.matcher(attributes);
    while (attribute.find()) {
      String name = attribute.group(1);
      String value = attribute.group(2) == null ? "" : attribute.group(2);
      if (!seen.add(name)) {
        mistakes.add("two attributes " + name);
      }
      if (BARE_AMPERSAND.matcher(value).find()) {
        mistakes.add("bare & in " + name + "=" + value);
      }
      if (name.startsWith("on")) {
        mistakes.add("a handler: " + name);
      }
      if (name.equals("id") && !ids.add(value)) {
        mistakes.add("two elements with id " + value);
      }
      if (name.equals("href") || name.equals("src")) {
        links.add(value);
      }
    }
    if (element.equals("script") && !seen.contains("src")) {
      mistakes.add("a script in the page");
    }
  }
}
