/** How fast a source may capture: what is on its way to the resolver is bounded, the database's own log is the queue. */
@NullMarked
package io.evobridge.connect.flow;

import org.jspecify.annotations.NullMarked;
