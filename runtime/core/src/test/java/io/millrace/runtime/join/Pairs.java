package io.millrace.runtime.join;

import org.jspecify.annotations.Nullable;

/** Pairs as texts. */
final class Pairs {
  private static final String[] KINDS = {"+I", "-U", "+U", "-D"};

  private Pairs() {}

  /** What holds beside equal keys. */
  static boolean condition(JoinRow left, JoinRow right) {
    return (left.id + right.id) % 3 != 0;
  }

  static String text(@Nullable JoinRow left, @Nullable JoinRow right) {
    return (left == null ? "-" : left.key + left.id)
        + "|"
        + (right == null ? "-" : right.key + right.id);
  }

  /** Joins without a window; texts start with the kind of change. */
  static class Plain extends Joiner<JoinRow, JoinRow, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean leftHasKey(JoinRow left) {
      return left.hasKey();
    }

    @Override
    public boolean rightHasKey(JoinRow right) {
      return right.hasKey();
    }

    @Override
    public boolean matches(JoinRow left, JoinRow right) {
      return condition(left, right);
    }

    @Override
    public String join(byte changeKind, @Nullable JoinRow left, @Nullable JoinRow right) {
      return KINDS[changeKind] + text(left, right);
    }

    @Override
    public boolean sameLeft(JoinRow one, JoinRow other) {
      return one.id == other.id && one.key.equals(other.key);
    }

    @Override
    public boolean sameRight(JoinRow one, JoinRow other) {
      return sameLeft(one, other);
    }
  }

  /** Joins of windows; texts end with the window. */
  static final class InWindow extends WindowJoiner<JoinRow, JoinRow, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean leftHasKey(JoinRow left) {
      return left.hasKey();
    }

    @Override
    public boolean rightHasKey(JoinRow right) {
      return right.hasKey();
    }

    @Override
    public boolean matches(JoinRow left, JoinRow right) {
      return condition(left, right);
    }

    @Override
    public String join(
        long windowStart, long windowEnd, @Nullable JoinRow left, @Nullable JoinRow right) {
      return text(left, right) + "[" + windowStart / 1000 + "," + windowEnd / 1000 + ")";
    }
  }
}
