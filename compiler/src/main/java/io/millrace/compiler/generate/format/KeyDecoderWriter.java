package io.millrace.compiler.generate.format;

import io.millrace.compiler.generate.text.JavaFile;
import io.millrace.compiler.generate.text.LineWrap;
import io.millrace.compiler.generate.text.Templates;
import io.millrace.compiler.javatext.JavaIdentifiers;
import io.millrace.compiler.javatext.JavaLiterals;
import io.millrace.compiler.types.DecimalType;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import java.util.List;

/** Writes the decoder class of a record's key that is one field as plain text. */
public final class KeyDecoderWriter {
  /** What the template shows. */
  public record View(
      String source,
      String packageName,
      String node,
      String className,
      String record,
      String result) {}

  private KeyDecoderWriter() {}

  /**
   * The file of a decoder.
   *
   * @param key a record of one scalar field
   */
  public static JavaFile write(
      String source, String packageName, String className, String node, RecordType key) {
    Field field = key.fields().get(0);
    String record = JavaIdentifiers.type(key.name());
    String text =
        Templates.render(
            "keyDecoder.ftl",
            new View(
                JavaLiterals.comment(source),
                packageName,
                JavaLiterals.comment(node),
                className,
                record,
                LineWrap.arguments(4, "return new " + record + "(", List.of(read(field)), ");")));
    return JavaFile.of(packageName, className, text);
  }

  private static String read(Field field) {
    if (field.type() instanceof DecimalType decimal) {
      return "KeyText.readDecimal(bytes, offset, length, "
          + decimal.precision()
          + ", "
          + decimal.scale()
          + ")";
    }
    if (field.type() instanceof ScalarType scalar) {
      return "KeyText." + JsonReads.scalarMethod(scalar, field.form()) + "(bytes, offset, length)";
    }
    throw new IllegalArgumentException("no scalar: " + field.display());
  }
}
