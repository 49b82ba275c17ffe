/** JMH benchmarks; not null-marked, because JMH fills their fields after construction. */
package org.autodiff.benchmarks;
