package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.DidYouMean;
import io.millrace.compiler.diag.LintCode;
import io.millrace.compiler.diag.ReferenceCode;
import io.millrace.compiler.diag.SecretNames;
import io.millrace.compiler.model.DeployText;
import io.millrace.compiler.model.ParameterDecl;
import io.millrace.compiler.plan.DeployValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks the parameter references in texts that are completed when the job starts. */
final class DeployTexts {
  private final Map<String, ParameterDecl> parameters;
  private final Diagnostics out;

  DeployTexts(Map<String, ParameterDecl> parameters, Diagnostics out) {
    this.parameters = parameters;
    this.out = out;
  }

  /** A text that may be shown in logs and UIs: no secrets. */
  DeployValue plain(DeployText text) {
    return resolve(text, false);
  }

  @Nullable DeployValue plainOrNull(@Nullable DeployText text) {
    return text == null ? null : plain(text);
  }

  /** Properties of a client, which may hold secrets. */
  Map<String, DeployValue> properties(Map<String, DeployText> properties) {
    Map<String, DeployValue> resolved = new LinkedHashMap<>();
    properties.forEach(
        (name, text) -> {
          DeployValue value = resolve(text, true);
          if (SecretNames.contain(name)) {
            requireSecret(name, text, value);
          }
          resolved.put(name, value);
        });
    return resolved;
  }

  private void requireSecret(String name, DeployText text, DeployValue value) {
    boolean secret =
        value.parameters().stream()
            .map(parameters::get)
            .anyMatch(
                found ->
                    // An unknown parameter has a message of its own.
                    found == null || found.kind().value() == ParameterDecl.Kind.SECRET);
    if (!secret && !value.text().isEmpty()) {
      out.add(
          Diagnostic.of(
                  LintCode.LNT002,
                  text.text().whole(),
                  text.path(),
                  "`" + name + "` holds a secret that is no parameter of type `secret`")
              .withHelp(
                  "declare `parameters: { secret-name: { type: secret, env: SECRET_NAME } }` and write"
                      + " `${secret-name}` here"));
    }
  }

  private DeployValue resolve(DeployText text, boolean secretsAllowed) {
    String value = text.text().value();
    List<String> names = new ArrayList<>();
    int at = 0;
    while ((at = value.indexOf("${", at)) >= 0) {
      if (at > 0 && value.charAt(at - 1) == '$') {
        at += 2;
        continue;
      }
      int end = value.indexOf('}', at);
      if (end < 0) {
        out.add(
            Diagnostic.of(
                    ReferenceCode.REF008,
                    text.text().span(at, at + 2),
                    text.path(),
                    "`${` has no closing brace")
                .withHelp("close it, or write `$${` for the characters themselves"));
        break;
      }
      String name = value.substring(at + 2, end);
      check(text, name, at, end, secretsAllowed);
      names.add(name);
      at = end;
    }
    return new DeployValue(value, names);
  }

  private void check(DeployText text, String name, int at, int end, boolean secretsAllowed) {
    ParameterDecl parameter = parameters.get(name);
    if (parameter == null) {
      String close = DidYouMean.closest(name, parameters.keySet());
      out.add(
          Diagnostic.of(
                  ReferenceCode.REF008,
                  text.text().span(at + 2, end),
                  text.path(),
                  "unknown parameter `" + name + "`")
              .withLabel(close == null ? "" : "did you mean `" + close + "`?")
              .withHelp(
                  close != null
                      ? null
                      : "declare it: `parameters: { " + name + ": { type: string } }`"));
    } else if (parameter.kind().value() == ParameterDecl.Kind.SECRET && !secretsAllowed) {
      out.add(
          Diagnostic.of(
                  ReferenceCode.REF015,
                  text.text().span(at + 2, end),
                  text.path(),
                  "secret `" + name + "` may not be used here")
              .withHelp("secrets belong in `properties` of connections, sources and sinks"));
    }
  }
}
