package io.millrace.runtime.record;

import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * A type that Flink sees as one piece, without fields to look into, and that is no key unless a
 * subclass says so.
 *
 * @param <T> what is of the type
 */
public abstract class WholeTypeInfo<T> extends TypeInformation<T> {
  private static final long serialVersionUID = 1L;

  @Override
  public final boolean isBasicType() {
    return false;
  }

  @Override
  public final boolean isTupleType() {
    return false;
  }

  @Override
  public final int getArity() {
    return 1;
  }

  @Override
  public final int getTotalFields() {
    return 1;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }
}
