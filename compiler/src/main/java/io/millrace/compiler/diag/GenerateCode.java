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
          + " `pom.xml` of the module that holds the pipeline, beside `millrace-runtime`."),
  GEN010(
      "The class of a Java function is there",
      "`class` names a class of the module that holds the pipeline, or of one that it depends on, with its"
          + " package. A pipeline that runs by itself finds compiled classes only."),
  GEN011(
      "The class of a Java function can be made",
      "The generated job calls the constructor, so the class and all around it are public, it is not"
          + " abstract and has no type parameters, and if it is nested, it is static."),
  GEN012(
      "The constructor of a Java function takes what `with` gives",
      "A public constructor has the parameters that `with` names, in that order: `long` for int,"
          + " timestamp and duration (both in microseconds), `double`, `boolean` or `String`."),
  GEN013(
      "A Java function takes and gives the node's rows",
      "The class implements the interface of its `kind` with just the record classes of the input and"
          + " of `output`; a process starts with the class of its key, and an aggregate has its accumulator"
          + " in between.");

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
