/** Values of canonical types as text: what stores without such types hold. */
@NullMarked
package io.evobridge.sink.common.text;

import org.jspecify.annotations.NullMarked;
