package io.millrace.compiler.generate.text;

import freemarker.core.HTMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Renders templates of HTML pages. Whatever a view holds is text: it is escaped. */
public final class HtmlTemplates {
  private static final Configuration CONFIGURATION = configuration();

  private HtmlTemplates() {}

  /**
   * Fills a template.
   *
   * @param name file name of the template, as {@code catalogue.ftlh}
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
        HtmlTemplates.class.getClassLoader(), "io/millrace/compiler/site");
    configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
    configuration.setLocale(Locale.ROOT);
    configuration.setNumberFormat("computer");
    configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    return configuration;
  }
}
