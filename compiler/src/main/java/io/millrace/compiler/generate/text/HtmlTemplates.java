package io.millrace.compiler.generate.text;

import freemarker.core.HTMLOutputFormat;

/** Renders templates of HTML pages. Whatever a view holds is text: it is escaped. */
public final class HtmlTemplates {
  private static final TemplateFolder FOLDER =
      new TemplateFolder("io/millrace/compiler/site", HTMLOutputFormat.INSTANCE);

  private HtmlTemplates() {}

  /**
   * Fills a template.
   *
   * @param name file name of the template, as {@code catalogue.ftlh}
   * @param view a record whose components the template names
   */
  public static String render(String name, Record view) {
    return FOLDER.render(name, view);
  }
}
