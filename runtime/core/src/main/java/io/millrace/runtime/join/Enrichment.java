package io.millrace.runtime.join;

import java.io.Serializable;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * How rows are enriched.
 *
 * @param outer whether a row without a small row comes out alone
 * @param await whether rows wait until the small side has ended
 * @param changes whether small rows carry the kind of their change
 */
public record Enrichment<K, IN, S>(
    TypeInformation<K> keyType,
    TypeInformation<IN> rowType,
    TypeInformation<S> smallType,
    boolean outer,
    boolean await,
    boolean changes)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Drops rows without a small row, and does not wait for any. */
  public static <K, IN, S> Enrichment<K, IN, S> of(
      TypeInformation<K> keyType, TypeInformation<IN> rowType, TypeInformation<S> smallType) {
    return new Enrichment<>(keyType, rowType, smallType, false, false, false);
  }

  /** Lets rows without a small row out, too. */
  public Enrichment<K, IN, S> keepingAll() {
    return new Enrichment<>(keyType, rowType, smallType, true, await, changes);
  }

  /** Holds rows back until the small side has ended, so that all of it is known. */
  public Enrichment<K, IN, S> awaitingEnd() {
    return new Enrichment<>(keyType, rowType, smallType, outer, true, changes);
  }

  /** Takes deletes for the end of a small row, and leaves out old values of updates. */
  public Enrichment<K, IN, S> withChanges() {
    return new Enrichment<>(keyType, rowType, smallType, outer, await, true);
  }
}
