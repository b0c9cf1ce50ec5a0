/** How far the nodes of a bridge are, measured all the time from outside: offsets, ages, connectors. */
@NullMarked
package io.evobridge.resolver.monitor;

import org.jspecify.annotations.NullMarked;
