package io.millrace.compiler.generate;

import io.millrace.compiler.javatext.JavaIdentifiers;
import io.millrace.compiler.javatext.JavaLiterals;
import io.millrace.compiler.javatext.JavaTypes;
import io.millrace.compiler.plan.DeployValue;
import io.millrace.compiler.plan.JdbcDatabase;
import io.millrace.compiler.types.DecimalType;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Java that reaches databases, binds values to statements and reads them from results. */
final class JdbcJava {
  private final JobContext job;

  JdbcJava(JobContext job) {
    this.job = job;
  }

  /** {@code JdbcAccess.of(…).property(…)}. */
  String access(JdbcDatabase database) {
    String access = job.imports.use("io.millrace.runtime.jdbc.JdbcAccess");
    StringBuilder java =
        new StringBuilder(access)
            .append(".of(")
            .append(JavaLiterals.string(database.id()))
            .append(", ")
            .append(DeployJava.text(database.url()));
    if (database.driver() != null) {
      java.append(", ").append(DeployJava.text(database.driver()));
    }
    java.append(")");
    for (Map.Entry<String, DeployValue> property : database.properties().entrySet()) {
      java.append("\n    .property(")
          .append(JavaLiterals.string(property.getKey()))
          .append(", ")
          .append(DeployJava.text(property.getValue()))
          .append(")");
    }
    return java.toString();
  }

  /** Statements that bind fields of a variable to the marks of a statement, from 1. */
  Code bind(String variable, RecordType row, List<String> fields) {
    RowReader reader = new RowReader(variable, row);
    Code body = new Code();
    for (int i = 0; i < fields.size(); i++) {
      Field field = row.field(fields.get(i));
      if (field == null) {
        throw new IllegalArgumentException(fields.get(i));
      }
      int index = i + 1;
      String set = set(index, field.type(), reader.read(variable, field.name()));
      if (!field.nullable()) {
        body.line(set);
        continue;
      }
      body.open("if (" + reader.present(variable, field.name()) + ") {").line(set);
      body.reopen("} else {");
      body.line("statement.setNull(" + index + ", java.sql.Types." + sqlType(field) + ");");
      body.close("}");
    }
    return body;
  }

  private String set(int index, Type type, String value) {
    if (type instanceof DecimalType) {
      return "statement.setBigDecimal(" + index + ", " + value + ");";
    }
    return switch ((ScalarType) type) {
      case BOOL -> "statement.setBoolean(" + index + ", " + value + ");";
      case INT -> "statement.setLong(" + index + ", " + value + ");";
      case DOUBLE -> "statement.setDouble(" + index + ", " + value + ");";
      case STRING -> "statement.setString(" + index + ", " + value + ");";
      case BYTES -> "statement.setBytes(" + index + ", " + value + ");";
      case TIMESTAMP -> values() + ".setTimestamp(statement, " + index + ", " + value + ");";
      default -> throw new IllegalArgumentException(type.display());
    };
  }

  private static String sqlType(Field field) {
    if (field.type() instanceof DecimalType) {
      return "DECIMAL";
    }
    return switch ((ScalarType) field.type()) {
      case BOOL -> "BOOLEAN";
      case INT -> "BIGINT";
      case DOUBLE -> "DOUBLE";
      case STRING -> "VARCHAR";
      case BYTES -> "VARBINARY";
      case TIMESTAMP -> "TIMESTAMP";
      default -> throw new IllegalArgumentException(field.display());
    };
  }

  /** Statements that make a record of a result's current row; columns have the wire names. */
  Code read(RecordType row) {
    Code body = new Code();
    List<String> arguments = new ArrayList<>();
    for (Field field : row.fields()) {
      String variable = JavaIdentifiers.field(field.name()) + "Column";
      String column = JavaLiterals.string(field.wireName());
      body.line(JavaTypes.of(field.type()) + " " + variable + " = " + get(field, column) + ";");
      arguments.add(variable);
      if (!field.nullable()) {
        body.line(values() + ".require(result, " + column + ");");
      } else if (JavaTypes.isPrimitive(field.type())) {
        body.line("boolean " + variable + "Present = !result.wasNull();");
        arguments.add(variable + "Present");
      }
    }
    return body.line(RowJava.make("return ", row, arguments, ";"));
  }

  private String get(Field field, String column) {
    if (field.type() instanceof DecimalType decimal) {
      job.imports.use("java.math.BigDecimal");
      return values()
          + ".getDecimal(result, "
          + column
          + ", "
          + decimal.precision()
          + ", "
          + decimal.scale()
          + ")";
    }
    return switch ((ScalarType) field.type()) {
      case BOOL -> "result.getBoolean(" + column + ")";
      case INT -> "result.getLong(" + column + ")";
      case DOUBLE -> "result.getDouble(" + column + ")";
      case STRING -> "result.getString(" + column + ")";
      case BYTES -> "result.getBytes(" + column + ")";
      case TIMESTAMP -> values() + ".getTimestamp(result, " + column + ")";
      default -> throw new IllegalArgumentException(field.display());
    };
  }

  private String values() {
    return job.imports.use("io.millrace.runtime.jdbc.JdbcValues");
  }

  String statementType() {
    return job.imports.use("java.sql.PreparedStatement");
  }

  String exceptionType() {
    return job.imports.use("java.sql.SQLException");
  }
}
