package io.millrace.compiler.diag;

/** Codes of the generation of Java. */
public enum GenerateCode implements DiagnosticCode {
  GEN001(
      "A record fits a Java constructor",
      "A Java constructor takes at most 255 slots, and a 64-bit value takes two. Select fewer fields,"
          + " or nest some of them in a record."),
  GEN002(
      "Fields have different names in Java",
      "Two fields of a record would get one name in the generated Java, for example `class` and"
          + " `class_`, or `amount?` and `amountPresent`. Rename one and keep its wire name with"
          + " `name:`."),
  GEN003(
      "The project has the parts of the runtime that its pipelines need",
      "What only some pipelines need (databases, for example) is an artifact of its own, so that"
          + " the job jars of others stay small. Add the dependency that the message names to the"
          + " `pom.xml` of the module that holds the pipeline, beside `millrace-runtime`.");

  private final String title;
  private final String explanation;

  GenerateCode(String title, String explanation) {
    this.title = title;
    this.explanation = explanation;
  }

  @Override
  public String id() {
    return name();
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public String explanation() {
    return explanation;
  }
}
