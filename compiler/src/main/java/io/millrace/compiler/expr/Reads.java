package io.millrace.compiler.expr;

import java.util.LinkedHashSet;
import java.util.Set;

/** Collects what an expression reads. */
final class Reads extends IrWalker {
  private final Set<FieldRead> found = new LinkedHashSet<>();

  private Reads() {}

  static Set<FieldRead> of(Ir root) {
    Reads reads = new Reads();
    root.accept(reads);
    return Set.copyOf(reads.found);
  }

  @Override
  public @org.jspecify.annotations.Nullable Void read(Ir.Read node) {
    found.add(new FieldRead(node.slot(), node.field()));
    return super.read(node);
  }
}
