package io.millrace.compiler.expr;

import com.google.common.collect.ImmutableList;
import dev.cel.checker.CelCheckerBuilder;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelSource;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.CelVarDecl;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompilerFactory;
import io.millrace.compiler.types.RecordType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Runs CEL's checker. Only what an expression uses is declared to it: its environment is built anew
 * for every expression, and most of the time would go into declarations.
 */
final class TypeChecker {
  private static final CelOptions OPTIONS = options();

  private static final Map<String, CelFunctionDecl> DECLARATIONS = new ConcurrentHashMap<>();

  /** Types and overloads by node. */
  record Checked(Map<Long, CelType> types, CelAbstractSyntaxTree tree) {
    CelType type(long id) {
      return types.getOrDefault(id, SimpleType.DYN);
    }

    /** The overload that a call was resolved to, or null. */
    @Nullable Function overload(long id) {
      return tree.getReference(id)
          .filter(reference -> !reference.overloadIds().isEmpty())
          .map(reference -> reference.overloadIds().get(0))
          .map(
              overload ->
                  Functions.isDeclared(overload) ? Functions.byId(overload) : equality(overload))
          .orElse(null);
    }

    private static Function equality(String overload) {
      return Functions.equality(overload.substring(0, "_==_".length()), "record");
    }
  }

  private final CelTypeProvider types;
  private final Map<String, RecordType> records;

  TypeChecker(Map<String, RecordType> records) {
    this.types = CelTypes.provider(records);
    this.records = records;
  }

  /** Checks a tree; null after reporting what is wrong. */
  @Nullable Checked check(
      CelExpr expr, CelTree tree, Names names, CelSource source, IssueExplainer explainer) {
    CelCheckerBuilder builder =
        CelCompilerFactory.standardCelCheckerBuilder()
            .setOptions(OPTIONS)
            .setStandardEnvironmentEnabled(false)
            .setTypeProvider(types);
    names
        .declarations()
        .forEach(
            (name, type) -> builder.addVarDeclarations(CelVarDecl.newVarDeclaration(name, type)));
    for (String function : tree.functions()) {
      builder.addFunctionDeclarations(declaration(function));
    }
    CelValidationResult result =
        builder.build().check(CelAbstractSyntaxTree.newParsedAst(expr, source));
    if (result.hasError()) {
      explainer.report(result.getErrors());
      return null;
    }
    try {
      CelAbstractSyntaxTree checked = result.getAst();
      return new Checked(checked.getTypeMap(), checked);
    } catch (CelValidationException e) {
      throw new IllegalStateException(e);
    }
  }

  private CelFunctionDecl declaration(String function) {
    CelFunctionDecl declared = DECLARATIONS.computeIfAbsent(function, TypeChecker::declare);
    if (records.isEmpty() || !(function.equals("_==_") || function.equals("_!=_"))) {
      return declared;
    }
    ImmutableList.Builder<CelOverloadDecl> overloads = ImmutableList.builder();
    overloads.addAll(declared.overloads());
    for (RecordType recordType : records.values()) {
      CelType type = CelTypes.of(recordType);
      overloads.add(
          CelOverloadDecl.newGlobalOverload(
              Functions.equality(function, recordType.name()).id(),
              SimpleType.BOOL,
              ImmutableList.of(type, type)));
    }
    return CelFunctionDecl.newFunctionDeclaration(function, overloads.build());
  }

  // The replacement is a validator that runs behind the checker, when `dyn` has already spread.
  @SuppressWarnings("deprecation")
  private static CelOptions options() {
    return CelOptions.current().enableHomogeneousLiterals(true).enableOptionalSyntax(true).build();
  }

  private static CelFunctionDecl declare(String name) {
    List<Function> overloads =
        Functions.isAggregate(name) ? Functions.aggregates(name) : Functions.named(name);
    return CelFunctionDecl.newFunctionDeclaration(
        name,
        overloads.stream().map(TypeChecker::declare).collect(ImmutableList.toImmutableList()));
  }

  private static CelOverloadDecl declare(Function function) {
    CelType result = CelTypes.parse(function.result());
    ImmutableList<CelType> parameters =
        function.parameters().stream()
            .map(CelTypes::parse)
            .collect(ImmutableList.toImmutableList());
    return function.member()
        ? CelOverloadDecl.newMemberOverload(function.id(), result, parameters)
        : CelOverloadDecl.newGlobalOverload(function.id(), result, parameters);
  }
}
