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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Runs CEL's checker. Only what an expression uses is declared to it: its environment is built
 * anew for every expression, and most of the time would go into declarations.
 */
final class TypeChecker {
  private static final CelOptions OPTIONS =
      CelOptions.current().enableHomogeneousLiterals(true).enableOptionalSyntax(true).build();

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
          .map(reference -> Functions.byId(reference.overloadIds().get(0)))
          .orElse(null);
    }
  }

  private final CelTypeProvider types;

  TypeChecker(CelTypeProvider types) {
    this.types = types;
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
            (name, type) ->
                builder.addVarDeclarations(CelVarDecl.newVarDeclaration(name, type)));
    for (String function : tree.functions()) {
      builder.addFunctionDeclarations(
          DECLARATIONS.computeIfAbsent(function, TypeChecker::declare));
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

  private static CelFunctionDecl declare(String name) {
    List<Function> overloads =
        Functions.isAggregate(name) ? Functions.aggregates(name) : Functions.named(name);
    return CelFunctionDecl.newFunctionDeclaration(
        name, overloads.stream().map(TypeChecker::declare).collect(ImmutableList.toImmutableList()));
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
