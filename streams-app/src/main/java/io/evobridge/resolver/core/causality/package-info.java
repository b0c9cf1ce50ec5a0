/** Who wrote when, and who had seen what: clocks over a database's log, dots and version vectors. Pure. */
@NullMarked
package io.evobridge.resolver.core.causality;

import org.jspecify.annotations.NullMarked;
