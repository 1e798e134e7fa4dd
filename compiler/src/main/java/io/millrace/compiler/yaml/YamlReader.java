package io.millrace.compiler.yaml;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Outcome;
import io.millrace.compiler.diag.SourceFile;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.diag.YamlCode;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.SpecVersion;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads a file as one document of YAML 1.2 under the core schema.
 *
 * <p>Aliases are allowed; merge keys, other tags than the core schema's, duplicate keys and several
 * documents are errors.
 */
public final class YamlReader {
  /** The characters, or bytes, that a file may have. */
  static final int MAX_SIZE = 8 * 1024 * 1024;

  private static final int MAX_UNPRINTABLE = 10;

  private final SourceFile file;
  private final List<Diagnostic> found = new ArrayList<>();

  private YamlReader(SourceFile file) {
    this.file = file;
  }

  /**
   * Reads a file. A file that is not well-formed gives no value. Other mistakes give both errors
   * and a document without the entries that are wrong, so that more can be checked; callers must
   * look at the diagnostics and not only at the value.
   */
  public static Outcome<YamlDocument> read(SourceFile file) {
    return new YamlReader(file).document();
  }

  /**
   * Reads a file from its bytes, which must be UTF-8.
   *
   * @param displayName how the file is shown to the user
   */
  public static Outcome<YamlDocument> read(String displayName, byte[] bytes) {
    if (bytes.length > MAX_SIZE) {
      return tooLarge(new SourceFile(displayName, ""));
    }
    ByteBuffer input = ByteBuffer.wrap(bytes);
    CharBuffer decoded = CharBuffer.allocate(bytes.length);
    CoderResult result =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(input, decoded, true);
    if (!result.isError()) {
      return read(new SourceFile(displayName, decoded.flip().toString()));
    }
    SourceFile shown = new SourceFile(displayName, new String(bytes, StandardCharsets.UTF_8));
    int at = decoded.position();
    int badByte = bytes[input.position()] & 0xFF;
    boolean utf16 = at == 0 && bytes.length >= 2 && (badByte == 0xFE || badByte == 0xFF);
    Span span = new Span(shown, at, Math.min(at + 1, shown.text().length()));
    String message =
        utf16 ? "the file is UTF-16" : "the byte 0x%02X is no UTF-8 here".formatted(badByte);
    return Outcome.failed(
        List.of(
            Diagnostic.of(YamlCode.YAML002, span, "", message).withHelp("save the file as UTF-8")));
  }

  private static Outcome<YamlDocument> tooLarge(SourceFile file) {
    return Outcome.failed(
        List.of(
            Diagnostic.of(
                YamlCode.YAML015,
                new Span(file, 0, 0),
                "",
                "the file is larger than " + MAX_SIZE / (1024 * 1024) + " MiB")));
  }

  private Outcome<YamlDocument> document() {
    if (file.text().length() > MAX_SIZE) {
      return tooLarge(file);
    }
    checkCharacters();
    if (!found.isEmpty()) {
      return Outcome.failed(found);
    }
    EventSpans spans = new EventSpans(file);
    try {
      return parse(spans);
    } catch (NodeComposer.TooDeepException e) {
      return Outcome.failed(found);
    } catch (YamlEngineException | IllegalArgumentException e) {
      // The library lets some bad escapes through to Integer.parseInt.
      found.add(new SyntaxErrors(file, spans).explain(e));
      return Outcome.failed(found);
    }
  }

  private Outcome<YamlDocument> parse(EventSpans spans) {
    Iterator<Event> events = new Parse(settings()).parseString(file.text()).iterator();
    events.next();
    Event start = events.next();
    if (!(start instanceof DocumentStartEvent documentStart)) {
      return empty();
    }
    checkVersion(documentStart, spans);
    NodeComposer composer = new NodeComposer(file, events, spans, found);
    Event first = events.next();
    YamlNode root = composer.compose(first);
    events.next();
    Event behind = events.next();
    if (behind instanceof DocumentStartEvent second) {
      Span marker = spans.exact(second);
      found.add(
          Diagnostic.of(YamlCode.YAML005, marker, "", "a second document starts here")
              .withHelp("put it in a file of its own"));
    } else if (isLeftOut(first)) {
      return empty();
    }
    List<Suppression> suppressions = SuppressionScan.scan(file, composer.scalars(), found);
    return new Outcome<>(new YamlDocument(root, suppressions), found);
  }

  private LoadSettings settings() {
    return LoadSettings.builder()
        // With a smaller buffer, a long scalar is copied again for each buffer that it spans.
        .setBufferSize(file.text().length() + 1)
        .setCodePointLimit(Integer.MAX_VALUE)
        // Other versions are reported with their position, not thrown.
        .setVersionFunction(version -> version)
        .build();
  }

  private static boolean isLeftOut(Event event) {
    return event instanceof ScalarEvent scalar
        && scalar.isPlain()
        && scalar.getValue().isEmpty()
        && scalar.getTag().isEmpty()
        && scalar.getAnchor().isEmpty();
  }

  private Outcome<YamlDocument> empty() {
    found.add(
        Diagnostic.of(YamlCode.YAML004, new Span(file, 0, 0), "", "the file holds no document")
            .withHelp("start with `apiVersion: millrace/v1`"));
    return Outcome.failed(found);
  }

  private void checkVersion(DocumentStartEvent start, EventSpans spans) {
    SpecVersion version = start.getSpecVersion().orElse(null);
    if (version == null || (version.getMajor() == 1 && version.getMinor() == 2)) {
      return;
    }
    int at = file.text().indexOf("%YAML", spans.offset(start.getStartMark()));
    Span span =
        new Span(
            file,
            at,
            file.text().indexOf(version.getRepresentation(), at)
                + version.getRepresentation().length());
    found.add(
        Diagnostic.of(
                YamlCode.YAML016,
                span,
                "",
                "the file demands YAML " + version.getRepresentation() + " but is read as YAML 1.2")
            .withHelp("remove the directive"));
  }

  /** Reports what the library would stop at without a usable position. */
  private void checkCharacters() {
    String text = file.text();
    for (int at = 0; at < text.length() && found.size() < MAX_UNPRINTABLE; ) {
      int codePoint = text.codePointAt(at);
      int next = at + Character.charCount(codePoint);
      if (!isPrintable(codePoint)) {
        String shown = "U+%04X".formatted(codePoint);
        boolean surrogate = codePoint >= 0xD800 && codePoint <= 0xDFFF;
        String message =
            surrogate
                ? shown + " is half of a surrogate pair"
                : shown + " is no printable character";
        Diagnostic diagnostic =
            Diagnostic.of(YamlCode.YAML002, new Span(file, at, next), "", message);
        found.add(
            surrogate
                ? diagnostic
                : diagnostic.withHelp(
                    "remove it, or write \"\\u%04x\" in double quotes".formatted(codePoint)));
      }
      at = next;
    }
  }

  /** The production c-printable of YAML 1.2, section 5.1. */
  private static boolean isPrintable(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0x7E)
        || c == 0x85
        || (c >= 0xA0 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }
}
