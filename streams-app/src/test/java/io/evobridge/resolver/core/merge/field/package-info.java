@NullMarked
package io.evobridge.resolver.core.merge.field;

import org.jspecify.annotations.NullMarked;
