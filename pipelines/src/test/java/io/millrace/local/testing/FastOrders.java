package io.millrace.local.testing;

import java.util.List;

/**
 * Records of the pipeline {@code rewrites/fast}, which uses {@code id}, {@code parcel.weight} and
 * {@code amount}.
 */
final class FastOrders {
  /** How many of the good ones are too small or too light. */
  static final int FILTERED = 3;

  /** All that pass are of the id 1, and of a load of 80. */
  static final List<String> GOOD =
      List.of(
          order("'a'", "1", "{'memo':'m','weight':4,'street':'s'}", "'red'", "200", ",'tail':1}"),
          // These are filtered.
          order("'a'", "2", "{'memo':'m','weight':4,'street':'s'}", "'red'", "99", ",'tail':1}"),
          order("'a'", "3", "{'memo':'m','weight':3,'street':'s'}", "'red'", "200", ",'tail':1}"),
          order("'a'", "4", "{'weight':3}", "7", "200", "damaged"),
          // Values that nothing reads are of other types, or damaged within.
          order("5", "1", "{'memo':'m','weight':4,'street':'s'}", "'red'", "200", ",'tail':1}"),
          order("'a'", "1", "{'memo':[[]],'weight':4,'street':'s'}", "'red'", "200", ",'tail':1}"),
          order("'a'", "1", "{'memo':'m','weight':4,'street':{}}", "'red'", "200", ",'tail':1}"),
          order("'a'", "1", "{'memo':'m','weight':4,'street':'s'}", "true", "200", ",'tail':1}"),
          order("'a'", "1", "{'memo':'m','weight':4,'street':'s'}", "'red'", "200", ",'tail':'x'}"),
          order("'\\q'", "1", "{'weight':4}", "{'a':[1 2]}", "200", ",'tail':1}"),
          // They are missing, or come twice.
          "{'id':1,'parcel':{'weight':4},'amount':200}".replace('\'', '"'),
          order("'a','note':6", "1", "{'weight':4}", "'red','color':7", "200", ",'tail':1}"),
          // Of used ones that come twice the first counts, and what it is later does not.
          order("'a'", "1,'id':2", "{'weight':4}", "'red'", "200", ",'tail':1}"),
          order("'a'", "1,'id':'x'", "{'weight':4}", "'red'", "200", ",'tail':1}"),
          order("'a'", "1", "{'weight':4,'weight':1}", "'red'", "200", ",'tail':1}"),
          order("'a'", "1", "{'weight':4},'parcel':7", "'red'", "200", ",'tail':1}"),
          order("'a'", "1", "{'weight':4}", "'red'", "200,'amount':1", ",'tail':1}"),
          // The end is missing or damaged.
          order("'a'", "1", "{'weight':4}", "'red'", "200", ","),
          order("'a'", "1", "{'weight':4}", "'red'", "200", ",'tail':"),
          order("'a'", "1", "{'weight':4}", "'red'", "200", "}garbage"));

  /** Those that are damaged where they are read. */
  static final List<String> BAD =
      List.of(
          "",
          "garbage",
          "{",
          "[1]",
          "7",
          // They end too early.
          "{'note':'a".replace('\'', '"'),
          "{'note':'a','id':1".replace('\'', '"'),
          "{'note':'a','id':1,'parcel':{'memo':'m','weight':4".replace('\'', '"'),
          "{'note':'a','id':1,'parcel':{'weight':4},'color':'red'".replace('\'', '"'),
          // Used values are of other types.
          order("'a'", "'x'", "{'weight':4}", "'red'", "200", ",'tail':1}"),
          order("'a'", "1", "{'weight':[]}", "'red'", "200", ",'tail':1}"),
          order("'a'", "1", "7", "'red'", "200", ",'tail':1}"),
          order("'a'", "1", "{'weight':4}", "'red'", "{}", ",'tail':1}"),
          order("'a'", "1.5", "{'weight':4}", "'red'", "200", ",'tail':1}"),
          // The first of two is wrong.
          order("'a'", "'x','id':1", "{'weight':4}", "'red'", "200", ",'tail':1}"),
          order("'a'", "1", "{'weight':'x','weight':4}", "'red'", "200", ",'tail':1}"),
          // They are missing.
          "{}",
          "{'id':1,'parcel':{'weight':4}}".replace('\'', '"'),
          "{'id':1,'parcel':{'memo':'m'},'amount':200}".replace('\'', '"'),
          "{'note':'a','parcel':{'weight':4},'amount':200}".replace('\'', '"'));

  private FastOrders() {}

  private static String order(
      String note, String id, String parcel, String color, String amount, String end) {
    String fields = "{'note':%s,'id':%s,'parcel':%s,'color':%s,'amount':%s%s";
    return fields.formatted(note, id, parcel, color, amount, end).replace('\'', '"');
  }
}
