package io.millrace.compiler.diag;

/** Codes of the YAML text itself. */
public enum YamlCode implements DiagnosticCode {
  YAML001(
      "The file is well-formed YAML",
      """
      The text cannot be read as YAML 1.2. The caret stands where reading stopped; the cause is often a few
      characters before it. Only the first such error of a file is shown, because nothing behind it can be
      understood.

      Frequent causes, and what to type:

      - a value that holds `: ` or ` #`, or that starts with one of `! & * | > % @ [ {` or a quote: put the
        whole value in single quotes, `where: '!has(note)'`;
      - a line that is indented less or more than its neighbours: align it with the other keys of its mapping;
      - a quote or bracket that is never closed.
      """),
  YAML002(
      "The file is printable UTF-8",
      """
      YAML files are read as UTF-8, with or without a byte order mark. Bytes that are not UTF-8, control
      characters and lone surrogates are refused. Save the file as UTF-8; write a control character as an
      escape in double quotes, as `"\\u0001"`.
      """),
  YAML003(
      "Tabs do not indent",
      """
      YAML allows no tab where indentation or the space between a key and its value stands. Replace it with
      spaces. Inside quotes, block texts and comments tabs are fine.
      """),
  YAML004(
      "The file is not empty",
      """
      The file holds nothing but white space, comments or document markers. A pipeline file starts with
      `apiVersion: millrace/v1` and `kind: Pipeline`.
      """),
  YAML005(
      "A file holds one document",
      """
      A second document starts at the marker `---`. Put each pipeline in a file of its own; the path of the
      file tells them apart.
      """),
  YAML006(
      "A key occurs once",
      """
      The same key stands twice in one mapping; YAML forbids it, and tools that accept it silently drop one of
      the values. Rename or remove one of the two. Keys are compared as text: `1` and `"1"` are the same key.
      """),
  YAML007(
      "Keys are plain names",
      """
      A mapping's key must be a text, number or boolean; here it is a mapping, a list, or null. The usual cause
      is a value that starts with `{` or `[` without quotes, as in `topic: {{ name }}`: quote it. A key that is
      really called null is written `"null"`.
      """),
  YAML008(
      "No merge keys",
      """
      `<<` merges mappings in YAML 1.1 only; YAML 1.2 gives it no meaning. Write the keys out, or share a whole
      value: name it with `&name` and use it with `*name`.
      """),
  YAML009(
      "Only the tags of the core schema",
      """
      A word that starts with `!` is a tag. Known tags are `!!str`, `!!int`, `!!float`, `!!bool`, `!!null`,
      `!!seq` and `!!map`. An expression that starts with `!` must be quoted: `where: '!has(note)'`.
      """),
  YAML010(
      "A tag fits its value",
      """
      An explicit tag contradicts the value behind it, as in `!!int twelve` or `!!str [a]`. Correct the value or
      remove the tag.
      """),
  YAML011(
      "An alias names an anchor above it",
      """
      `*name` repeats the value that was marked `&name` earlier in the file; there is no such mark. A value that
      only looks like an alias, as `*.log`, must be quoted.
      """),
  YAML012(
      "An alias does not contain itself",
      """
      The alias stands inside the very value that it repeats, which would never end. Move the shared part to an
      anchor of its own.
      """),
  YAML013(
      "Aliases expand to a bounded size",
      """
      Aliases of aliases multiply: ten lines can stand for billions of nodes. All aliases of a file together may
      expand to 100,000 nodes.
      """),
  YAML014(
      "Nesting is bounded",
      """
      Mappings and lists may be nested 100 levels deep. No pipeline needs that; look for a bracket or dash that
      is repeated by accident.
      """),
  YAML015(
      "A file has a bounded size",
      """
      A file may hold 8 MiB. Keep data out of pipeline files: read it with a `file` source.
      """),
  YAML016(
      "The file is YAML 1.2",
      """
      The directive `%YAML` demands another version. Under YAML 1.1 `yes`, `on` and `0755` mean something else,
      so the file would be misread. Remove the directive.
      """),
  YAML017(
      Severity.WARNING,
      "A suppression names codes and a reason",
      """
      A suppression reads `# millrace:ignore PLN012 -- why it is fine here`. Several codes are separated by
      commas. One that is not in this form has no effect. It applies to its own line, or, alone on a line, to the
      next line of content.
      """),
  YAML018(
      Severity.WARNING,
      "A suppression suppresses something",
      """
      No warning of this code is reported on the line that the suppression applies to. Remove it, so that it does
      not hide a later one. Errors cannot be suppressed.
      """);

  private final String title;
  private final String explanation;
  private final Severity severity;

  YamlCode(String title, String explanation) {
    this(Severity.ERROR, title, explanation);
  }

  YamlCode(Severity severity, String title, String explanation) {
    this.severity = severity;
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

  @Override
  public Severity severity() {
    return severity;
  }
}
