package io.millrace.local.testing;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes results as Surefire does, so that what reads its reports reads these. */
final class SurefireXml {
  private SurefireXml() {}

  /**
   * Writes {@code TEST-<name>.xml}.
   *
   * @param name of the file of tests, as {@code pipelines.orders}
   */
  static void write(Path directory, String name, List<TestResult> results) throws IOException {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", name);
      xml.writeAttribute("time", seconds(results.stream().mapToLong(TestResult::nanos).sum()));
      xml.writeAttribute("tests", String.valueOf(results.size()));
      xml.writeAttribute("errors", "0");
      xml.writeAttribute("skipped", "0");
      xml.writeAttribute(
          "failures", String.valueOf(results.stream().filter(r -> !r.passed()).count()));
      for (TestResult result : results) {
        test(xml, name, result);
      }
      xml.writeCharacters("\n");
      xml.writeEndElement();
      xml.writeCharacters("\n");
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("TEST-" + name + ".xml"), text.toString());
  }

  private static void test(XMLStreamWriter xml, String name, TestResult result)
      throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeStartElement("testcase");
    xml.writeAttribute("name", printable(result.test().name().value()));
    xml.writeAttribute("classname", name);
    xml.writeAttribute("time", seconds(result.nanos()));
    if (!result.passed()) {
      Failure first = result.failures().get(0);
      xml.writeCharacters("\n    ");
      xml.writeStartElement("failure");
      xml.writeAttribute("message", printable(first.message()));
      xml.writeAttribute("type", "expectation");
      xml.writeCharacters(printable(new FailureText(false).of(result)));
      xml.writeEndElement();
      xml.writeCharacters("\n  ");
    }
    xml.writeEndElement();
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.3f", nanos / 1e9);
  }

  /** Without what XML cannot hold. */
  private static String printable(String text) {
    return text.codePoints()
        .map(c -> c >= 0x20 || c == '\n' || c == '\t' ? c : '?')
        .filter(c -> c < 0xD800 || c > 0xDFFF)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
