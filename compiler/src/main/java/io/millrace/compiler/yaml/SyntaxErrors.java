package io.millrace.compiler.yaml;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.SourceFile;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.diag.YamlCode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * Says what is wrong where the YAML library stopped. Its own messages speak of tokens; ours of what
 * the user wrote.
 */
final class SyntaxErrors {
  private static final Pattern FOUND_TOKEN = Pattern.compile("(?:found|got) '?([^']+)'?$");

  /** YAML 1.2, section 7.4: so that no reader must look ahead without end. */
  private static final int MAX_KEY = 1024;

  private final SourceFile file;
  private final String text;
  private final EventSpans spans;

  SyntaxErrors(SourceFile file, EventSpans spans) {
    this.file = file;
    this.text = file.text();
    this.spans = spans;
  }

  Diagnostic explain(RuntimeException exception) {
    if (exception instanceof MarkedYamlEngineException marked
        && marked.getProblem() != null
        && marked.getProblemMark().isPresent()) {
      int at = spans.offset(marked.getProblemMark());
      int context =
          marked.getContextMark().isPresent() ? spans.offset(marked.getContextMark()) : -1;
      return explain(marked.getProblem(), at, context);
    }
    int escape =
        exception instanceof NumberFormatException ? text.indexOf("\\U", spans.lastEnd()) : -1;
    if (escape >= 0) {
      return badEscape(Math.min(escape + 10, text.length()) - 1);
    }
    return error(word(skipSpace(spans.lastEnd())), "the text from here on cannot be read as YAML");
  }

  /**
   * @param at where the library stopped
   * @param context where the construct starts that it was reading; -1 if it does not say
   */
  private Diagnostic explain(String problem, int at, int context) {
    if (problem.contains("cannot start any token")) {
      return badStart(at);
    }
    if (problem.startsWith("mapping values are not allowed")) {
      return strayColon(at);
    }
    if (problem.startsWith("mapping keys are not allowed")) {
      return error(word(at), "a value cannot start with `? ` here").withHelp("quote the value");
    }
    if (problem.startsWith("sequence entries are not allowed")) {
      return error(word(at), "a list cannot start on the line of its key")
          .withHelp("start the list on the next line, or write `[…]`");
    }
    if (problem.startsWith("could not find expected ':'")) {
      return missingColon(context);
    }
    if (problem.startsWith("found unexpected end of stream")
        || problem.startsWith("found unexpected document separator")) {
      return error(new Span(file, context, context + 1), "this quote is never closed")
          .withLabel("opened here");
    }
    if (problem.startsWith("found unknown escape character")
        || problem.startsWith("expected escape sequence")) {
      return badEscape(at);
    }
    if (problem.startsWith("expected ',' or")) {
      return unclosedBracket(at, context);
    }
    if (problem.startsWith("expected <block end>")) {
      return strayToken(problem, at, context);
    }
    if (problem.startsWith("expected '<document start>'")) {
      return outsideDocument(at);
    }
    if (problem.startsWith("expected '<document end>'")) {
      return indicator(problem, at, at);
    }
    if (problem.startsWith("expected the node content")) {
      return error(word(at), "expected a value before " + ShownText.marked(word(at).text()));
    }
    if (problem.contains("leading empty lines")) {
      return error(
              word(at),
              "this first line of a block text is indented less than the empty line above")
          .withHelp("remove the spaces of the empty line");
    }
    if (problem.startsWith("found undefined tag handle")) {
      Span tag = word(at);
      return Diagnostic.of(YamlCode.YAML009, tag, "", "unknown tag " + ShownText.marked(tag.text()))
          .withHelp(
              "quote a value that starts with `!`: " + ShownText.quoted(restOfLine(at).text()));
    }
    return indicator(problem, at, context);
  }

  /** Errors behind one of the characters {@code & * ! | > %}, most often meant as text. */
  private Diagnostic indicator(String problem, int at, int context) {
    char first = context >= 0 && context < text.length() ? text.charAt(context) : ' ';
    String what =
        switch (first) {
          case '&' -> "an anchor";
          case '*' -> "an alias";
          case '!' -> "a tag";
          case '|', '>' -> "a block text";
          case '%' -> "a directive";
          default -> "";
        };
    if (what.isEmpty()) {
      return error(word(at), "this cannot be read as YAML: " + plain(problem));
    }
    Span span = new Span(file, context, Math.max(context + 1, word(at).end()));
    Diagnostic diagnostic = error(span, "`" + first + "` starts " + what + ", which this is not");
    return first == '%' ? diagnostic : diagnostic.withHelp(quoteTheValue(context));
  }

  private Diagnostic outsideDocument(int at) {
    return text.stripLeading().startsWith("%")
        ? error(word(at), "expected `---` between the directives and the document")
        : error(word(at), "this line does not belong to the document")
            .withHelp("align it with the first line");
  }

  private Diagnostic badStart(int at) {
    char c = at < text.length() ? text.charAt(at) : ' ';
    if (c == '\t') {
      int end = at;
      while (end < text.length() && text.charAt(end) == '\t') {
        end++;
      }
      boolean indents = text.substring(file.lineStart(file.line(at)), at).isBlank();
      return Diagnostic.of(
              YamlCode.YAML003,
              new Span(file, at, end),
              "",
              indents ? "a tab cannot indent" : "a tab cannot stand here")
          .withHelp("use spaces");
    }
    return error(word(at), "a value cannot start with `" + c + "`").withHelp(quoteTheValue(at));
  }

  private Diagnostic strayColon(int at) {
    int lineStart = file.lineStart(file.line(at));
    String before = text.substring(lineStart, at);
    if (before.length() > MAX_KEY) {
      return error(word(lineStart), "a key can have at most " + MAX_KEY + " characters");
    }
    int colon = before.indexOf(": ");
    Span span = new Span(file, at, Math.min(at + 1, text.length()));
    if (colon >= 0) {
      return error(span, "a second `: ` in a value").withHelp(quoteTheValue(at));
    }
    return error(
            span,
            ShownText.marked(before.strip())
                + " cannot be a key here: the line above has a value already")
        .withHelp("align it with the keys of its mapping, or remove the value above");
  }

  private Diagnostic missingColon(int context) {
    Span line = restOfLine(Math.max(0, context));
    return error(line, "expected `:` behind this key")
        .withHelp(ShownText.shortened(line.text()) + ": …");
  }

  private Diagnostic badEscape(int at) {
    int start = text.lastIndexOf('\\', Math.max(0, Math.min(at, text.length() - 1)));
    int end = Math.min(Math.max(start, at) + 1, text.length());
    Span span = new Span(file, Math.max(0, start), Math.max(Math.max(0, start), end));
    return error(span, ShownText.marked(span.text()) + " is no escape of a double-quoted text")
        .withHelp("write `\\\\` for a backslash, or use single quotes");
  }

  private Diagnostic unclosedBracket(int at, int context) {
    char open = context >= 0 && context < text.length() ? text.charAt(context) : '[';
    char close = open == '{' ? '}' : ']';
    if (context < 0) {
      return error(word(at), "expected `,` or `" + close + "`");
    }
    Span opened = new Span(file, context, context + 1);
    if (skipSpace(at) == text.length()) {
      return error(opened, "this bracket is never closed").withLabel("opened here");
    }
    return error(word(at), "expected `,` or `" + close + "`").withRelated(opened, "opened here");
  }

  private Diagnostic strayToken(String problem, int at, int context) {
    if (!text.substring(file.lineStart(file.line(at)), at).isBlank()) {
      Diagnostic diagnostic = error(word(at), "unexpected " + token(problem) + " behind the value");
      char before = text.charAt(at - 1);
      if (before == '\'' || before == '"') {
        String escaped = before == '"' ? "`\\\"`" : "`''`";
        return diagnostic.withHelp("write " + escaped + " for a quote inside the text");
      }
      return diagnostic.withHelp(quoteTheValue(at));
    }
    if (context < 0) {
      return error(word(at), "the indentation of this line fits no line above");
    }
    if (spans.column(at) == spans.column(context)) {
      return text.startsWith(":", at)
          ? error(word(at), "a key is missing before `:`")
          : error(word(at), "keys and list entries cannot stand side by side")
              .withRelated(word(context), "the block around it starts here");
    }
    return error(word(at), "the indentation of this line fits no line above")
        .withRelated(word(context), "the block around it starts here")
        .withHelp("indent by " + spans.column(context) + " spaces to continue that block");
  }

  /** Advice to quote the value of the line that an offset stands in. */
  private String quoteTheValue(int at) {
    int start = file.lineStart(file.line(at));
    while (start < at && (text.charAt(start) == ' ' || text.startsWith("- ", start))) {
      start++;
    }
    int colon = text.indexOf(": ", start);
    if (colon >= 0 && colon < at) {
      start = Math.min(at, skipSpace(colon + 1));
    }
    boolean flow = text.startsWith("[", start) || text.startsWith("{", start);
    return flow
        ? "quote the value"
        : "quote the value: " + ShownText.quoted(restOfLine(start).text());
  }

  private static String token(String problem) {
    Matcher matcher = FOUND_TOKEN.matcher(problem);
    String token = matcher.find() ? matcher.group(1) : "text";
    return switch (token) {
      case "<scalar>" -> "text";
      case "<block mapping start>", "?" -> "mapping";
      case "<block sequence start>", "-" -> "list";
      case "<alias>" -> "alias";
      case "<anchor>" -> "anchor";
      case "<tag>" -> "tag";
      default -> "`" + token + "`";
    };
  }

  /** The library's text without its code points and tokens in angle brackets. */
  private static String plain(String problem) {
    return problem.replaceAll("\\([0-9]+\\)", "").replace("<", "").replace(">", "").strip();
  }

  private int skipSpace(int from) {
    int at = Math.min(from, text.length());
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** From an offset to the next white space; at least one character where there is one. */
  private Span word(int start) {
    int from = Math.min(start, text.length());
    int end = from;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return new Span(file, from, end);
  }

  /** From an offset to the last character of its line, a comment left out. */
  private Span restOfLine(int start) {
    int line = file.line(start);
    int lineEnd = file.lineStart(line) + file.lineText(line).length();
    int comment = text.indexOf(" #", start);
    int end = comment >= 0 && comment < lineEnd ? comment : lineEnd;
    while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return new Span(file, start, Math.max(start, end));
  }

  private Diagnostic error(Span span, String message) {
    return Diagnostic.of(YamlCode.YAML001, span, "", message);
  }
}
