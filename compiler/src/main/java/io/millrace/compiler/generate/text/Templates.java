package io.millrace.compiler.generate.text;

import freemarker.core.PlainTextOutputFormat;

/**
 * Renders the templates beside this package's generators. A template loops over a view record and
 * leaves out what is not there; everything else is decided in Java.
 */
public final class Templates {
  private static final TemplateFolder FOLDER =
      new TemplateFolder("io/millrace/compiler/generate", PlainTextOutputFormat.INSTANCE);

  private Templates() {}

  /**
   * Fills a template.
   *
   * @param name file name of the template, as {@code record.ftl}
   * @param view a record whose components the template names
   */
  public static String render(String name, Record view) {
    return FOLDER.render(name, view);
  }
}
