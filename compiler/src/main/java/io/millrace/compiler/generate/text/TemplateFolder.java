package io.millrace.compiler.generate.text;

import freemarker.core.OutputFormat;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Templates of one kind, in one folder of the class path. Errors in them are bugs. */
final class TemplateFolder {
  private final Configuration configuration;

  TemplateFolder(String folder, OutputFormat format) {
    configuration = new Configuration(Configuration.VERSION_2_3_34);
    configuration.setClassLoaderForTemplateLoading(TemplateFolder.class.getClassLoader(), folder);
    configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
    configuration.setLocale(Locale.ROOT);
    configuration.setNumberFormat("computer");
    configuration.setOutputFormat(format);
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
  }

  String render(String name, Record view) {
    StringWriter out = new StringWriter();
    try {
      configuration.getTemplate(name).process(view, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (TemplateException e) {
      throw new IllegalStateException("template " + name, e);
    }
    return out.toString();
  }
}
