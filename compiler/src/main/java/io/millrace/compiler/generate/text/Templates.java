package io.millrace.compiler.generate.text;

import freemarker.core.PlainTextOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Renders the templates beside this package's generators. A template loops over a view record and
 * leaves out what is not there; everything else is decided in Java.
 */
public final class Templates {
  private static final Configuration CONFIGURATION = configuration();

  private Templates() {}

  /**
   * Fills a template.
   *
   * @param name file name of the template, as {@code record.ftl}
   * @param view a record whose components the template names
   */
  public static String render(String name, Record view) {
    StringWriter out = new StringWriter();
    try {
      CONFIGURATION.getTemplate(name).process(view, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (TemplateException e) {
      throw new IllegalStateException("template " + name, e);
    }
    return out.toString();
  }

  private static Configuration configuration() {
    Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
    configuration.setClassLoaderForTemplateLoading(
        Templates.class.getClassLoader(), "io/millrace/compiler/generate");
    configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
    configuration.setLocale(Locale.ROOT);
    configuration.setNumberFormat("computer");
    configuration.setOutputFormat(PlainTextOutputFormat.INSTANCE);
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    return configuration;
  }
}
