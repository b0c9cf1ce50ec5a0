/** How a sink keeps off rows of a writable node that hold a local write the resolver has not seen yet. */
@NullMarked
package io.evobridge.sink.common.fence;

import org.jspecify.annotations.NullMarked;
