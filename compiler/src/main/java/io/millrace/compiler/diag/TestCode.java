package io.millrace.compiler.diag;

/** Codes of files of tests. */
public enum TestCode implements DiagnosticCode {
  TST001(
      "A test names nodes and outputs of its pipeline",
      "`given`, `expect`, `idle` and `mocks` name nodes by their ids, and named outputs as"
          + " `node.output`. Behind a `restore` with another pipeline, they name that one's."),
  TST002(
      "Rows are given to what brings rows in",
      "Rows can be given to a source, or to an operator, which then does not run. Sinks take rows"
          + " out; a union is given its inputs; a route has only named outputs, as `node.case`."),
  TST003(
      "An expectation is about an output that there is",
      "A route has only named outputs, and a node that no sink needs is left out of the job, so"
          + " that nothing can be expected of them. A sink for dead letters has no rows, but"
          + " `records`."),
  TST004(
      "A test sets parameters of its pipeline",
      "`parameters` gives values to parameters that the pipeline, or a library that it imports,"
          + " declares."),
  TST005(
      "Every parameter has a value",
      "A parameter without a default needs a value in the test. What the environment says does not"
          + " count, so that a test gives the same everywhere. Only secrets and addresses of"
          + " brokers need none."),
  TST006(
      "Expected fields are kept",
      "Fields that nothing downstream uses are dropped where rows come in, so they are not in the"
          + " rows of the job. Leave them out of the expectation, or look at a sink."),
  TST007(
      "Changes are told apart where an output updates",
      "Rows of an output that updates say what they do: `insert`, `before` (the row that is"
          + " replaced next), `update` or `delete`. Rows of other outputs just come."),
  TST008(
      "A snapshot is taken before it is restored",
      "`restore` names a snapshot that an earlier step of the same test takes."),
  TST009(
      "Answers belong to a lookup",
      "`mocks` says what operators of type `lookup` are answered. To replace the rows of another"
          + " node, give them: `given` takes operators, too."),
  TST010(
      "The pipeline of a test is there and sound",
      "A test runs what is generated from its pipeline, so that pipeline must be found and have no"
          + " errors. Without `pipeline`, it is the file beside the test's with the same name"
          + " without `.test`, or the same file under `src/main/pipelines` for one under"
          + " `src/test/pipelines`."),
  TST011(
      "Records are of nodes that have records",
      "Raw `records` can be given to sources of Kafka and of files, and expected of sinks of Kafka,"
          + " of `print` and of files. Other nodes have rows only."),
  TST012(
      "A test has steps, or what is given and expected",
      "With `given` and `expect` the input ends in between; with `steps` a test says itself what"
          + " happens when. It has one of the two, and looks at something: `expect`, or `fails`."),
  TST013(
      "Demands go together",
      "Two demands on one output cannot both hold, as `none` together with rows, or `rows` together"
          + " with `unordered`."),
  TST014(
      "Bytes are base64",
      "`value-base64` holds bytes in the alphabet of RFC 4648, as `AAECAw==`, and goes without"
          + " `value`."),
  TST015(
      "Tests stand in files of their own",
      "A file of `kind: Test` has a name that ends in `.test.yaml`, so that it is not taken for a"
          + " pipeline."),
  TST016(
      "State is of operators of type process",
      "`state` says what an operator of type `process` holds: its states have names, which the"
          + " pipeline gives them. What other operators keep is seen in the rows that come out of"
          + " them.");

  private final String title;
  private final String explanation;

  TestCode(String title, String explanation) {
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
