package org.autodiff.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.autodiff.trace.Program;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a program into units. Steps of one kind (see {@link RegionKind}) that need nothing of each
 * other but through steps of that kind become one region; every other step is a unit of its own.
 *
 * <p>Each value has a level: the number of times that the kind changes on the longest way to it.
 * The steps of a kind on one level are a region. Where the kind changes the level rises, so no
 * region can wait for another that waits for it.
 */
final class Regions {
  private Regions() {}

  /** {@return each step as a unit} */
  static List<Plan.Unit> steps(Program program) {
    List<Plan.Unit> units = new ArrayList<>();
    for (Program.Step step : program.steps()) {
      units.add(new Plan.StepUnit(program, step));
    }
    return units;
  }

  /** A region in the making. */
  private record Key(RegionKind kind, int level) {}

  /** {@return regions and single steps, in an order in which they can run} */
  static List<Plan.Unit> units(Program program) {
    int n = program.values();
    int[] level = new int[n];
    @Nullable RegionKind[] kinds = new @Nullable RegionKind[n];
    Map<Integer, List<Program.Step>> single = new TreeMap<>();
    Map<Integer, Map<Key, List<Program.Step>>> regions = new TreeMap<>();
    for (Program.Step step : program.steps()) {
      RegionKind kind = RegionKind.of(program, step, kinds);
      int at = 0;
      for (int operand : step.operands()) {
        boolean joined = kind != null && kind.equals(kinds[operand]);
        boolean made = operand >= program.inputs() && program.constant(operand) == null;
        at = Math.max(at, made && !joined ? level[operand] + 1 : level[operand]);
      }
      // a sum over the lanes is there when all lanes are done: who reads it is in another region
      boolean ends =
          kind != null && kind.sumsLanes(step.operator(), program.type(step.operands()[0]).shape());
      for (int i = 0; i < step.results(); i++) {
        level[step.first() + i] = at;
        kinds[step.first() + i] = ends ? null : kind;
      }
      if (kind == null) {
        single.computeIfAbsent(at, l -> new ArrayList<>()).add(step);
      } else {
        regions
            .computeIfAbsent(at, l -> new HashMap<>())
            .computeIfAbsent(new Key(kind, at), k -> new ArrayList<>())
            .add(step);
      }
    }
    boolean[] needed = new boolean[n];
    for (int output : program.outputs()) {
      needed[output] = true;
    }
    List<Plan.Unit> units = new ArrayList<>();
    int levels = 0;
    for (int one : level) {
      levels = Math.max(levels, one + 1);
    }
    int[] region = regionNumbers(n, regions);
    markUsedOutside(program, region, needed);
    for (int l = 0; l < levels; l++) {
      for (Program.Step step : single.getOrDefault(l, List.of())) {
        units.add(new Plan.StepUnit(program, step));
      }
      for (Map.Entry<Key, List<Program.Step>> entry :
          regions.getOrDefault(l, Map.of()).entrySet()) {
        units.addAll(entry.getKey().kind.units(program, entry.getValue(), needed));
      }
    }
    return units;
  }

  private static int[] regionNumbers(
      int values, Map<Integer, Map<Key, List<Program.Step>>> regions) {
    int[] region = new int[values];
    int next = 1;
    for (Map<Key, List<Program.Step>> atLevel : regions.values()) {
      for (List<Program.Step> steps : atLevel.values()) {
        for (Program.Step step : steps) {
          for (int i = 0; i < step.results(); i++) {
            region[step.first() + i] = next;
          }
        }
        next++;
      }
    }
    return region;
  }

  /** A value must stand in memory if something outside of its region reads it. */
  private static void markUsedOutside(Program program, int[] region, boolean[] needed) {
    for (Program.Step step : program.steps()) {
      for (int operand : step.operands()) {
        if (region[operand] == 0 || region[operand] != region[step.first()]) {
          needed[operand] = true;
        }
      }
    }
  }
}
