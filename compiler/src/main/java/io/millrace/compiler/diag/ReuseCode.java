package io.millrace.compiler.diag;

/** Codes of what files take from other files. */
public enum ReuseCode implements DiagnosticCode {
  REF037(
      "An imported file is there",
      "A file that is named by `imports` or `use` does not exist or cannot be read. Paths are"
          + " relative to the file that names them."),
  REF038(
      "Files stay in the repository",
      "A path leads out of the repository (the nearest directory above with `.git` or `.mvn`, else"
          + " the directory where the build was started), so another machine would build something"
          + " else. Copy the file into the repository."),
  REF039(
      "A file is of the kind that is wanted",
      "`imports` names files of kind `Library`, and `use` files of kind `Fragment`."),
  REF040(
      "Files do not import themselves",
      "A library imports itself, or a fragment uses itself, directly or through others. Move what"
          + " both need into a third file."),
  REF041(
      "Names of imports are unique",
      "A type, connection or window comes from two imports, or is declared in a file that also"
          + " imports one of the name. Nothing is hidden in silence: rename one of the two, or take"
          + " one out of the `exports` of its library. Types are also told apart by the names of"
          + " their Java classes."),
  REF042(
      Severity.WARNING,
      "Imports are used",
      "A file imports a library and names nothing of what it exports. Remove the import."),
  REF043(
      "A parameter keeps its type",
      "A parameter that an imported library declares may be declared again, to give it another"
          + " default or environment variable, but with the same type; and two libraries may"
          + " declare one parameter if both mean the same by it: type, environment variable and"
          + " default."),
  REF044(
      "Exported names are declared",
      "`exports` names something that the library does not declare under `types`, `connections` or"
          + " `windows`. What a library imports is not passed on."),
  REF045(
      "Libraries have different names",
      "The name of a library is the name of the Java package of its types, so two libraries that"
          + " are built together cannot share it. Names that differ only in dashes share a"
          + " package."),
  REF046(
      "Fragments know the parameters that they name",
      "`$(name)` in a fragment names a parameter that the fragment does not declare. To write the"
          + " characters themselves, double the dollar: `$$(`."),
  SCH040(
      "An argument is of its parameter's type",
      "A value under `with`, or the default of a fragment's parameter, is not of the declared"
          + " type."),
  SCH041(
      "A fragment gets what it declares",
      "The use of a fragment gives an argument or an input that the fragment does not declare, or"
          + " leaves out one that it needs: every input, and every parameter without a default."),
  SCH042(
      Severity.WARNING,
      "A fragment uses its parameters",
      "A parameter of a fragment stands nowhere in its nodes. Remove it, or write `$(name)` where"
          + " it belongs."),
  SCH043(
      "Names of a fragment fit together",
      "An output of a fragment names no source or operator of the fragment, or an input has the"
          + " name of one of its nodes. Inside of a fragment, an input is used like a node."),
  SCH044(
      "Fragments are nested eight deep at most",
      "A fragment uses a fragment that uses a fragment, and so on. No pipeline needs that depth."),
  REF070(
      "An environment has one overlay for a file",
      "Two files of kind `Overlay` change one pipeline or library for one environment, and which of"
          + " them would win is nowhere said. Make one of the two."),
  REF071(
      "An overlay changes what is there",
      "An overlay names a parameter, connection or node that its pipeline or library does not"
          + " declare. An overlay adds nothing: what is not there without it is not there with it."
          + " What a pipeline imports is changed by an overlay for the library."),
  SCH060(
      "Environments differ in what matters at deploy time",
      "An overlay changes addresses, topics, paths, start points, parallelism, the checkpoint"
          + " interval and the like. What decides which rows come out, or what is kept as state, is"
          + " the same in all environments, so that what was tested is what runs. Let a parameter"
          + " stand in the expression, and give it another default in the overlay."),
  PLN100(
      "An output of a fragment is named",
      "A fragment is read by the outputs that it declares, as `node.output`; one that has a single"
          + " output is also read by the name of the node alone.");

  private final Severity severity;
  private final String title;
  private final String explanation;

  ReuseCode(String title, String explanation) {
    this(Severity.ERROR, title, explanation);
  }

  ReuseCode(Severity severity, String title, String explanation) {
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
