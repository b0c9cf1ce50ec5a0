/** What the resolver counts. */
@NullMarked
package io.evobridge.resolver.metrics;

import org.jspecify.annotations.NullMarked;
