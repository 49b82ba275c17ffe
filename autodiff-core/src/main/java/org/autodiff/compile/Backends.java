package org.autodiff.compile;

import org.autodiff.trace.Program;
import org.autodiff.trace.StagedOperator;
import org.autodiff.trace.StagingTrace;

/** The ways to run programs. */
enum Backends implements StagedOperator.Backend {
  /** Step by step. */
  STEPS,
  /** With regions fused. */
  REGIONS;

  static final StagingTrace.Identities IDENTITIES = new KnownValues();

  static Backends current() {
    return CompileMode.current() == CompileMode.STEPS ? STEPS : REGIONS;
  }

  @Override
  public StagedOperator.Executor executor(Program program) {
    return new Plan(program, this == REGIONS);
  }

  @Override
  public StagingTrace.Identities identities() {
    return IDENTITIES;
  }
}
