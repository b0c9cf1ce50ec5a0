/** How the columns of a table may differ from the fields of its entity, as the source side and the sinks both apply it. */
@NullMarked
package io.evobridge.contract.mapping;

import org.jspecify.annotations.NullMarked;
