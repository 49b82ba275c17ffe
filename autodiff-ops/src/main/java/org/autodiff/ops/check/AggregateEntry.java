package org.autodiff.ops.check;

import org.autodiff.check.Domain;
import org.autodiff.check.OperatorEntry;
import org.autodiff.ops.Aggregate;
import org.autodiff.ops.entries.AggregateEntries;

/**
 * The entry of an aggregate of one's own, by which {@link org.autodiff.check.OperatorLaws} holds it
 * to all laws: value and derivative to each other, and both to the batching rule, the element types
 * and the rest.
 *
 * {@snippet :
 * OperatorLaws.assertAll(AggregateEntry.of(rms, Domain.all()), 100, 1);
 * }
 */
public final class AggregateEntry {
  private AggregateEntry() {}

  /**
   * {@return the entry of an aggregate}
   *
   * @param aggregate the aggregate, as {@link Aggregate#of} makes it
   * @param products where the aggregate is smooth in each product; activations and weights are
   *     drawn from there too
   */
  public static OperatorEntry of(Aggregate aggregate, Domain products) {
    return AggregateEntries.of(aggregate, products);
  }
}
