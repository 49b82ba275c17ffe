package org.autodiff;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a record component that has no gradient: transforms carry it along, and no derivative is
 * taken with respect to it. Examples are settings, such as a rate of type double, and tensors that
 * belong to a model without being trained, such as running statistics. Components of type boolean,
 * int, long, String or an enum need no mark; every other one that is not to be differentiated does,
 * so that no number is left out of a gradient silently.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface NoGradient {}
