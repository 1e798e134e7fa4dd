package io.millrace.local.testing;

import java.util.List;
import java.util.Map;

/**
 * What a job of a test is made of.
 *
 * @param operators each behind its inputs
 * @param sources by uid
 * @param emitters by uid
 * @param tags rows of side outputs that somebody reads, by tag
 */
record JobParts(
    List<OperatorNode> operators,
    Map<String, SourceNode> sources,
    Map<String, Emitter> emitters,
    Map<String, RowCodec> tags) {
  /** Behind these helpers stand the rows of a node, in front of all others. */
  private static final List<String> SPLITS = List.of("--errors", "--bad-records");

  /** The uid of the operator that emits the rows of a node. */
  String mainUid(String uid) {
    for (String split : SPLITS) {
      if (emitters.containsKey(uid + split)) {
        return uid + split;
      }
    }
    return uid;
  }

  /** The operator that emits the rows of a node. */
  Emitter main(String uid) {
    Emitter emitter = emitters.get(mainUid(uid));
    if (emitter == null) {
      throw new IllegalStateException("no operator " + uid);
    }
    return emitter;
  }
}
