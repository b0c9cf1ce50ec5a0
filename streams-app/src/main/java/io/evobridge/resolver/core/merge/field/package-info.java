/** The fields of one key, each with the writes to it that nobody has overwritten knowingly. Pure: fields × row write → fields. */
@NullMarked
package io.evobridge.resolver.core.merge.field;

import org.jspecify.annotations.NullMarked;
