package io.millrace.runtime.join;

import io.millrace.runtime.record.Change;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/** A row of either side, which Flink writes by its fields. */
@SuppressWarnings("unused") // Flink sets the fields.
public class JoinRow implements Change {
  static final TypeInformation<JoinRow> TYPE = Types.POJO(JoinRow.class);

  public byte change;
  public String key = "";
  public long time;
  public long id;

  public JoinRow() {}

  JoinRow(byte change, String key, long time, long id) {
    this.change = change;
    this.key = key;
    this.time = time;
    this.id = id;
  }

  static JoinRow of(String key, long time, long id) {
    return new JoinRow(Change.INSERT, key, time, id);
  }

  JoinRow as(byte kind) {
    return new JoinRow(kind, key, time, id);
  }

  /** A key that is there; rows of the key {@code ?} stand for an absent one. */
  boolean hasKey() {
    return !key.equals("?");
  }

  @Override
  public byte changeKind() {
    return change;
  }

  @Override
  public JoinRow withChangeKind(byte kind) {
    return as(kind);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JoinRow that
        && that.change == change
        && that.key.equals(key)
        && that.time == time
        && that.id == id;
  }

  @Override
  public int hashCode() {
    return Objects.hash(change, key, time, id);
  }

  @Override
  public String toString() {
    return key + id + "@" + time;
  }
}
