package org.autodiff.generate;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/**
 * Writes the vector form of a class of functions of one element, such as {@code DoubleMath}: for
 * each function that is not private a loop over arrays, in which every step of the function is one
 * step on vectors. Calls of other functions, of the class and of those that it imports, are written
 * out, because no method of the kernels takes or gives a vector.
 *
 * <p>It understands what those classes are written in: local variables, sums, products, quotients,
 * {@code Math.fma, sqrt, abs, min, max}, conversions to bits and back, operations on bits,
 * comparisons, {@code &&}, {@code ||} and {@code !} of conditions, and {@code condition ? a : b},
 * which becomes a blend. A public function of the form {@code return usual ? near : far} computes
 * the vectors all of whose elements are usual, and the others one by one. Where there is no fused
 * multiply-add every element goes alone. Anything else is refused.
 */
final class VectorForms {
  /** What a value is: a number, its bits, or a condition. */
  private enum Kind {
    REAL,
    BITS,
    MASK
  }

  /** The code of a value; where it is not a vector it is the same for all elements. */
  private record Value(String code, Kind kind, boolean vector) {}

  /** The presence of a fused multiply-add: vectors are used only where there is one. */
  private static final Value TRUE = new Value("true", Kind.MASK, false);

  private final ClassTree source;
  private final boolean wide;
  private final Map<String, MethodTree> methods = new LinkedHashMap<>();

  /** The constants, by their names, with those of their classes. */
  private final Map<String, String> constants = new HashMap<>();

  private final StringBuilder body = new StringBuilder();
  private final Map<String, Integer> names = new HashMap<>();

  VectorForms(ClassTree source, List<ClassTree> imported, boolean wide) {
    this.source = source;
    this.wide = wide;
    imported.forEach(this::declare);
    declare(source);
  }

  private void declare(ClassTree type) {
    for (Tree member : type.getMembers()) {
      if (member instanceof MethodTree method && method.getReturnType() != null) {
        methods.put(method.getName().toString(), method);
      } else if (member instanceof VariableTree constant) {
        String name = constant.getName().toString();
        constants.put(name, type.getSimpleName() + "." + name);
      }
    }
  }

  /** Writes the class of loops. */
  String write() {
    String of = source.getSimpleName().toString();
    String loops =
        methods.values().stream()
            .filter(source.getMembers()::contains)
            .filter(method -> !method.getModifiers().getFlags().contains(Modifier.PRIVATE))
            .map(this::loop)
            .collect(Collectors.joining("\n"));
    return """
    package org.autodiff.kernels;

    import jdk.incubator.vector.%s;
    import jdk.incubator.vector.%s;
    import jdk.incubator.vector.VectorMask;
    import jdk.incubator.vector.VectorOperators;
    import jdk.incubator.vector.VectorSpecies;

    /** The functions of {@link %s} over arrays, a vector at a time. */
    final class %sLoops {
      private static final VectorSpecies<%s> SPECIES = %s.SPECIES_PREFERRED;
      private static final int LANES = SPECIES.length();

      private %sLoops() {}

    %s}
    """
        .formatted(real(), bits(), of, of, wide ? "Double" : "Float", real(), of, loops);
  }

  private String real() {
    return wide ? "DoubleVector" : "FloatVector";
  }

  private String bits() {
    return wide ? "LongVector" : "IntVector";
  }

  private String mask() {
    return wide ? "VectorMask<Double>" : "VectorMask<Float>";
  }

  private String loop(MethodTree method) {
    body.setLength(0);
    names.clear();
    List.of("results", "at", "n", "i", "j").forEach(this::unique);
    String name = method.getName().toString();
    String type = wide ? "double" : "float";
    List<String> parameters =
        method.getParameters().stream().map(p -> p.getName().toString()).toList();
    // in place: the operands of a vector are read before its results are written
    String signature =
        parameters.stream()
            .map(p -> type + "[] " + p + "s, int " + p + "At")
            .collect(Collectors.joining(", "));
    String one =
        "results[at + %s] = "
            + source.getSimpleName()
            + "."
            + name
            + "("
            + parameters.stream()
                .map(p -> p + "s[" + p + "At + %s]")
                .collect(Collectors.joining(", "))
            + ");\n";
    Map<String, Value> scope = new HashMap<>();
    for (String p : parameters) {
      line(
          real()
              + " "
              + unique(p)
              + " = "
              + real()
              + ".fromArray(SPECIES, "
              + p
              + "s, "
              + p
              + "At + i);");
      scope.put(p, new Value(p, Kind.REAL, true));
    }
    String result = topLevel(method, scope, one.replace("%s", "j"));
    return "  static void %s(%s, %s[] results, int at, int n) {\n".formatted(name, signature, type)
        + "    int i = 0;\n    for (; FusedMultiply.PRESENT & i <= n - LANES; i += LANES) {\n"
        + body
        + "      "
        + result
        + ".intoArray(results, at + i);\n    }\n    for (; i < n; i++) {\n      "
        + one.replace("%s", "i")
        + "    }\n  }\n";
  }

  private String topLevel(MethodTree method, Map<String, Value> scope, String one) {
    List<? extends StatementTree> statements = method.getBody().getStatements();
    if (statements.size() == 1
        && statements.get(0) instanceof ReturnTree only
        && only.getExpression() instanceof ConditionalExpressionTree choice
        && isFar(choice.getFalseExpression())) {
      Value usual = expression(choice.getCondition(), scope);
      if (usual != TRUE) {
        line("if (!" + usual.code + ".allTrue()) {");
        line("  for (int j = i; j < i + LANES; j++) {");
        line("    " + one.strip());
        line("  }");
        line("  continue;");
        line("}");
      }
      return vector(expression(choice.getTrueExpression(), scope));
    }
    return vector(inlined(method, scope));
  }

  private static boolean isFar(ExpressionTree tree) {
    ExpressionTree call = tree instanceof TypeCastTree cast ? cast.getExpression() : tree;
    String function = ((MethodInvocationTree) call).getMethodSelect().toString();
    return function.startsWith("StrictMath.") || function.endsWith("Far");
  }

  private void line(String text) {
    body.append("      ").append(text).append('\n');
  }

  private String unique(String name) {
    int count = names.merge(name, 1, Integer::sum);
    return count == 1 ? name : name + count;
  }

  private Value inlined(MethodTree method, Map<String, Value> scope) {
    for (StatementTree statement : method.getBody().getStatements()) {
      switch (statement) {
        case VariableTree variable ->
            scope.put(
                variable.getName().toString(),
                named(variable.getName().toString(), expression(variable.getInitializer(), scope)));
        case ExpressionStatementTree step -> {
          if (!(step.getExpression() instanceof AssignmentTree assignment)) {
            throw refused(statement);
          }
          String name = assignment.getVariable().toString();
          scope.put(name, named(name, expression(assignment.getExpression(), scope)));
        }
        case ReturnTree result -> {
          return expression(result.getExpression(), scope);
        }
        default -> throw refused(statement);
      }
    }
    throw refused(method);
  }

  /** Gives a value a variable of its own, if it is not the same for all elements. */
  private Value named(String name, Value value) {
    if (!value.vector) {
      return value;
    }
    String variable = unique(name);
    String type =
        switch (value.kind) {
          case REAL -> real();
          case BITS -> bits();
          case MASK -> mask();
        };
    line(type + " " + variable + " = " + value.code + ";");
    return new Value(variable, value.kind, true);
  }

  private String vector(Value value) {
    return value.vector ? value.code : real() + ".broadcast(SPECIES, " + value.code + ")";
  }

  private Value expression(ExpressionTree tree, Map<String, Value> scope) {
    return switch (tree) {
      case ParenthesizedTree inner -> expression(inner.getExpression(), scope);
      // a float function of Math is computed in double and rounded, which vectors do at once
      case TypeCastTree cast -> expression(cast.getExpression(), scope);
      case LiteralTree literal -> constant(literal.toString());
      case IdentifierTree identifier -> {
        Value local = scope.get(identifier.toString());
        yield local != null ? local : constant(qualified(tree));
      }
      case MemberSelectTree member -> constant(member.toString());
      case UnaryTree unary -> unary(unary, expression(unary.getExpression(), scope));
      case BinaryTree binary ->
          binary(
              binary,
              expression(binary.getLeftOperand(), scope),
              expression(binary.getRightOperand(), scope));
      case ConditionalExpressionTree choice -> {
        Value condition = expression(choice.getCondition(), scope);
        Value yes = expression(choice.getTrueExpression(), scope);
        yield condition == TRUE
            ? yes
            : blend(condition, yes, expression(choice.getFalseExpression(), scope));
      }
      case MethodInvocationTree call -> call(call, scope);
      default -> throw refused(tree);
    };
  }

  private String qualified(Tree identifier) {
    String name = constants.get(identifier.toString());
    if (name == null) {
      throw refused(identifier);
    }
    return name;
  }

  private static Value constant(String code) {
    if (code.equals("FusedMultiply.PRESENT")) {
      return TRUE;
    }
    Kind kind =
        code.endsWith("_BITS") || code.endsWith("_BIT") || code.endsWith("L")
            ? Kind.BITS
            : Kind.REAL;
    return new Value(code, kind, false);
  }

  private static Value unary(UnaryTree tree, Value operand) {
    return switch (tree.getKind()) {
      case UNARY_MINUS ->
          operand.vector
              ? new Value(operand.code + ".neg()", operand.kind, true)
              : new Value("-" + operand.code, operand.kind, false);
      case LOGICAL_COMPLEMENT -> new Value(operand.code + ".not()", Kind.MASK, true);
      default -> throw refused(tree);
    };
  }

  private Value binary(BinaryTree tree, Value a, Value b) {
    if (a == TRUE && tree.getKind() == Tree.Kind.CONDITIONAL_AND) {
      return b;
    }
    String operator =
        switch (tree.getKind()) {
          case PLUS -> "add";
          case MINUS -> "sub";
          case MULTIPLY -> "mul";
          case DIVIDE -> "div";
          case AND, CONDITIONAL_AND -> "and";
          case OR, CONDITIONAL_OR -> "or";
          case XOR -> "XOR";
          case LEFT_SHIFT -> "LSHL";
          case RIGHT_SHIFT -> "ASHR";
          case UNSIGNED_RIGHT_SHIFT -> "LSHR";
          case LESS_THAN -> "LT";
          case LESS_THAN_EQUAL -> "LE";
          case GREATER_THAN -> "GT";
          case GREATER_THAN_EQUAL -> "GE";
          case EQUAL_TO -> "EQ";
          case NOT_EQUAL_TO -> "NE";
          default -> throw refused(tree);
        };
    if (!a.vector && !b.vector) {
      String sign = tree.toString().substring(tree.getLeftOperand().toString().length()).strip();
      return new Value("(" + a.code + " " + sign.split(" ")[0] + " " + b.code + ")", a.kind, false);
    }
    boolean commutes = List.of("add", "mul", "and", "or", "XOR", "EQ", "NE").contains(operator);
    if (!a.vector && commutes) {
      return apply(operator, b, a);
    }
    return apply(operator, a.vector ? a : new Value(vector(a), a.kind, true), b);
  }

  private static Value apply(String operator, Value a, Value b) {
    return switch (operator) {
      case "add", "sub", "mul", "div", "and", "or" ->
          new Value(a.code + "." + operator + "(" + b.code + ")", a.kind, true);
      case "XOR", "LSHL", "ASHR", "LSHR" ->
          new Value(
              a.code + ".lanewise(VectorOperators." + operator + ", " + b.code + ")", a.kind, true);
      default ->
          new Value(
              a.code
                  + ".compare(VectorOperators."
                  + operator
                  + ", "
                  + b.code
                  + ")"
                  + (a.kind == Kind.BITS ? ".cast(SPECIES)" : ""),
              Kind.MASK,
              true);
    };
  }

  private Value blend(Value condition, Value yes, Value no) {
    return new Value(
        vector(no) + ".blend(" + yes.code + ", " + condition.code + ")", Kind.REAL, true);
  }

  private Value call(MethodInvocationTree tree, Map<String, Value> scope) {
    List<Value> given = tree.getArguments().stream().map(a -> expression(a, scope)).toList();
    String function = tree.getMethodSelect().toString();
    MethodTree method = methods.get(function);
    if (method != null) {
      Map<String, Value> inner = new HashMap<>();
      for (int i = 0; i < given.size(); i++) {
        String name = method.getParameters().get(i).getName().toString();
        inner.put(name, isName(given.get(i)) ? given.get(i) : named(name, given.get(i)));
      }
      return named(function, inlined(method, inner));
    }
    Value x = given.get(0);
    return switch (function) {
      case "Math.fma" -> fma(given);
      case "Double.isNaN", "Float.isNaN" -> apply("NE", x, x);
      case "Math.abs" -> new Value(x.code + ".abs()", Kind.REAL, true);
      case "Math.sqrt" -> new Value(x.code + ".sqrt()", Kind.REAL, true);
      case "Math.min", "Math.max" ->
          new Value(
              x.code + "." + function.substring(5) + "(" + given.get(1).code + ")",
              Kind.REAL,
              true);
      case "Double.doubleToRawLongBits" ->
          new Value(x.code + ".reinterpretAsLongs()", Kind.BITS, true);
      case "Double.longBitsToDouble" ->
          new Value(x.code + ".reinterpretAsDoubles()", Kind.REAL, true);
      case "Float.floatToRawIntBits" -> new Value(x.code + ".reinterpretAsInts()", Kind.BITS, true);
      case "Float.intBitsToFloat" -> new Value(x.code + ".reinterpretAsFloats()", Kind.REAL, true);
      default -> throw refused(tree);
    };
  }

  private static boolean isName(Value value) {
    return value.code.chars().allMatch(Character::isJavaIdentifierPart);
  }

  /** A product does not depend on the order of its factors. */
  private Value fma(List<Value> given) {
    Value a = given.get(0).vector ? given.get(0) : given.get(1);
    Value b = given.get(0).vector ? given.get(1) : given.get(0);
    return new Value(
        vector(a) + ".fma(" + vector(b) + ", " + vector(given.get(2)) + ")", Kind.REAL, true);
  }

  private static IllegalArgumentException refused(Tree tree) {
    return new IllegalArgumentException("no vector form of " + tree);
  }
}
