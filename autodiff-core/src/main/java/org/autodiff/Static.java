package org.autodiff;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a record component that is configuration, not data to differentiate: transforms carry it
 * along unchanged. Components of type boolean, int, long, String or an enum are so without a mark;
 * others (a rate of type double, say) need it, so that no number is left out of a gradient
 * silently.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Static {}
