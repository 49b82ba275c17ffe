package org.autodiff.generate;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Writes plain loops over functions of one element: those that are a kind of elementwise kernel.
 */
final class PlainLoops {
  private PlainLoops() {}

  /**
   * The class of loops.
   *
   * @param functions the class of functions, such as {@code DoubleMath}
   * @param kinds the enumeration of kinds
   * @param type Double or Float
   */
  static String of(ClassTree functions, ClassTree kinds, String type) {
    String element = type.toLowerCase(Locale.ROOT);
    return """
    package org.autodiff.kernels;

    /** Unary kinds that call a scalar function on each element. */
    final class Scalar%sTranscendental {
      private Scalar%sTranscendental() {}
    %s}
    """
        .formatted(
            type,
            type,
            functions.getMembers().stream()
                .filter(member -> member instanceof MethodTree)
                .map(member -> (MethodTree) member)
                .filter(method -> method.getParameters().size() == 1 && isKind(method, kinds))
                .map(method -> loop(functions.getSimpleName() + "." + method.getName(), element))
                .collect(Collectors.joining()));
  }

  private static boolean isKind(MethodTree method, ClassTree kinds) {
    String kind = method.getName().toString().toUpperCase(Locale.ROOT);
    return kinds.getMembers().stream()
        .filter(member -> member.getKind() == Tree.Kind.VARIABLE)
        .anyMatch(member -> ((VariableTree) member).getName().contentEquals(kind));
  }

  private static String loop(String function, String element) {
    return """

      static void %s(%s[] x, int xo, %s[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
          y[yo + i] = %s(x[xo + i]);
        }
      }
    """
        .formatted(function.substring(function.indexOf('.') + 1), element, element, function);
  }
}
