package io.millrace.maven.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.TerminalRenderer;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The findings as JUnit XML, for build servers that show test reports: a test case a file, which
 * fails if there are errors in it. Warnings and notes are its output.
 *
 * @param root what the names of files in diagnostics are relative to
 */
public record JunitReport(List<Path> files, Path root, List<Diagnostic> diagnostics) {
  public JunitReport {
    files = List.copyOf(files);
    diagnostics = List.copyOf(diagnostics);
  }

  /** The XML, in UTF-8. */
  public String text() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      XMLStreamWriter xml =
          XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, "UTF-8");
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", "millrace.validate");
      xml.writeAttribute("tests", String.valueOf(files.size()));
      xml.writeAttribute("failures", String.valueOf(files.stream().filter(this::fails).count()));
      xml.writeAttribute("errors", "0");
      xml.writeAttribute("skipped", "0");
      for (Path file : files) {
        write(file, xml);
      }
      xml.writeCharacters("\n");
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e); // nothing can go wrong in memory
    }
    return out.toString(UTF_8);
  }

  private void write(Path file, XMLStreamWriter xml) throws XMLStreamException {
    List<Diagnostic> errors = of(file).stream().filter(Diagnostic::isError).toList();
    List<Diagnostic> others = of(file).stream().filter(d -> !d.isError()).toList();
    xml.writeCharacters("\n  ");
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", "millrace.validate");
    xml.writeAttribute("name", name(file));
    if (!errors.isEmpty()) {
      xml.writeStartElement("failure");
      xml.writeAttribute("message", legal(errors.get(0).toString()));
      xml.writeCharacters(frames(errors));
      xml.writeEndElement();
    }
    if (!others.isEmpty()) {
      xml.writeStartElement("system-out");
      xml.writeCharacters(frames(others));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private boolean fails(Path file) {
    return of(file).stream().anyMatch(Diagnostic::isError);
  }

  private List<Diagnostic> of(Path file) {
    String name = name(file);
    return diagnostics.stream().filter(d -> d.span().source().name().equals(name)).toList();
  }

  private String name(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    Path shown = absolute.startsWith(root) ? root.relativize(absolute) : absolute;
    return shown.toString().replace('\\', '/');
  }

  private static String frames(List<Diagnostic> diagnostics) {
    return legal(new TerminalRenderer(false).render(diagnostics));
  }

  /** Without the characters that XML cannot hold, which a user's file may. */
  private static String legal(String text) {
    return text.codePoints()
        .map(
            c ->
                c == '\n'
                        || c == '\t'
                        || (c >= 0x20 && c < 0xD800)
                        || (c > 0xDFFF && c < 0xFFFE)
                        || c > 0xFFFF
                    ? c
                    : '?')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
