package io.millrace.compiler.signature;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.DidYouMean;
import io.millrace.compiler.diag.GenerateCode;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.generate.UserFunction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Checks one class: that it is there, can be made, and is the function that it should be. */
final class ClassCheck {
  private final UserFunction function;
  private final FunctionPath path;
  private final Elements elements;
  private final Types types;
  private final Diagnostics out;

  ClassCheck(
      UserFunction function, FunctionPath path, Elements elements, Types types, Diagnostics out) {
    this.function = function;
    this.path = path;
    this.elements = elements;
    this.types = types;
    this.out = out;
  }

  void check() {
    TypeElement type = elements.getTypeElement(function.className());
    if (type == null) {
      missing();
      return;
    }
    if (canBeMade(type)) {
      constructor(type);
    }
    supertype(type);
  }

  private void missing() {
    String close = DidYouMean.closest(function.className(), SourceNames.in(path.sources()));
    report(
        GenerateCode.GEN010,
        function.where(),
        "there is no class `" + function.className() + "`",
        close != null
            ? "did you mean `" + close + "`?"
            : path.sources().isEmpty()
                ? "compile the module that has it, and run the pipeline there"
                : "write it in this module, or depend on the one that has it: " + declaration());
  }

  private boolean canBeMade(TypeElement type) {
    String problem = null;
    if (type.getKind() == ElementKind.INTERFACE
        || type.getKind() == ElementKind.ANNOTATION_TYPE
        || type.getKind() == ElementKind.ENUM) {
      problem = "is no class";
    } else if (type.getModifiers().contains(Modifier.ABSTRACT)) {
      problem = "is abstract";
    } else if (!type.getTypeParameters().isEmpty()) {
      problem = "has type parameters, and nothing says what they are";
    } else if (type.getNestingKind().isNested() && !type.getModifiers().contains(Modifier.STATIC)) {
      problem = "is nested and not static";
    }
    for (Element e = type; problem == null && e instanceof TypeElement; ) {
      if (!e.getModifiers().contains(Modifier.PUBLIC)) {
        problem =
            (e.equals(type) ? "is" : "is nested in `" + e.getSimpleName() + "`, which is")
                + " not public";
      }
      e = e.getEnclosingElement();
    }
    if (problem != null) {
      report(
          GenerateCode.GEN011,
          function.where(),
          "`" + function.className() + "` " + problem,
          "declare it as " + declaration());
    }
    return problem == null;
  }

  private String declaration() {
    boolean isInterface = !function.supertype().endsWith("KeyedProcessFunction");
    String name = function.className().substring(function.className().lastIndexOf('.') + 1);
    return "`public final class "
        + name
        + (isInterface ? " implements " : " extends ")
        + expected()
        + "`";
  }

  private void constructor(TypeElement type) {
    List<ExecutableElement> all =
        ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
            .filter(c -> c.getModifiers().contains(Modifier.PUBLIC))
            .toList();
    List<ExecutableElement> fitting = all.stream().filter(this::takes).toList();
    String simple = type.getSimpleName().toString();
    if (fitting.isEmpty()) {
      String found =
          all.isEmpty()
              ? "has no public constructor"
              : "has " + all.stream().map(c -> show(simple, c)).collect(Collectors.joining(", "));
      report(
          GenerateCode.GEN012,
          function.where(),
          "`" + function.className() + "` " + found + ", and no " + wanted(simple),
          all.isEmpty()
              ? "make one public"
              : function.arguments().isEmpty()
                  ? "give it the arguments: `with: { name: value }`"
                  : "`with` names the parameters in the constructor's order");
      return;
    }
    names(fitting.get(0));
  }

  /** Arguments are given by position, so that a wrong name is a value in a wrong place. */
  private void names(ExecutableElement constructor) {
    for (int i = 0; i < function.arguments().size(); i++) {
      UserFunction.Argument argument = function.arguments().get(i);
      String name = constructor.getParameters().get(i).getSimpleName().toString();
      // Compiled classes may have lost the names.
      if (!name.equals(argument.name()) && !name.equals("arg" + i)) {
        report(
            GenerateCode.GEN012,
            argument.where(),
            "parameter " + (i + 1) + " of the constructor is `" + name + "`",
            "name the arguments as the constructor does, in its order: "
                + constructor.getParameters().stream()
                    .map(parameter -> parameter.getSimpleName().toString())
                    .collect(Collectors.joining(", ")));
        return;
      }
    }
  }

  private boolean takes(ExecutableElement constructor) {
    List<? extends VariableElement> parameters = constructor.getParameters();
    if (parameters.size() != function.arguments().size() || constructor.isVarArgs()) {
      return false;
    }
    for (int i = 0; i < parameters.size(); i++) {
      if (!types.isAssignable(argument(function.arguments().get(i)), parameters.get(i).asType())) {
        return false;
      }
    }
    return true;
  }

  private TypeMirror argument(UserFunction.Argument argument) {
    @Nullable PrimitiveType primitive =
        switch (argument.type()) {
          case "long" -> types.getPrimitiveType(TypeKind.LONG);
          case "double" -> types.getPrimitiveType(TypeKind.DOUBLE);
          case "boolean" -> types.getPrimitiveType(TypeKind.BOOLEAN);
          default -> null;
        };
    return primitive != null ? primitive : elements.getTypeElement(argument.type()).asType();
  }

  private static String show(String name, ExecutableElement constructor) {
    return "`"
        + name
        + constructor.getParameters().stream()
            .map(p -> p.asType() + " " + p.getSimpleName())
            .collect(Collectors.joining(", ", "(", ")"))
        + "`";
  }

  private String wanted(String name) {
    return "`"
        + name
        + function.arguments().stream()
            .map(argument -> argument.type() + " " + argument.name())
            .collect(Collectors.joining(", ", "(", ")"))
        + "`";
  }

  private void supertype(TypeElement type) {
    DeclaredType found = find(type.asType());
    if (found == null) {
      if (elements.getTypeElement(function.supertype()) != null) {
        report(
            GenerateCode.GEN013,
            function.where(),
            "`" + function.className() + "` is no `" + simple(function.supertype()) + "`",
            "declare it as " + declaration());
      }
      return; // without Flink on the class path nothing can be said
    }
    List<? extends TypeMirror> arguments = found.getTypeArguments();
    for (int i = 0; i < function.typeArguments().size(); i++) {
      if (i >= arguments.size() || !isSame(arguments.get(i), function.typeArguments().get(i))) {
        report(
            GenerateCode.GEN013,
            function.where(),
            "`" + function.className() + "` is a `" + show(found) + "`",
            "the node asks for " + declaration());
        return;
      }
    }
  }

  private @Nullable DeclaredType find(TypeMirror type) {
    Deque<TypeMirror> open = new ArrayDeque<>(List.of(type));
    Set<String> seen = new HashSet<>();
    while (!open.isEmpty()) {
      TypeMirror next = open.poll();
      if (next instanceof DeclaredType declared
          && declared.asElement() instanceof TypeElement element
          && element.getQualifiedName().contentEquals(function.supertype())) {
        return declared;
      }
      if (seen.add(next.toString())) {
        open.addAll(types.directSupertypes(next));
      }
    }
    return null;
  }

  private boolean isSame(TypeMirror found, String expected) {
    TypeElement element = elements.getTypeElement(expected);
    return element != null
        ? types.isSameType(found, element.asType())
        : found.toString().equals(expected);
  }

  private String expected() {
    return simple(function.supertype()) + "<" + String.join(", ", function.typeArguments()) + ">";
  }

  private static String show(DeclaredType type) {
    List<String> arguments = new ArrayList<>();
    type.getTypeArguments().forEach(argument -> arguments.add(argument.toString()));
    return type.asElement().getSimpleName()
        + (arguments.isEmpty() ? "" : "<" + String.join(", ", arguments) + ">");
  }

  private static String simple(String qualified) {
    return qualified.substring(qualified.lastIndexOf('.') + 1);
  }

  private void report(GenerateCode code, Span where, String message, @Nullable String help) {
    out.add(Diagnostic.of(code, where, function.path(), message).withHelp(help));
  }
}
